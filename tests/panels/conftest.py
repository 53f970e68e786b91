"""An opening whose technical stage has a panel of two, and a candidate in it."""

import pytest

from panels.seats import seat
from pipeline.models import Criterion
from tests.factories import make_application, make_opening, stage_of


@pytest.fixture
def opening(lead):
    """`lead` is on its team."""
    return make_opening(by=lead)


@pytest.fixture
def technical(opening):
    return stage_of(opening, "technical")


@pytest.fixture
def application(opening, recruiter):
    return make_application(opening, by=recruiter, stage="technical")


@pytest.fixture
def criteria(acme):
    return list(Criterion.objects.all()[:2])


@pytest.fixture
def panel(technical, criteria, lead, interviewer, other_interviewer):
    """Both interviewers rate both criteria."""
    return [
        seat(technical, person, criteria, by=lead) for person in (interviewer, other_interviewer)
    ]
