"""What every format comes down to: text by page, and links."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Extracted:
    """Text by page, with columns apart by spaces, and the addresses that links lead to."""

    pages: list[str]
    links: tuple[str, ...] = ()
