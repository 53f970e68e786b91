"""Well-known tools, with the year in which each was first released."""

import re
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "tools.yaml"

FILLING = frozenset(
    """
    a an and at experience expert expertise fluency fluent good has in is knowledge knows of or
    proficiency proficient programming skill skills strong the to used uses using with worked year
    years
    """.split()  # noqa: SIM905 - words in lines, not a column of quotes
)
"""Words that say nothing about what is done with a tool."""


@cache
def tools() -> dict[str, int]:
    """Return the year of first release of each tool, by its names in lower case."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["tools"]
    return {
        name.lower(): row["since"] for row in rows for name in (row["name"], *row.get("also", []))
    }


def names_only_tools(text: str) -> bool:
    """Say whether `text` consists of tools and filling: "PyTorch", "5 years of Spark and SQL"."""
    left, found = f" {text.lower()} ", False
    for name in sorted(tools(), key=len, reverse=True):
        left, count = re.subn(rf"(?<![\w+#]){re.escape(name)}(?![\w+#])", " ", left)
        found = found or bool(count)
    words = re.findall(r"[^\W\d_]+", left)
    return found and set(words) <= FILLING
