"""What a new company finds on its first day: explicit lists that each app adds to."""

import hashlib
from collections.abc import Callable
from pathlib import Path

Starter = Callable[[], None]
"""Fills the schema that the default connection stands in."""

STARTERS: list[Starter] = []
"""What fills an empty schema."""

COMPLETERS: list[Starter] = []
"""What gives a company made by an earlier release what it does not have yet."""

CONTENT_FOLDERS: list[Path] = []
"""The folders of the content that starters and completers read."""


def starter_fingerprint() -> str:
    """Return a digest that changes when any starter content changes."""
    digest = hashlib.sha256()
    for folder in CONTENT_FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
