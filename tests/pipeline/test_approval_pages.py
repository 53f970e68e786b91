"""The pages of approvals and templates: who opens them, and what they answer."""

import uuid

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.approvals import ask_approver, decide
from pipeline.copying.contents import Extent
from pipeline.copying.templates import save_template
from pipeline.models import Approval, Opening, OpeningTemplate, Specialization
from pipeline.openings import edit_opening
from tests.factories import make_opening

ROLES = ["admin", "recruiter", "lead", "interviewer"]


@pytest.fixture
def draft(recruiter):
    return make_opening(
        by=recruiter,
        title="Paged engineer",
        status="draft",
        pay_low=9_000_000,
        pay_high=12_000_000,
        posting={"problem": "Which answers are wrong."},
    )


def settings_of(opening):
    return reverse("pipeline:edit_opening", args=[opening.pk])


@pytest.mark.parametrize("who", ROLES)
def test_whoever_is_named_reads_the_terms_and_decides(draft, lead, request, client_of, who):
    """Whatever their role is, pay included: they answer for it."""
    person = request.getfixturevalue(who)
    approval = ask_approver(draft, person, by=lead)
    client = client_of(person)
    page = client.get(f"/approvals/{approval.pk}/").text
    assert "$90,000–120,000" in page
    assert "Which answers are wrong." in page
    word = {"decision": "approved", "note": "Good", "version": draft.version}
    answer = client.post(f"/approvals/{approval.pk}/", word, follow=True)
    assert "You have approved Paged engineer." in answer.text
    assert Approval.objects.get().decision == "approved"


@pytest.mark.parametrize("who", ["admin", "lead", "other_interviewer"])
def test_nobody_else_has_the_page_of_an_approver(draft, interviewer, request, client_of, who):
    approval = ask_approver(draft, interviewer, by=None)
    client = client_of(request.getfixturevalue(who))
    assert client.get(f"/approvals/{approval.pk}/").status_code == 404
    word = {"decision": "approved", "version": draft.version}
    assert client.post(f"/approvals/{approval.pk}/", word).status_code == 404
    assert Approval.objects.get().decision == ""


def test_who_is_asked_no_longer_sees_no_pay_any_more(draft, recruiter, interviewer, client_of):
    approval = ask_approver(draft, interviewer, by=recruiter)
    address = reverse("pipeline:withdraw_approval", args=[draft.pk, approval.pk])
    assert client_of(recruiter).post(address).url == settings_of(draft)
    assert client_of(interviewer).get(f"/approvals/{approval.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ({"decision": "declined", "note": ""}, "Say what would have to change."),
        ({"decision": "maybe", "note": "x"}, "marked below"),
        ({"decision": "approved", "note": "a\0b"}, "Null characters are not allowed"),
        ({"decision": "approved", "note": "x" * 2_001}, "at most 2000"),
        ({"decision": "approved", "note": "Mine", "version": 99}, "Somebody else has changed"),
    ],
)
def test_a_word_that_cannot_be_taken_is_answered_in_place(draft, lead, client_of, word, sentence):
    approval = ask_approver(draft, lead, by=None)
    answer = client_of(lead).post(f"/approvals/{approval.pk}/", {"version": draft.version, **word})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert Approval.objects.get().decision == ""


def test_what_has_changed_is_marked_for_both_sides(draft, recruiter, admin, client_of):
    approval = ask_approver(draft, admin, by=recruiter)
    decide(approval, "approved", by=admin)
    edit_opening(draft, by=recruiter, version=draft.version, headcount=3, location="Lisbon")
    page = client_of(admin).get(f"/approvals/{approval.pk}/").text
    assert "The terms have changed since you last answered." in page
    assert page.count(">Changed<") == 2
    assert "was 1" in page
    assert "Changed since: Seats, Location." in client_of(recruiter).get(settings_of(draft)).text


def test_the_settings_name_approvers_and_their_notes(draft, recruiter, lead, client_of):
    client = client_of(recruiter)
    address = reverse("pipeline:ask_for_approval", args=[draft.pk])
    page = client.post(address, {"approver": lead.pk}, follow=True).text
    assert "Lead is asked to approve it." in page
    assert "It waits for the approval of Lead." in page
    decide(Approval.objects.get(), "declined", by=lead, note="One seat is enough")
    assert "One seat is enough" in client.get(settings_of(draft)).text
    list_page = client.get("/openings/?status=draft").text
    assert "waits for 1 approval<" in list_page
    refused = client.post(
        reverse("pipeline:change_opening_status", args=[draft.pk]),
        {"status": "open", "version": Opening.objects.get().version},
        follow=True,
    )
    assert "Lead has declined it." in refused.text


@pytest.mark.parametrize("approver", ["", "nonsense", str(uuid.UUID(int=1)), "\0"])
def test_an_approver_who_does_not_exist_changes_nothing(draft, recruiter, client_of, approver):
    address = reverse("pipeline:ask_for_approval", args=[draft.pk])
    answer = client_of(recruiter).post(address, {"approver": approver}, follow=True)
    assert "Choose somebody who can be asked" in answer.text
    assert not Approval.objects.exists()


