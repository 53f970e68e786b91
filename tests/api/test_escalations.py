"""Escalation rules over the API."""

import pytest

from pipeline.models import Escalation
from tests.factories import make_opening

SAID = {"name": "Tell early", "measure": "targets", "spare_days": 2, "to": "owner"}


@pytest.fixture
def opening(acme, lead):
    Escalation.objects.all().delete()
    return make_opening(by=lead)


def test_rules_are_added_listed_switched_and_deleted(api, opening):
    made = api.send("POST", "escalations/", SAID)
    assert made.status_code == 201, made.body
    assert made.body["opening"] is None
    assert [row["name"] for row in api.read("escalations/").body] == ["Tell early"]
    path = f"escalations/{made.body['id']}/"
    assert api.send("PATCH", path, {"is_on": False}).body["is_on"] is False
    assert api.send("DELETE", path).status_code == 204
    assert not Escalation.objects.exists()


def test_a_lead_makes_rules_for_their_openings_alone(api_of, opening, lead, recruiter):
    api = api_of(lead)
    assert api.send("POST", "escalations/", SAID).status_code == 403
    theirs = {**SAID, "opening": str(opening.pk)}
    assert api.send("POST", "escalations/", theirs).status_code == 201
    other = {**SAID, "opening": str(make_opening(by=recruiter).pk)}
    assert api.send("POST", "escalations/", other).status_code == 400


@pytest.mark.parametrize("wrong", [{"spare_days": 400}, {"measure": "mood"}, {"to": "all"}])
def test_what_makes_no_sense_is_refused(api, opening, wrong):
    assert api.send("POST", "escalations/", {**SAID, **wrong}).status_code == 400
