"""One person twice: applied at first, and sourced again under another address."""

from datetime import timedelta

from pipeline.models import Application, Candidate, Employment, Opening
from pipeline.moves import enter

EMPLOYER = "Example Robotics"


def tell_duplicate(telling, opening: Opening) -> None:
    """Write a second record of somebody in `opening`, as it came to be known yesterday."""
    first = Application.objects.active().filter(opening=opening).select_related("candidate")
    person = first.order_by("pk")[0].candidate
    given, _, family = person.name.partition(" ")
    links = f"https://github.com/{given}{family}-example".lower()
    phone = "+49 30 5550 1042"
    Candidate.objects.filter(pk=person.pk).update(phone=phone, links=links)
    twin = Candidate.objects.create(
        name=f"{given[0]}. {family}",
        email=f"{given}@{family}.example.com".lower(),
        phone="030 55501042",
        location="Potsdam",
        links=f"{links}/",
        source="Example Jobs",
    )
    for record, employer in ((person, EMPLOYER), (twin, f"{EMPLOYER} GmbH")):
        Employment.objects.create(
            candidate=record, employer=employer, title="ML engineer", is_current=True
        )
    wrote_at = telling.now - timedelta(days=1)
    enter(
        twin,
        opening,
        by=telling.people["recruiter"],
        origin="sourced",
        happened_at=wrote_at,
        outreach_at=wrote_at,
    )
