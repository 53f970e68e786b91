"""What a benchmark reports."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value; with the floor of the same run where the value is a time of a page.

    The floor is the time of a page of the same server that is signed in, makes one query and
    renders nothing.
    """

    bench: str
    name: str
    value: float
    unit: str
    floor: float | None = None

    def line(self) -> str:
        """Return it as a line of JSON."""
        ratio = round(self.value / self.floor, 2) if self.floor else None
        return json.dumps({**asdict(self), "ratio": ratio})
