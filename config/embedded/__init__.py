"""The PostgreSQL server that Fortnight brings along, for whoever has none."""
