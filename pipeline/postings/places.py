"""Which places with laws of their own a location names, from what people write."""

import re
from functools import cache
from typing import NamedTuple

from pipeline.postings.rule_tables import read_table
from pipeline.postings.words import PhraseBook, read_words

UNITED_STATES, EUROPE, ANYWHERE = "US", "EU", "*"
_OPTIONS = re.compile(r"[;|/·•\n+&()\[\]]|\s[-–—]\s|\bor\b|\band\b|(?<!,)\sOR\s(?=[A-Z])")
_CODE = re.compile(r"(?<![\w.])([A-Z]{2})(?![\w])")
_NOWHERE = {"fully", "first", "only", "remote", "remotely", "hybrid", "distributed"}
_NOWHERE |= {"work", "working", "from", "home"}
_FARAWAY = {"€": EUROPE, "EUR": EUROPE, "USD": UNITED_STATES, "$": UNITED_STATES}


class Place(NamedTuple):
    """An entry of the table; `kind` is state, city, law city, country or region."""

    code: str
    kind: str
    country: str = ""


def find_places(location: str, currency: str = "") -> tuple[str, ...]:
    """Return the codes of the states, cities and regions that `location` names, without doubles.

    "US" or "EU" alone mean everywhere in it, "*" anywhere at all. A bare "Remote" is where its
    currency is. Places without laws of their own here are returned as well, or left out.
    """
    found: list[str] = []
    for option in split_options(location):
        found += [code for code in _places_of(option) if code not in found]
    if not found and _is_anywhere(location):
        found += [_FARAWAY.get(currency.strip().upper(), UNITED_STATES)]
    return tuple(found)


def _is_anywhere(location: str) -> bool:
    """Say whether it says "remote" and nothing that would narrow it."""
    words = {word.key for word in read_words(location)}
    return "remote" in words and words <= _NOWHERE


def place_name(code: str) -> str:
    table = read_table("places")
    for kind in ("cities", "regions", "states"):
        if code in table[kind]:
            return str(table[kind][code]["name"])
    return code


def split_options(location: str) -> list[str]:
    """Return the alternatives of a location: "Denver or Remote (US)" has two."""
    return [option for option in _OPTIONS.split(location) if option.strip()]


def _places_of(option: str) -> list[str]:
    book = place_book()
    found = [hit.entry for hit in book.find(option, read_words(option))]
    states = states_in(option, found)
    if states:
        return [*_own_cities(option, found, states), *sorted(states)]
    return _without_state(found)


def states_in(option: str, found: list[Place]) -> set[str]:
    """Return the states that one alternative of a location names, where `found` stands in it."""
    states = {place.code for place in found if place.kind == "state"}
    abroad = {place.country for place in found if place.kind == "city" and place.country}
    for code in _CODE.findall(option):
        if code in read_table("places")["states"] and code not in abroad and not _is_abroad(found):
            states.add(code)
    return states


def _is_abroad(found: list[Place]) -> bool:
    return any(place.kind == "country" for place in found)


def _own_cities(option: str, found: list[Place], states: set[str]) -> list[str]:
    """Return the cities with laws of their own within the states that stand beside them."""
    cities = read_table("places")["cities"]
    named = [place.code for place in found if place.kind == "law city"]
    first = option.split(",")[0].strip().casefold()
    named += [
        code
        for code, city in cities.items()
        if first in {str(name).casefold() for name in city.get("alone", ())}
    ]
    return [code for code in dict.fromkeys(named) if cities[code]["within"] in states]


def _without_state(found: list[Place]) -> list[str]:
    codes = []
    for place in found:
        if place.kind == "law city":
            codes += [place.code, read_table("places")["cities"][place.code]["within"]]
        elif place.country:
            codes.append(_region_of(place.country))
        elif place.kind == "city" or not _names_less(found, place.code):
            codes.append(place.code)
    return [code for code in dict.fromkeys(codes) if code]


def _names_less(found: list[Place], region: str) -> bool:
    """Say whether a smaller place of the region is named beside it: "Denver, US"."""
    if region == UNITED_STATES:
        return any(
            place.kind == "law city" or (place.kind == "city" and not place.country)
            for place in found
        )
    return any(place.country for place in found)


def _region_of(country: str) -> str:
    return str(read_table("places")["countries"][country].get("within", ""))


@cache
def place_book() -> PhraseBook[Place]:
    """Return every name of every place of the table."""
    table = read_table("places")
    rows: list[tuple[str, Place]] = []
    for code, state in table["states"].items():
        rows += [(name, Place(code, "state")) for name in (state["name"], *state.get("also", ()))]
        rows += [(name, Place(code, "city")) for name in state.get("cities", ())]
    for code, city in table["cities"].items():
        rows += [(name, Place(code, "law city")) for name in city["also"]]
    for code, country in table["countries"].items():
        names = (country["name"], *country.get("also", ()))
        rows += [(name, Place(code, "country", code)) for name in names]
        rows += [(name, Place(code, "city", code)) for name in country.get("cities", ())]
    for code, region in table["regions"].items():
        rows += [(name, Place(code, "region")) for name in region["also"]]
    rows += [(name, Place(ANYWHERE, "region")) for name in table["anywhere"]]
    return PhraseBook(rows)
