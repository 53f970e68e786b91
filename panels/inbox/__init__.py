"""Reviewing the inbox of an opening."""
