"""How the lists of the framework stand together on screen, in the words of who hires."""

from dataclasses import dataclass

from django.db.models import CharField, Count, Q, Value

from pipeline.framework.lists import DATED, LISTS, RETIRABLE, EntryList
from pipeline.models import FrameworkVersion, Revision


@dataclass(frozen=True)
class Shelf:
    """What a list is for; `under` is the field told under a name, `beside` those in columns."""

    intro: str
    under: str = ""
    beside: tuple[str, ...] = ()


SHELVES = {
    "specializations": Shelf("The kinds of engineer you hire.", "aim", ("ships",)),
    "levels": Shelf("How deep an answer goes, and the anchors at each level.", "depth"),
    "skills": Shelf("What every criterion looks for in the end.", "aim"),
    "dimensions": Shelf(
        "What counts how much towards the composite.", "", ("weight_percent", "sub_criteria")
    ),
    "components": Shelf("The parts of the interviews.", "aim"),
    "criteria": Shelf(
        "What is rated, with what each rating looks like.", "looks_for", ("skill", "dimension")
    ),
    "failures": Shelf("How strong people typically miss a level.", "prefer", ("level",)),
    "kits": Shelf("What an interview asks, and who covers what.", "aim", ("interview", "levels")),
    "questions": Shelf("With what strong and weak answers show.", "why", ("kind", "criteria")),
    "probes": Shelf("Turns that an interviewer gives a question.", "listens_for", ("change",)),
    "signals": Shelf("What to listen for, and what to be wary of.", "shows", ("sort",)),
    "backgrounds": Shelf("What each brings, and the gap to ask about.", "usual_gap"),
    "calibration_examples": Shelf("Answers to train interviewers with.", "", ("criterion",)),
    "tasks": Shelf("Assessments and take-homes to set.", "", ("kind", "level", "specialization")),
    "facts": Shelf("Published figures, with source and date.", "source", ("as_of",)),
}

GROUPS = (
    ("What we hire", ("specializations", "levels")),
    (
        "What good looks like",
        ("criteria", "skills", "dimensions", "components", "failures"),
    ),
    (
        "How we find out",
        ("kits", "questions", "probes", "signals", "backgrounds", "calibration_examples"),
    ),
    ("Work we set", ("tasks",)),
    ("Facts", ("facts",)),
)


@dataclass(frozen=True)
class Standing:
    """A list with how many entries are in use, retired, and due for review; who changed it last."""

    entry_list: EntryList
    shelf: Shelf
    in_use: int
    retired: int
    overdue: int
    changed: FrameworkVersion | None


def shelf_of(entry_list: EntryList) -> Shelf:
    return SHELVES.get(entry_list.name, Shelf(""))


def standings(today) -> list[tuple[str, list[Standing]]]:
    """Return every list that has pages, in its group (two queries)."""
    counts = _counts(today)
    changed = _latest_changes()
    named = [name for _, names in GROUPS for name in names]
    further = [name for name in LISTS if name not in named]
    groups = [*GROUPS, ("More", further)]
    found = [
        (
            title,
            [
                Standing(LISTS[name], shelf_of(LISTS[name]), *counts[name], changed.get(name))
                for name in names
                if name in counts
            ],
        )
        for title, names in groups
    ]
    return [(title, rows) for title, rows in found if rows]


def _counts(today) -> dict[str, tuple[int, int, int]]:
    """In use, retired and overdue, by list."""
    rows = [
        _count(entry_list, today)
        for entry_list in LISTS.values()
        if entry_list.identity == ("key",)
    ]
    united = rows[0].union(*rows[1:], all=True)
    return {name: (total - retired, retired, overdue) for name, total, retired, overdue in united}


def _count(entry_list, today):
    never = Q(pk__in=[])
    retired = Q(is_retired=True) if RETIRABLE in entry_list.fields else never
    overdue = Q(review_by__lt=today) & ~retired if DATED in entry_list.fields else never
    listed = Value(entry_list.name, output_field=CharField())
    return (
        entry_list.model.objects.order_by()
        .values(listed=listed)
        .annotate(
            total=Count("pk"),
            retired=Count("pk", filter=retired),
            overdue=Count("pk", filter=overdue),
        )
        .values_list("listed", "total", "retired", "overdue")
    )


def _latest_changes() -> dict[str, FrameworkVersion]:
    latest = Revision.objects.order_by("list", "-version_id").distinct("list")
    return {row.list: row.version for row in latest.select_related("version__by")}
