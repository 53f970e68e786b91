"""The work queue and owners over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_application, make_opening


@pytest.fixture
def row(acme, recruiter):
    began = timezone.now() - timedelta(days=13)
    return make_application(make_opening(by=recruiter), stage="technical", first_contact_at=began)


def test_the_queue_tells_what_waits_and_whose_it_is(api, row, recruiter):
    body = api.read("queue/").body
    assert (body["total"], body["counts"]) == (1, {"decision": 1})
    [item] = body["results"]
    person = {"id": str(recruiter.pk), "name": recruiter.name}
    assert (item["application"], item["days_left"], item["owner"]) == (str(row.pk), 0, person)
    assert item["waits_for"] == {"words": "a panel to be seated", "of": "owner", "people": [person]}
    assert api.read("queue/?kind=reply").body["results"] == []


@pytest.mark.parametrize("query", ["kind=x", "whose=theirs", "skip=-1", "skip=9999999999"])
def test_nonsense_is_refused(api, row, query):
    assert api.read(f"queue/?{query}").status_code == 400


def test_an_owner_is_named_and_taken_back(api, row, recruiter, interviewer):
    path = f"applications/{row.pk}/waiting/"
    body = api.send("PUT", path, {"owner": str(recruiter.pk)}).body
    assert body["named"] == str(recruiter.pk)
    assert body["pace"]["target"] == row.stage.target_days
    assert api.send("PUT", path, {"owner": str(interviewer.pk)}).status_code == 400
    assert api.send("PUT", path, {"owner": None}).body["named"] is None


def test_who_manages_nothing_reads_no_owner(api_of, row, interviewer, lead):
    path = f"applications/{row.pk}/waiting/"
    assert api_of(interviewer).read(path).status_code == 403
    assert api_of(lead).read(path).status_code == 404
    assert api_of(interviewer).read("queue/").body["total"] == 0
