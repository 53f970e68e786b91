"""What the rules know, read from `rules/*.yaml` once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.postings.words import PhraseBook, book_of

FOLDER = Path(__file__).parent / "rules"


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def read_table(name: str) -> Any:
    """Return the content of the table `name`."""
    return read_yaml(FOLDER / f"{name}.yaml")


@cache
def phrases(name: str, table: str = "phrases") -> PhraseBook[str]:
    """Return the list `name` of a table as a book of phrases."""
    return book_of(str(phrase) for phrase in read_table(table)[name])
