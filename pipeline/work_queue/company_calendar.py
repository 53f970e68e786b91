"""The calendar of a company: its country's weekend and holidays, and its own days off.

The names and dates of holidays are those of the `holidays` library.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.core.exceptions import ValidationError
from holidays.registry import COUNTRIES

from config.records.company_settings import change_company
from pipeline.days import today
from pipeline.models import DayOff
from pipeline.work_queue.business_days import SATURDAY_AND_SUNDAY, Calendar

YEARS_BACK, YEARS_AHEAD = 3, 3
LANGUAGE = "en_US"


@dataclass(frozen=True)
class Country:
    """What the library knows of one country in some years: names of holidays by their day."""

    weekend: frozenset[int]
    holidays: dict[date, str]
    worked: frozenset[date]


def calendar_of(company) -> Calendar:
    """Return the calendar of `company`: one query, and none when asked again with the same object.

    It reaches some years back and ahead; beyond that only weekends are off.
    """
    known = vars(company).get("_calendar")
    if known is None:
        known = company._calendar = _read_calendar(company)
    return known


def counted_days_of(company) -> Calendar | None:
    """Return by which calendar stage targets count; None where they count calendar days."""
    return calendar_of(company) if company.counts_business_days else None


def forget_calendar(company) -> None:
    """Let the calendar be read anew: a day off has changed."""
    vars(company).pop("_calendar", None)


def country_of(company, years: tuple[int, ...]) -> Country:
    """Return what the library knows of the country of `company`; nothing without a country."""
    return _country(company.holiday_country, company.holiday_region, years)


def set_calendar(company, *, by, country: str, region: str, counts_business_days: bool):
    """Change by what calendar `company` counts; return the row as it now is.

    A region may be given by its code or its name. Raises ValidationError keyed by field.
    """
    changed = change_company(
        company,
        by=by,
        holiday_country=_checked_country(country),
        holiday_region=_checked_region(country, region),
        counts_business_days=counts_business_days,
    )
    forget_calendar(company)
    return changed


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, str], ...]:
    """Return code and name of each country, by name."""
    named = {entry[1]: _spaced(entry[0]) for entry in COUNTRIES.values()}
    return tuple(sorted(named.items(), key=lambda item: item[1]))


def regions_of(country: str) -> tuple[str, ...]:
    """Return the codes of the regions of `country` whose holidays differ; () for none."""
    return tuple(_library(country, "", ()).subdivisions) if country else ()


def _read_calendar(company) -> Calendar:
    year = today().year
    country = country_of(company, tuple(range(year - YEARS_BACK, year + YEARS_AHEAD + 1)))
    own = dict(DayOff.objects.values_list("day", "is_worked"))
    off = frozenset(day for day, is_worked in own.items() if not is_worked)
    worked = frozenset(day for day, is_worked in own.items() if is_worked)
    return Calendar(
        country.weekend, frozenset(country.holidays) | off, (country.worked - off) | worked
    )


@lru_cache(maxsize=256)
def _country(country: str, region: str, years: tuple[int, ...]) -> Country:
    if not country:
        return Country(SATURDAY_AND_SUNDAY, {}, frozenset())
    known = _library(country, region, years)
    worked = frozenset(getattr(known, "weekend_workdays", ()))
    return Country(frozenset(known.weekend), dict(sorted(known.items())), worked)


def _library(country, region, years):
    plain = holidays.country_holidays(country, subdiv=region or None)
    language = LANGUAGE if LANGUAGE in (plain.supported_languages or ()) else None
    return holidays.country_holidays(
        country, subdiv=region or None, years=years, language=language, expand=False
    )


def _checked_country(country: str) -> str:
    if country and country not in dict(countries()):
        raise ValidationError({"country": "Choose a country of the list."})
    return country


def _checked_region(country: str, region: str) -> str:
    region = region.strip()
    if not region:
        return ""
    if country not in dict(countries()):
        raise ValidationError({"region": "Choose the country first."})
    library = _library(country, "", ())
    codes = {code.casefold(): code for code in library.subdivisions}
    codes |= {name.casefold(): code for name, code in library.subdivisions_aliases.items()}
    found = codes.get(region.casefold())
    if found is None:
        known = ", ".join(library.subdivisions) or "none"
        raise ValidationError({"region": f"This country has these regions: {known}."})
    return found


def _spaced(name: str) -> str:
    """“UnitedStates” as it is written."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def ahead(company, *, days: int = 366) -> list[tuple[date, str]]:
    """Return the country's holidays from today on, with their names."""
    first = today()
    last = first + timedelta(days=days)
    known = country_of(company, tuple(range(first.year, last.year + 1)))
    return [(day, name) for day, name in known.holidays.items() if first <= day <= last]
