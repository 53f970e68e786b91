"""What the tests of the careers pages have in common."""

from config.tenancy.models import Company
from config.tenancy.schemas import outside
from pipeline.models import Opening
from tests.factories import make_opening

POSTING = {
    "problem": "Rank invoices.\n- Find them\n- Pay them",
    "process": "Four talks.",
    "accommodation": "Tell us what you need.",
}
LISTS = [
    "/careers/",
    "/careers/atom.xml",
    "/careers/feed.json",
    "/careers/jobs.xml",
    "/sitemap-careers.xml",
]
"""Each address where all open roles of a company stand."""


def make_speech_role(lead):
    """An open role of which everything is said."""
    return make_opening(
        by=lead,
        title="Speech engineer",
        summary="Make speech clear.",
        location="Berlin",
        workplace="hybrid",
        pay_low=9_000_000,
        pay_high=12_000_000,
        currency="EUR",
        posting=POSTING,
    )


def shown(answer):
    return answer.content.decode()


def change(opening, **fields):
    Opening.objects.filter(pk=opening.pk).update(**fields)


def set_company(company, **fields):
    with outside():
        Company.objects.filter(pk=company.pk).update(**fields)
