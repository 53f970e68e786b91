"""An opening as schema.org's JobPosting, for search engines."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from config.tenancy.models import Company
from pipeline.careers.places import places_of
from pipeline.careers.texts import description_html
from pipeline.models import Opening
from pipeline.models.openings import EmploymentType
from pipeline.money import minor_units

EMPLOYMENT_TYPES: Mapping[str, str] = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.CONTRACT: "CONTRACTOR",
    EmploymentType.TEMPORARY: "TEMPORARY",
    EmploymentType.INTERNSHIP: "INTERN",
}
# Within a script element only these could end it or open a comment.
_SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def job_posting(opening: Opening, company: Company) -> dict:
    """Return the JobPosting of an opening; what nobody said is left out."""
    careers = company.address(reverse("pipeline:careers"))
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": opening.title,
        "description": str(description_html(opening)),
        "datePosted": opening.posted_at.astimezone(company.zone).date().isoformat(),
        "employmentType": EMPLOYMENT_TYPES[opening.employment_type],
        "hiringOrganization": {"@type": "Organization", "name": company.name, "sameAs": careers},
        "identifier": {"@type": "PropertyValue", "name": company.name, "value": opening.ref},
        "url": company.address(reverse("pipeline:role", args=[opening.ref])),
        "directApply": True,
        **places_of(opening),
        **_pay_of(opening),
        **_end_of(opening.closes_on, company),
    }


def as_data_block(document: dict) -> SafeString:
    """Return a JSON-LD element whose texts cannot end it.

    A data block is never run, so that no policy for scripts concerns it.
    """
    text = json.dumps(document, ensure_ascii=False).translate(_SCRIPT_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def _end_of(closes_on: date | None, company: Company) -> dict:
    """Return the last moment of the company's day by which to apply."""
    if closes_on is None:
        return {}
    end = datetime.combine(closes_on, time(23, 59, 59), company.zone)
    return {"validThrough": end.isoformat()}


def _pay_of(opening: Opening) -> dict:
    """Return yearly pay in whole units of its currency."""
    if not opening.has_pay_range:
        return {}
    low, high = (_whole(end, opening.currency) for end in (opening.pay_low, opening.pay_high))
    ends = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    value = {"@type": "QuantitativeValue", **ends, "unitText": "YEAR"}
    pay = {"@type": "MonetaryAmount", "currency": opening.currency, "value": value}
    return {"baseSalary": pay}


def _whole(minor: int, currency: str) -> int | float:
    units = minor_units(currency)
    return minor // units if minor % units == 0 else minor / units
