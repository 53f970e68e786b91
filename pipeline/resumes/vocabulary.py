"""The words by which a résumé is read, from vocabulary.toml."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


def alternatives(name: str) -> str:
    """Return the words of that name as the inside of a regular expression: `engineer|developer`."""
    return _joined(_vocabulary()[name])


def words(name: str) -> frozenset[str]:
    """Return the words of that name as a set, for those that are no patterns."""
    return frozenset(alternatives(name).split("|"))


def heading_wordings() -> dict[str, re.Pattern[str]]:
    """Return a pattern for the headings of each kind of section, in the order to try them."""
    return {
        kind: re.compile(rf"\b(?:{_joined(wording)})(?:\b|$)", re.IGNORECASE)
        for kind, wording in _vocabulary()["headings"].items()
    }


def _joined(lines: str) -> str:
    return "|".join(lines.split("\n")).strip("|")


@cache
def _vocabulary() -> dict[str, Any]:
    source = Path(__file__).with_name("vocabulary.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
