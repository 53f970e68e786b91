"""Applying by the public form: its questions, its files, and what is kept."""
