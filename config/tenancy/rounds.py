"""The minute's round: an explicit list of company tasks that look for due work."""

ROUNDS: list[str] = []
"""Names of tasks; each app adds its own in `AppConfig.ready()`."""
