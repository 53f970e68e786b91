"""Board and table: their filters, saved views, changes of many at once, and the drawer."""
