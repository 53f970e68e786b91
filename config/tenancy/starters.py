"""What a new company finds on its first day: an explicit list that each app adds to."""

import hashlib
from collections.abc import Callable
from pathlib import Path

Starter = Callable[[str], None]
"""Fills an empty schema through the named database connection."""

STARTERS: list[tuple[Starter, Path]] = []
"""Each starter and the folder of the content that it reads."""


def fill_with_starters(using: str) -> None:
    """Run every starter on the connection `using`, which stands in the schema to fill."""
    for starter, _ in STARTERS:
        starter(using)


def starter_fingerprint() -> str:
    """Return a digest that changes when any starter content changes."""
    digest = hashlib.sha256()
    for _, folder in STARTERS:
        for path in sorted(folder.iterdir()):
            if path.is_file():
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
