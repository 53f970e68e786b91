"""Laws on what a posting says about pay and on what may not be asked, by place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.postings.places import ANYWHERE, EUROPE, UNITED_STATES, find_places, place_name
from pipeline.postings.rule_tables import read_table


@dataclass(frozen=True)
class Law:
    """A law of a place, in force from `since`; `checked` is the day its row was last compared.

    `must_say` holds "range", "benefits" and "deadline"; `employees` is the smallest employer that
    it applies to; `range_by` is "posting", or "interview" where the range may be given later.
    """

    place: str
    name: str
    since: date
    source: str
    checked: date
    must_say: tuple[str, ...] = ()
    employees: int = 1
    range_by: str = "posting"

    @property
    def place_name(self) -> str:
        return place_name(self.place)


def pay_laws(location: str, currency: str, today: date) -> tuple[Law, ...]:
    """Return the laws on pay in postings that are in force in `location` on the day `today`."""
    return tuple(law for law in _laws_in(location, currency, "pay_laws") if law.since <= today)


def salary_history_laws(location: str) -> tuple[Law, ...]:
    """Return the laws against asking for earlier pay in `location`; a state before its city."""
    return _laws_in(location, "", "salary_history_laws")


def name_places(laws: Iterable[Law]) -> str:
    """Return the places of `laws` as words: "Colorado, New York State and New York City"."""
    return join_words([law.place_name for law in laws])


def join_words(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _laws_in(location: str, currency: str, table: str) -> tuple[Law, ...]:
    places = find_places(location, currency)
    return tuple(law for law in _read(table) if _holds(law, places))


def _holds(law: Law, places: tuple[str, ...]) -> bool:
    if law.place in places or ANYWHERE in places:
        return True
    return law.place != EUROPE and UNITED_STATES in places


@cache
def _read(table: str) -> tuple[Law, ...]:
    rows = read_table(table)
    return tuple(Law(**{**row, "must_say": tuple(row.get("must_say", ()))}) for row in rows)
