"""What a location says as city, state and country: what job boards ask for apart."""

from dataclasses import dataclass

from pipeline.postings.places import (
    ANYWHERE,
    UNITED_STATES,
    Place,
    place_book,
    place_name,
    split_options,
    states_in,
)
from pipeline.postings.rule_tables import read_table
from pipeline.postings.words import Found, read_words


@dataclass(frozen=True)
class Address:
    """A place as far as it is said: `city` as typed, `state` and `country` as codes.

    `area` names what is wider than a country, such as the European Union.
    """

    city: str = ""
    state: str = ""
    country: str = ""
    area: str = ""


def read_addresses(location: str) -> tuple[Address, ...]:
    """Return the places that `location` names, without doubles; what is not known is left out."""
    found = (_read(option.strip()) for option in split_options(location))
    return tuple(dict.fromkeys(address for address in found if address != Address()))


def country_name(code: str) -> str:
    """Return the name of a country of the table, or its code."""
    if code == UNITED_STATES:
        return "United States"
    return str(read_table("places")["countries"].get(code, {}).get("name", code))


def state_name(code: str) -> str:
    return place_name(code).removesuffix(" State")


def _read(option: str) -> Address:
    hits = list(place_book().find(option, read_words(option)))
    places = [hit.entry for hit in hits]
    state = _state_of(option, places)
    country = UNITED_STATES if state else _country_of(places)
    if not country:
        return Address(area=_area_of(places))
    return Address(_city_of(option, hits, places), state, country)


def _state_of(option, places: list[Place]) -> str:
    named = sorted(states_in(option, places))
    cities = read_table("places")["cities"]
    held = [cities[place.code]["within"] for place in places if place.kind == "law city"]
    held += [place.code for place in places if place.kind == "city" and not place.country]
    return next(iter([*named, *held]), "")


def _country_of(places: list[Place]) -> str:
    abroad = [place.country for place in places if place.country]
    is_american = any(place.code == UNITED_STATES for place in places if place.kind == "region")
    return next(iter(abroad), UNITED_STATES if is_american else "")


def _area_of(places: list[Place]) -> str:
    named = [place.code for place in places if place.kind == "region"]
    return "" if not named or named[0] == ANYWHERE else place_name(named[0]).removeprefix("the ")


def _city_of(option: str, hits: list[Found[Place]], places: list[Place]) -> str:
    """Return the city as typed: a known one, or what stands before the first comma."""
    cities = [hit for hit in hits if hit.entry.kind in ("city", "law city")]
    if cities:
        return option[cities[0].span.start : cities[0].span.end]
    before, comma, _ = option.partition(",")
    is_known = any(hit.span.start < len(before) for hit in hits)
    is_city = comma and (not is_known or _is_city_and_state(before))
    return before.strip() if is_city and before.strip().lower() != "remote" else ""


def _is_city_and_state(name: str) -> bool:
    """Say whether a state has lent its name to a city: "New York, NY"."""
    cities = read_table("places")["cities"].values()
    return name.strip().casefold() in {
        str(alone).casefold() for city in cities for alone in city.get("alone", ())
    }
