"""Why a file cannot be read as a résumé."""


class UnreadableResume(Exception):
    """The file cannot be read. Its text says what is wrong and how to mend it."""
