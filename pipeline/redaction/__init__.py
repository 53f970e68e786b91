"""Taking out of a text who wrote it."""
