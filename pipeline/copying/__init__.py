"""Beginning openings with others: templates and copies."""
