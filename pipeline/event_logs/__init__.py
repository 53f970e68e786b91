"""Reading event logs: files with one row for each thing that happened to somebody's application."""
