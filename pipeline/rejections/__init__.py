"""Rejections: what the candidate is told, and when."""
