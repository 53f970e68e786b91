"""The work queue: what waits, for whom, how long it may take, and who is told when it does."""
