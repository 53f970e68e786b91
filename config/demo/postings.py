"""What the demo companies tell candidates of themselves and of their roles."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "postings.yaml"


@dataclass(frozen=True)
class DemoPosting:
    """`sections` as an opening has them; `posted_days` ago the public first saw it.

    `closes_in_days` from now is the last day to apply; None: none.
    """

    summary: str
    workplace: str
    posted_days: int
    closes_in_days: int | None
    sections: dict[str, str]


@cache
def _read() -> dict:
    return yaml.safe_load(FILE.read_text())


def intro_of(company: str) -> str:
    return _as_typed(_read()[company]["intro"])


def posting_of(company: str, title: str) -> DemoPosting:
    """Return what a company's role of this title says."""
    said = _read()[company]["roles"][title]
    return DemoPosting(
        summary=said["summary"].strip(),
        workplace=said["workplace"],
        posted_days=said["posted_days"],
        closes_in_days=said.get("closes_in_days"),
        sections={kind: _as_typed(text) for kind, text in said["sections"].items()},
    )


def _as_typed(text: str) -> str:
    """Return the text with each paragraph on one line, as somebody types it."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        goes_on = lines and line and lines[-1] and not line.startswith("- ")
        if goes_on:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return "\n".join(lines)
