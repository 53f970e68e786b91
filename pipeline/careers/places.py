"""Where an opening's work is done, as programs that read job postings want it."""

import re

from pipeline.models import Opening
from pipeline.models.openings import Workplace
from pipeline.postings.addresses import Address, country_name, read_addresses, state_name

WORLDWIDE = "Worldwide"
_REMOTE_FIRST = re.compile(r"\s*(fully[ -])?remote\b", re.IGNORECASE)


def is_remote(opening: Opening) -> bool:
    """Say whether it is done from anywhere, or from anywhere within the place it names."""
    if opening.workplace:
        return opening.workplace == Workplace.REMOTE
    return _REMOTE_FIRST.match(opening.location) is not None


def places_of(opening: Opening) -> dict:
    """Return what schema.org's JobPosting says of the place; empty where nobody said it."""
    addresses = read_addresses(opening.location)
    if is_remote(opening):
        areas = list(map(_area_of, addresses)) or [_administrative(WORLDWIDE)]
        return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": _one(areas)}
    places = [_postal(address) for address in addresses if not address.area]
    if not places and opening.location.strip():
        places = [{"addressLocality": opening.location.strip()}]
    if not places:
        return {}
    return {"jobLocation": _one([_place(place) for place in places])}


def _one(rows: list) -> list | dict:
    return rows[0] if len(rows) == 1 else rows


def _place(address):
    return {"@type": "Place", "address": {"@type": "PostalAddress", **address}}


def _postal(address: Address) -> dict:
    said = {
        "addressLocality": address.city,
        "addressRegion": address.state,
        "addressCountry": address.country,
    }
    return {name: value for name, value in said.items() if value}


def _area_of(address: Address) -> dict:
    """Return where somebody may live who works from afar: never less than a state."""
    if address.state:
        return {"@type": "State", "name": f"{state_name(address.state)}, USA"}
    if address.country:
        return {"@type": "Country", "name": country_name(address.country)}
    return _administrative(address.area)


def _administrative(name):
    return {"@type": "AdministrativeArea", "name": name}
