"""What an offer says, which of it approvers answer for, and what makes no sense."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypedDict

from pipeline.models import OfferVersion
from pipeline.money import CURRENCIES
from pipeline.offering.compensation import MONTHS, Package
from pipeline.offering.refusals import IllegalOffer

LARGEST = 2**53
"""The largest amount in minor units that every reader of JSON still knows exactly."""


class _Price(TypedDict):
    base: int
    currency: str


class Terms(_Price, total=False):
    """What an offer says. Amounts are in minor units; equity is worth that over all its years."""

    bonus: int
    equity: int
    equity_years: int
    cliff_months: int
    sign_on: int
    starts_on: date | None
    expires_on: date | None
    note: str


@dataclass(frozen=True)
class Field:
    """One of the terms: what it is called, and whether a change of it voids approvals."""

    label: str
    voids: bool


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "base": Field("base pay", voids=True),
        "bonus": Field("bonus", voids=True),
        "equity": Field("equity", voids=True),
        "equity_years": Field("years of vesting", voids=True),
        "cliff_months": Field("cliff", voids=True),
        "sign_on": Field("sign-on", voids=True),
        "currency": Field("currency", voids=True),
        "starts_on": Field("first day of work", voids=True),
        "expires_on": Field("day until which it stands", voids=False),
        "note": Field("note", voids=False),
    }
)
"""Approvers answer for what is paid and from when, not for how long a candidate may think."""


def voiding_changes(before: OfferVersion, after: OfferVersion) -> list[str]:
    """Return the labels of the fields that differ and whose change voids approvals."""
    return [
        field.label
        for name, field in FIELDS.items()
        if field.voids and getattr(before, name) != getattr(after, name)
    ]


def say_fields(*, voids: bool) -> str:
    """Name the fields that do, or do not, void approvals: "base pay, bonus and sign-on"."""
    *most, last = (field.label for field in FIELDS.values() if field.voids == voids)
    return f"{', '.join(most)} and {last}" if most else last


def package_of(terms: OfferVersion) -> Package:
    return Package(
        base=terms.base,
        bonus=terms.bonus,
        equity=terms.equity,
        equity_years=terms.equity_years,
        cliff_months=terms.cliff_months,
        sign_on=terms.sign_on,
    )


def check_terms(terms: Mapping) -> None:
    """Raise IllegalOffer where terms make no sense."""
    if terms["base"] <= 0:
        raise IllegalOffer("The base pay of an offer is more than nothing.")
    if terms["currency"] not in CURRENCIES:
        raise IllegalOffer(f"Offers are not made in {terms['currency']}.")
    if max(terms.get(name, 0) for name in ("base", "bonus", "equity", "sign_on")) > LARGEST:
        raise IllegalOffer("An amount is larger than anybody is paid.")
    years = terms.get("equity_years", 4)
    if years < 1:
        raise IllegalOffer("Equity is granted over at least one year.")
    if terms.get("equity") and terms.get("cliff_months", MONTHS) > years * MONTHS:
        raise IllegalOffer("The cliff cannot come after all of the equity would have vested.")
