"""Whom a blind opening hides is hidden in tags, pools, works and referrals as well."""

import pytest
from django.urls import reverse

from pipeline.merging.merging import merge, say_two_people
from pipeline.models import Opening
from pipeline.people.pools import create_pool, put_in_pool
from pipeline.people.referral_pages import referrals_waiting
from pipeline.people.referrals import Introduction, refer
from pipeline.people.tags import tag_people
from pipeline.people.works import add_work
from tests.factories import make_application, make_candidate, make_opening


@pytest.fixture
def opening(acme, lead):
    opening = make_opening(by=lead)
    Opening.objects.filter(pk=opening.pk).update(is_blind=True)
    opening.refresh_from_db()
    return opening


@pytest.fixture
def hidden(opening, recruiter):
    person = make_candidate(name="Amara Osei", links="https://example.com/amara")
    make_application(opening, candidate=person)
    return person


def shown(answer):
    return answer.content.decode()


def test_tags_and_pools_do_not_lead_to_who_is_hidden(hidden, client_of, recruiter):
    tag, _ = tag_people([hidden], "Speech", by=recruiter)
    pool = create_pool(by=recruiter, name="Runners-up")
    put_in_pool(pool, [hidden], by=recruiter, note="Knows Mei")
    client = client_of(recruiter)
    (row,) = client.get("/tags/").context["tags"]
    assert row.number == 0
    for query in ({"tag": str(tag.pk)}, {"pool": str(pool.pk)}):
        assert client.get("/candidates/", query).context["found"].number == 0
    page = shown(client.get(reverse("pipeline:pool", args=[pool.pk])))
    assert "Amara" not in page
    assert "Knows Mei" not in page
    place = pool.places.get()
    path = reverse("pipeline:edit_place", args=[pool.pk, place.pk])
    assert client.get(path).status_code == 404
    listed = shown(client.get("/candidates/"))
    assert "Amara" not in listed
    assert f"?tag={tag.pk}" not in listed


def test_works_are_hidden_with_the_person(hidden, client_of, recruiter):
    work = add_work(hidden, by=recruiter, kind="paper", title="Cheap retrieval")
    client = client_of(recruiter)
    application = hidden.applications.get()
    for path in [
        reverse("pipeline:application", args=[application.pk]),
        reverse("pipeline:candidate", args=[hidden.pk]),
    ]:
        assert "Cheap retrieval" not in shown(client.get(path)), path
    for name in ("verify_work", "edit_work"):
        assert client.get(reverse(f"pipeline:{name}", args=[work.pk])).status_code == 404


def test_a_referral_is_announced_without_the_name_or_what_was_said(
    acme, opening, client_of, interviewer, lead
):
    said = Introduction("Amara Osei", "amara@example.com", "Our team at Example", "Fast.")
    application = refer(opening, said, by=interviewer, rule="reply").application
    (item,) = referrals_waiting(lead, acme)
    assert item.candidate.startswith("Applicant ")
    page = shown(client_of(lead).get(item.href))
    assert "Amara" not in page
    assert "Our team at Example" not in page
    path = reverse("pipeline:candidate", args=[application.candidate_id])
    assert "Our team at Example" not in shown(client_of(lead).get(path))
    assert "Amara" not in shown(client_of(lead).get("/candidates/?q=amara"))


@pytest.mark.parametrize("is_tagged", [True, False])
def test_ticking_who_is_hidden_does_not_tell_their_tags(is_tagged, hidden, client_of, recruiter):
    other = make_candidate(name="Ines Duarte")
    tag_people([hidden] if is_tagged else [], "Speech", by=recruiter)
    client = client_of(recruiter)
    listed = shown(client.get("/candidates/"))
    assert f'value="{hidden.pk}"' not in listed
    assert f'value="{other.pk}"' in listed
    ticked = {"person": [hidden.pk, other.pk], "name": "Speech"}
    said = shown(client.post("/candidates/selected/tag/", ticked, follow=True))
    assert "1 person is tagged Speech." in said
    assert "already" not in said


@pytest.mark.parametrize("is_in", [True, False])
def test_ticking_who_is_hidden_does_not_tell_their_pools(is_in, hidden, client_of, recruiter):
    pool = create_pool(by=recruiter, name="Runners-up")
    put_in_pool(pool, [hidden] if is_in else [], by=recruiter)
    client, other = client_of(recruiter), make_opening(by=recruiter)
    into = reverse("pipeline:pool_selected")
    said = shown(client.post(into, {"person": hidden.pk, "pool": pool.pk}, follow=True))
    assert "Tick at least one person first." in said
    take = reverse("pipeline:source_from_pool", args=[pool.pk])
    ticked = {"person": hidden.pk, "opening": other.pk}
    assert "Tick at least one person first." in shown(client.post(take, ticked, follow=True))


def test_a_merged_record_of_somebody_hidden_says_nothing_of_them(opening, client_of, recruiter):
    kept, gone, other = (make_candidate(name=name) for name in ("Ada Kept", "Ada Gone", "Mei"))
    said = say_two_people(gone, other, by=recruiter)
    (row,) = merge(kept, [gone], by=recruiter)
    make_application(opening, candidate=kept)
    client = client_of(recruiter)
    page = shown(client.get(reverse("pipeline:merges")))
    assert "Ada" not in page
    assert "Mei" not in page
    for name, key in (("undo_merge", row.pk), ("unsay_two_people", said.pk)):
        assert client.post(reverse(f"pipeline:{name}", args=[key])).status_code == 404
