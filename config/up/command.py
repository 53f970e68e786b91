"""`manage.py up`."""


def up(arguments: list[str]) -> int:
    return 1
