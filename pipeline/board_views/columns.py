"""The columns that a table can show, of which each person chooses theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.board_views import orders


@dataclass(frozen=True)
class TableColumn:
    """One column: its name in the address, its head, and the order that its head leads to."""

    name: str
    label: str
    order: str = ""
    is_usual: bool = False


COLUMNS = (
    TableColumn("opening", "Opening"),
    TableColumn("stage", "Stage", is_usual=True),
    TableColumn("clock", "Clock", orders.CLOCK, is_usual=True),
    TableColumn("here", "In the stage", orders.STAGE, is_usual=True),
    TableColumn("waits", "Waiting for", is_usual=True),
    TableColumn("owner", "Owner", is_usual=True),
    TableColumn("tags", "Tags"),
    TableColumn("origin", "Source"),
    TableColumn("channel", "Heard of us by"),
    TableColumn("flags", "Flagged answers"),
    TableColumn("contact", "First contact"),
    TableColumn("latest", "Latest activity", orders.LATEST),
)


def read_columns(names: Iterable[str], *, of_one_opening: bool) -> Sequence[TableColumn]:
    """Return the columns of these `names`, in the order of the house; the usual ones for none."""
    wanted = set(names)
    known = [column for column in COLUMNS if column.name != "opening" or not of_one_opening]
    return [column for column in known if column.name in wanted] or [
        column for column in known if column.is_usual or column.name == "opening"
    ]