def test_an_approver_of_another_opening_is_not_withdrawn_here(draft, recruiter, lead, client_of):
    other = ask_approver(make_opening(by=recruiter), lead, by=recruiter)
    address = reverse("pipeline:withdraw_approval", args=[draft.pk, other.pk])
    assert client_of(recruiter).post(address).status_code == 404
    assert Approval.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_settings_cost_the_same_for_any_number_of_approvers(
    draft, recruiter, lead, admin, interviewer, client_of, rows, django_assert_num_queries
):
    for person in (lead, admin, interviewer)[:rows]:
        ask_approver(draft, person, by=recruiter)
    client = client_of(recruiter)
    client.get(settings_of(draft))
    with django_assert_num_queries(25):
        client.get(settings_of(draft))


def test_an_opening_is_kept_renamed_deleted_and_brought_back(draft, recruiter, client_of):
    client = client_of(recruiter)
    keep = reverse("pipeline:save_opening_template", args=[draft.pk])
    assert client.get(keep).status_code == 200
    assert client.post(keep, {"name": "Paged", "weights": "on"}).url == "/opening-templates/"
    template = OpeningTemplate.objects.get()
    assert client.post(keep, {"name": "paged"}).status_code == 422
    rename = f"/opening-templates/{template.pk}/rename/"
    page = client.post(rename, {"name": "Better"}, follow=True).text
    assert "“Paged” is now called “Better”." in page
    page = client.post(f"/opening-templates/{template.pk}/delete/", follow=True).text
    assert "“Better” is deleted." in page
    page = client.post(f"/opening-templates/{template.pk}/undo/", follow=True).text
    assert "“Better” is as it was." in page
    assert OpeningTemplate.objects.get().name == "Better"


@pytest.mark.parametrize("name", ["", " ", "x" * 121, "a\0b"])
def test_a_name_that_is_none_is_answered_in_place(draft, recruiter, client_of, name):
    address = reverse("pipeline:save_opening_template", args=[draft.pk])
    assert client_of(recruiter).post(address, {"name": name}).status_code == 422
    assert not OpeningTemplate.objects.exists()


def test_a_draft_begins_with_a_template_or_another_opening(draft, recruiter, client_of):
    client = client_of(recruiter)
    template = save_template(draft, by=recruiter, name="Paged", extent=Extent())
    start = f"/opening-templates/{template.pk}/start/"
    assert "1 section" in client.get(start).text
    chosen = {
        "title": "From a template",
        "specialization": draft.specialization_id,
        "level": draft.level_id,
    }
    page = client.post(start, chosen, follow=True).text
    assert "From a template is a draft." in page
    page = client.post(
        reverse("pipeline:clone_opening", args=[draft.pk]), {"title": "A clone"}, follow=True
    ).text
    assert "A clone is a draft." in page
    assert Opening.objects.filter(status="draft").count() == 3


def test_what_is_left_out_is_said_before_and_after(draft, recruiter, client_of):
    template = save_template(draft, by=recruiter, name="Paged", extent=Extent())
    Specialization.objects.filter(pk=draft.specialization_id).update(is_retired=True)
    client, start = client_of(recruiter), f"/opening-templates/{template.pk}/start/"
    assert "is no longer in use. Choose another one." in client.get(start).text
    chosen = {"title": "From a template", "level": draft.level_id}
    assert client.post(start, chosen).status_code == 422
    chosen["specialization"] = Specialization.objects.get(key="infra").pk
    assert "is no longer in use" in client.post(start, chosen, follow=True).text


def test_templates_are_reached_from_the_openings_and_the_intake(recruiter, client_of):
    client = client_of(recruiter)
    for place in ("/openings/", "/openings/add/", "/openings/add/form/"):
        assert 'href="/opening-templates/"' in client.get(place).text
    assert "No template yet" in client.get("/opening-templates/").text


@pytest.mark.parametrize("rows", [1, 50])
def test_the_templates_cost_the_same_queries_for_any_number(
    draft, recruiter, client_of, rows, django_assert_num_queries
):
    for number in range(rows):
        save_template(draft, by=recruiter, name=f"Template {number}", extent=Extent())
    client = client_of(recruiter)
    with django_assert_num_queries(7):  # path, company, path, session, user; count, templates
        client.get("/opening-templates/")


def test_a_rival_company_finds_neither(draft, recruiter, lead, globex, client_of):
    template = save_template(draft, by=recruiter, name="Paged", extent=Extent())
    approval = ask_approver(draft, recruiter, by=lead)
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    client = client_of(rival, globex)
    assert client.get(f"/approvals/{approval.pk}/").status_code == 404
    for place in ("start", "rename"):
        assert client.get(f"/opening-templates/{template.pk}/{place}/").status_code == 404
    assert client.post(f"/opening-templates/{template.pk}/undo/").status_code == 404
    assert "Paged" not in client.get("/opening-templates/").text
