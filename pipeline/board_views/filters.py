"""The filter bar: what the address of a board or a table asks for, and what can be asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, IntegerField, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.http import urlencode

from config.accounts.models import User
from pipeline.board_views.columns import COLUMNS, TableColumn, read_columns
from pipeline.board_views.orders import LABELS, Order, read_order
from pipeline.board_views.sieve import CLOCKS, NOBODY, Sieve
from pipeline.board_views.waiting import wait_options
from pipeline.keys import read_key
from pipeline.models import Opening, StageKind, Tag
from pipeline.models.applications import Origin
from pipeline.people.sieve import Choice
from pipeline.work_queue.owners import able, assignable

LONGEST_TEXT = 100
MOST_OPTIONS = 300
ME = "me"
KEYED = ("opening", "stage", "owner", "tag")
"""What is chosen by the key of a row, which may be gone."""


@dataclass(frozen=True)
class Filters:
    """What is asked for, as a page shows it and as rows are chosen by it.

    `pairs` are all that holds of the address, for links; `gone` says, a sentence each, what was
    asked for and is there no longer. Without options no `choices` are known.
    """

    sieve: Sieve
    order: Order
    columns: Sequence[TableColumn]
    pairs: Sequence[tuple[str, str]]
    choices: Mapping[str, Choice]
    gone: Sequence[str] = ()

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    @property
    def kept(self) -> str:
        """The query for a link that begins otherwise, with & in front; or nothing."""
        return f"&{self.query}" if self.pairs else ""

    @property
    def is_sifted(self) -> bool:
        return any(name not in ("sort", "col") for name, _ in self.pairs)

    @property
    def arranging(self) -> str:
        """The query that keeps order and columns, and asks for nobody in particular."""
        return urlencode([pair for pair in self.pairs if pair[0] in ("sort", "col")])

    @property
    def number_hidden(self) -> int:
        """How many of the filters that stand behind the button are in use."""
        return sum(name not in ("q", "owner", "clock", "sort", "col") for name, _ in self.pairs)

    @property
    def chips(self) -> list[tuple[str, str]]:
        """What is asked for in words, and the query without it."""
        return [
            (self._say(name, value), urlencode([pair for pair in self.pairs if pair[0] != name]))
            for name, value in self.pairs
            if name not in ("sort", "col")
        ]

    @property
    def orders(self) -> list[tuple[str, str]]:
        return list(LABELS.items())

    @property
    def all_columns(self) -> list[tuple[TableColumn, bool]]:
        """Each column that can be chosen, and whether it is."""
        is_one = "opening" not in self.choices
        return [
            (column, column in self.columns)
            for column in COLUMNS
            if column.name != "opening" or not is_one
        ]

    def _say(self, name, value):
        if name == "q":
            return f"“{value}”"
        if name == "channel":
            return f"Heard of us by “{value}”"
        if name == "flagged":
            return "Flagged answers"
        choice = self.choices.get(name)
        return f"{choice.label}: {choice.chosen_label}" if choice else value


def read_filters(asked: QueryDict, user: User, company, *, now: datetime, opening=None) -> Filters:
    """Return what `asked` amounts to, with all that can be chosen (one query).

    What is asked for and is no option asks for nothing.
    """
    options = _options(user, opening)
    wanted = {name: asked.get(name, "") for name in (*options, "late")}
    if wanted.pop("late") and not wanted["clock"]:
        wanted["clock"] = "late"
    choices, gone = {}, []
    for name, (label, rows) in options.items():
        chosen = wanted[name] if any(wanted[name] == value for value, _ in rows) else ""
        choices[name] = Choice(name, label, rows, chosen)
        if wanted[name] and not chosen:
            gone.append(f"{label}: what was asked for is there no longer, and is left out.")
    values = {name: choice.chosen for name, choice in choices.items()}
    return _filters(asked, values, user, company, now, opening, choices, gone)


def reread_filters(asked: QueryDict, user: User, company, *, now: datetime, opening=None):
    """As `read_filters`, of an address that a page made of its own: nothing is looked up."""
    names = ("stage", "owner", "tag", "clock", "origin", "waits", "opening", "kind")
    values = {name: asked.get(name, "") for name in names}
    values["clock"] = values["clock"] if values["clock"] in CLOCKS else ""
    values["origin"] = values["origin"] if values["origin"] in Origin.values else ""
    return _filters(asked, values, user, company, now, opening, {}, ())


def tidy_query(query: str, user: User, company, *, now: datetime, opening=None) -> str:
    """Return the part of `query` that a board or a table understands and that is there."""
    return read_filters(QueryDict(query), user, company, now=now, opening=opening).query


def _filters(asked, values, user, company, now, opening, choices, gone):
    texts = {name: _tidy(asked.get(name, "")) for name in ("q", "channel")}
    is_flagged = bool(asked.get("flagged"))
    order = read_order(asked.get("sort", ""))
    columns = read_columns(asked.getlist("col"), of_one_opening=opening is not None)
    owner = values["owner"]
    sieve = Sieve(
        text=texts["q"],
        opening=read_key(values.get("opening", "")),
        stage=read_key(values.get("stage", "")),
        kind=values.get("kind", ""),
        owner=user.pk if owner == ME else owner if owner == NOBODY else read_key(owner) or "",
        tag=read_key(values["tag"]),
        clock=values["clock"],
        origin=values["origin"],
        channel=texts["channel"],
        waits=values["waits"],
        is_flagged=is_flagged,
        reader=user,
        now=now,
        zone=company.zone,
    )
    pairs = [("q", texts["q"]), *values.items(), ("channel", texts["channel"])]
    pairs += [("flagged", "1" if is_flagged else "")]
    pairs += [("sort", "" if order.is_usual else order.word)]
    pairs += [("col", column.name) for column in columns if asked.getlist("col")]
    return Filters(sieve, order, columns, [pair for pair in pairs if pair[1]], choices, gone)


def _tidy(text):
    return " ".join(text.replace("\0", "").split())[:LONGEST_TEXT]


def _options(user, opening):
    rows = _rows_to_choose(user, opening)
    own = [(ME, "Mine"), (NOBODY, "Nobody’s")]
    where = (
        {"stage": ("Stage", rows["stage"])}
        if opening
        else {"opening": ("Opening", rows["opening"]), "kind": ("Stage", _kinds())}
    )
    return {
        **where,
        "owner": ("Owner", [*own, *rows["owner"]]),
        "clock": ("Clock", list(CLOCKS.items())),
        "waits": ("Waiting for", wait_options()),
        "tag": ("Tag", rows["tag"]),
        "origin": ("Source", list(Origin.choices)),
    }


def _kinds():
    return [(kind.value, kind.label) for kind in StageKind if kind != StageKind.HIRED]


def _rows_to_choose(user, opening):
    """Tags, people, and stages or openings, as key and name, in one statement."""
    where = (
        _named("stage", opening.stages.all(), "name", "position")
        if opening
        else _named("opening", Opening.objects.visible_to(user).running(), "title")
    )
    people = assignable(opening) if opening else able()
    asked = where.union(
        _named("tag", Tag.objects.all(), "name"), _named("owner", people, "name"), all=True
    )
    found = defaultdict(list)
    for what, key, name, position in asked:
        found[what].append((position, name.casefold(), key, name))
    return defaultdict(
        list,
        {
            what: [(key, name) for *_, key, name in sorted(rows)[:MOST_OPTIONS]]
            for what, rows in found.items()
        },
    )


def _named(what, rows, name, position=None):
    placed = Cast(position, IntegerField()) if position else Value(0, IntegerField())
    return (
        rows.order_by()
        .annotate(what=Value(what), key=Cast("pk", CharField()), at=placed)
        .values_list("what", "key", name, "at")
    )
