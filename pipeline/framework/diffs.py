"""What changed of an entry, as lines of words that stayed, went or came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from config.accounts.models import User
from pipeline.framework.history import GONE, NEW, SAME, EntryChange, word_changes
from pipeline.framework.names import Names
from pipeline.framework.parts import CODE_FIELDS, Link, label_of, part_of
from pipeline.framework.withholding import hidden_from

NEIGHBOURS = 1
"""How many lines that stayed are shown around those that changed."""

ALIKE = 0.3
"""From which share of common words on a line counts as reworded rather than replaced."""

MOST_WORDS = 600
"""Longer lines are shown whole, before and after: comparing takes the square of their words."""


@dataclass(frozen=True)
class Run:
    """Words of one line that stayed ("same"), went ("gone") or came ("new")."""

    tag: str
    text: str


@dataclass(frozen=True)
class FieldDiff:
    """One field, in lines of runs; None stands for lines that stayed and are not shown."""

    field: str
    label: str
    is_code: bool
    lines: tuple[tuple[Run, ...] | None, ...]


@dataclass(frozen=True)
class EntryDiff:
    """One entry that changed. `fields` is empty for one that was added: its page shows it all."""

    change: EntryChange
    link: Link
    name: str
    fields: tuple[FieldDiff, ...]


def entry_diff(change: EntryChange, names: Names, *, reader: User | None = None) -> EntryDiff:
    """Return the change of an entry, ready to be printed.

    It leaves out the fields that are kept back from `reader`; without one it is whole.
    """
    hidden = hidden_from(reader, change.entry_list) if reader else ()
    found = () if change.before is None else _field_diffs(change, names)
    fields = tuple(diff for diff in found if diff.field not in hidden)
    return EntryDiff(change, _page_of(change, names), name_of_change(change, names), fields)


def name_of_change(change: EntryChange, names: Names) -> str:
    """Return what the entry is called; an anchor by its criterion, its level and its rating."""
    document = change.after or change.before
    if change.entry_list.identity == ("key",):
        return change.name
    called = (
        names.get(change.entry_list.references.get(part), {}).get(document[part], document[part])
        for part in change.entry_list.identity
    )
    return " · ".join(map(str, called))


def _page_of(change, names):
    """What shows the entry: its own page, or that of the entry which its key begins with."""
    entry_list = change.entry_list
    if entry_list.identity == ("key",):
        return Link(entry_list.name, change.key, change.name)
    first = entry_list.references[entry_list.identity[0]]
    key = change.key.split("/")[0]
    return Link(first, key, names.get(first, {}).get(key, key))


def _field_diffs(change: EntryChange, names):
    for changed in change.fields:
        if changed.field == "is_retired":
            continue  # the deed says it
        before, after = (
            list(part.lines()) if part else []
            for part in (
                part_of(change.entry_list, changed.field, value, names)
                for value in (changed.before, changed.after)
            )
        )
        is_code = changed.field in (*CODE_FIELDS, "exercise")
        lines = line_changes(before, after, is_code=is_code)
        yield FieldDiff(
            changed.field,
            label_of(change.entry_list, changed.field),
            is_code,
            tuple(shorten(lines)),
        )


def line_changes(
    before: Sequence[str], after: Sequence[str], *, is_code: bool = False
) -> list[tuple[Run, ...]]:
    """Return all lines, each as runs; a line that was reworded is one, word by word."""
    lines: list[tuple[Run, ...]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        old, new = before[start:end], after[new_start:new_end]
        if tag == "equal":
            lines.extend((Run(SAME, line),) for line in old)
        else:
            lines.extend(_replaced(old, new, is_code))
    return lines


def _replaced(old, new, is_code) -> Iterator[tuple[Run, ...]]:
    """Lines in pairs while they are alike; a change of spaces alone shows both lines whole."""
    shared = min(len(old), len(new))
    for was, now in zip(old[:shared], new[:shared], strict=True):
        runs = () if is_code or not _are_alike(was, now) else _reworded(was, now)
        if any(run.tag != SAME for run in runs):
            yield runs
        else:
            yield (Run(GONE, was),)
            yield (Run(NEW, now),)
    yield from ((Run(GONE, line),) for line in old[shared:])
    yield from ((Run(NEW, line),) for line in new[shared:])


def _reworded(was, now):
    return tuple(Run(tag, text) for tag, text in word_changes(was, now))


def _are_alike(was, now):
    old, new = was.split(), now.split()
    if max(len(old), len(new)) > MOST_WORDS:
        return False
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE


def shorten(lines: Sequence[tuple[Run, ...]]) -> Iterator[tuple[Run, ...] | None]:
    """Yield what changed and its neighbours; one None for each stretch left out between."""
    changed = [place for place, line in enumerate(lines) if any(run.tag != SAME for run in line)]
    near = {place + step for place in changed for step in range(-NEIGHBOURS, NEIGHBOURS + 1)}
    was_left_out = False
    for place, line in enumerate(lines):
        if place in near:
            yield line
        elif not was_left_out:
            yield None
        was_left_out = place not in near
