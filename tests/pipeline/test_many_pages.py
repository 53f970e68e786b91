"""The pages on which many are changed at once, with and without script."""

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.board_views.many_changes import Picked, tag_many
from pipeline.models import Application, EmailTemplate, ManyChange, Message, Reason
from pipeline.moves import move
from tests.factories import make_application, make_opening, stage_of

DEEDS = ["move_selected", "reject_selected", "tag_picked", "assign_selected", "message_selected"]


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def people(opening):
    return [make_application(opening) for _ in range(3)]


@pytest.fixture
def screen(opening):
    return stage_of(opening, "screen")


def fresh(row):
    return Application.objects.get(pk=row.pk)


def sent(*rows, **more):
    return {"application": [f"{row.pk}.{row.version}" for row in rows], **more}


def test_without_script_one_chooses_on_a_page_and_comes_back_with_an_undo(
    opening, people, screen, recruiter, client_of
):
    client, path = client_of(recruiter), reverse("pipeline:move_selected")
    back = reverse("pipeline:board", args=[opening.pk])
    whom = sent(*people, opening=str(opening.pk), next=back)
    asked = client.post(path, whom)
    assert "Move 3 people" in asked.text
    done = client.post(path, whom | {"to": str(screen.pk)}, follow=True)
    assert done.redirect_chain[0][0].startswith(f"{back}?change=")
    assert "Moved 3 people to Screen." in done.text
    change = ManyChange.objects.get()
    undone = client.post(reverse("pipeline:undo_many", args=[change.pk]), {"next": back})
    assert undone.url == back
    assert fresh(people[0]).stage.kind == "inbox"


def test_a_script_gets_a_toast_with_an_undo_and_who_was_left_out(
    opening, people, screen, recruiter, lead, client_of
):
    whom = sent(*people, opening=str(opening.pk), to=str(screen.pk))
    move(fresh(people[0]), stage_of(opening, "final"), by=lead)
    headers = {"HX-Request": "true"}
    answer = client_of(recruiter).post(reverse("pipeline:move_selected"), whom, headers=headers)
    assert answer["HX-Trigger"] == "many:done"
    assert "Moved 2 people to Screen. 1 person could not be." in answer.text
    assert f"{people[0].candidate.name}: Lead moved them to Final meanwhile." in answer.text
    assert reverse("pipeline:undo_many", args=[ManyChange.objects.get().pk]) in answer.text


def test_a_rejection_needs_a_reason_and_a_usual_one_is_enough(people, recruiter, client_of):
    client, path = client_of(recruiter), reverse("pipeline:reject_selected")
    assert client.post(path, sent(*people, usual="", text=" ")).status_code == 422
    assert not ManyChange.objects.exists()
    reason = Reason.objects.filter(kind="reject").first()
    client.post(path, sent(*people, usual=str(reason.pk)))
    assert {row.moves.latest("sequence").reason for row in people} == {reason.text}


def test_a_template_begins_the_message_and_an_unknown_field_is_refused(
    people, recruiter, client_of
):
    template = EmailTemplate.objects.create(
        key="own-x", name="Nudge", subject="Hello {candidate}", body="Still there?", is_own=True
    )
    client, path = client_of(recruiter), reverse("pipeline:message_selected")
    page = client.post(path, sent(*people, template=str(template.pk)))
    assert 'value="Hello {candidate}"' in page.text
    wrong = client.post(path, sent(*people, subject="Hi", text="{salary}"))
    assert (wrong.status_code, "There is no field {salary}" in wrong.text) == (422, True)
    client.post(path, sent(*people, template=str(template.pk), subject="Hi", text="There"))
    assert Message.objects.filter(template=template).count() == 3


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("keys", [[], ["x"], ["\0"], ["01900000-0000-7000-8000-00000000ffff.1"]])
def test_without_anybody_ticked_nothing_is_done(opening, recruiter, client_of, deed, keys):
    choice = {"to": "screen", "text": "x", "name": "x", "owner": "nobody", "subject": "x"}
    answer = client_of(recruiter).post(reverse(f"pipeline:{deed}"), choice | {"application": keys})
    assert answer.status_code == 422
    assert not ManyChange.objects.exists()


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", ["admin", "lead", "interviewer"])
def test_nobody_changes_people_they_are_not_in_charge_of(people, request, client_of, deed, role):
    choice = {"to": "screen", "text": "x", "name": "x", "owner": "nobody", "subject": "x"}
    client = client_of(request.getfixturevalue(role))
    answer = client.post(reverse(f"pipeline:{deed}"), sent(*people) | choice)
    assert answer.status_code == (422 if role == "lead" else 403)
    assert {fresh(row).version for row in people} == {1}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_rival_company_changes_none_of_our_people(people, globex, recruiter, client_of, deed):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    choice = {"to": "screen", "text": "x", "name": "x", "owner": "nobody", "subject": "x"}
    answer = client_of(rival, globex).post(reverse(f"pipeline:{deed}"), sent(*people) | choice)
    assert answer.status_code == 422
    assert {fresh(row).version for row in people} == {1}


def test_ones_latest_changes_are_listed_with_their_undo(people, recruiter, lead, client_of):
    change = tag_many([Picked(row) for row in people], by=recruiter, name="Speech").change
    undo = reverse("pipeline:undo_many", args=[change.pk])
    assert undo in client_of(recruiter).get("/applications/changes/").text
    assert undo not in client_of(lead).get("/applications/changes/").text
    assert client_of(lead).post(undo).status_code == 404
    client_of(recruiter).post(undo)
    assert undo not in client_of(recruiter).get("/applications/changes/").text
