"""Run the benchmarks and print a line of JSON for each figure: `python -m tests.benchmarks`.

With a name, such as `board`, only that one. A benchmark is a module of this package with a
function `figures()` that yields them; it runs on a database of its own, inside Django.
"""

import importlib
import sys

from tests.benchmarks.database import own_database

BENCHMARKS = (
    "board",
    "broker",
    "funnel",
    "import",
    "inbox",
    "isolation",
    "provision",
    "redaction",
    "resumes",
    "search",
    "start",
    "twins",
)


def main(asked: list[str]) -> int:
    for name in asked:
        if name not in BENCHMARKS:
            print(f"There is no benchmark “{name}”: {', '.join(BENCHMARKS)}.", file=sys.stderr)
            return 2
    for name in asked or BENCHMARKS:
        with own_database():
            for figure in importlib.import_module(f"tests.benchmarks.{name}").figures():
                print(figure.line(), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
