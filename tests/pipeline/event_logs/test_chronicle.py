import pytest

from pipeline.models import Application
from pipeline.timeline import timeline_of
from tests.pipeline.event_logs.logs import case, log, read_in


@pytest.fixture
def application(acme):
    read_in(log(*case(1, "apply check coding reject behavioral offer=offer")))
    return Application.objects.select_related("opening", "candidate").get()


def told(application, user):
    return {entry.title: entry for entry in timeline_of(application, user) if entry.kind == "log"}


def test_the_timeline_tells_what_the_log_has_beside_the_steps(application, recruiter):
    entries = told(application, recruiter)
    assert set(entries) == {"Background Check", "Application Rejected", "Make Job Offer"}
    assert entries["Background Check"].who == "Front Desk"
    assert entries["Application Rejected"].text == "Not the last word: the case went on."


def test_a_panel_is_told_the_steps_alone(application, interviewer):
    assert told(application, interviewer) == {}
