"""An application in a take-home stage."""

import pytest

from tests.factories import make_application, make_opening


@pytest.fixture
def opening(lead):
    """`lead` is on its team."""
    return make_opening(by=lead)


@pytest.fixture
def application(opening, recruiter):
    return make_application(opening, by=recruiter, stage="take_home")


@pytest.fixture
def seats(application, interviewer, other_interviewer, lead):
    """Two interviewers sit in the stage; seated through the panels, as on screen."""
    from panels.seats import seat
    from pipeline.models import Criterion

    criteria = Criterion.objects.all()[:1]
    return [
        seat(application.stage, person, criteria, by=lead)
        for person in (interviewer, other_interviewer)
    ]
