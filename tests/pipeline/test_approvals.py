"""Approvals: what is asked, of whom, and what keeps an opening shut."""

from functools import partial

import pytest

from config.accounts.models import User
from config.records.models import AuditEntry, OutboxMessage
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.approvals import (
    approvable_by,
    approvals_waiting,
    ask_approver,
    decide,
    with_words,
    withdraw_approver,
    words_to_wait_for,
)
from pipeline.models import Approval, Level, Opening, Specialization
from pipeline.moves import hire, undo
from pipeline.opening_locks import IllegalChange, StaleOpening
from pipeline.openings import change_status, edit_opening
from tests.companies import KEYS
from tests.factories import make_application, make_opening
from tests.races import at_once


@pytest.fixture
def draft(recruiter):
    return make_opening(by=recruiter, title="Approved engineer", status="draft")


def edit(opening, by, **fields):
    opening.refresh_from_db()
    return edit_opening(opening, by=by, version=opening.version, **fields)


def approved(opening, approver, *, by):
    return decide(ask_approver(opening, approver, by=by), "approved", by=approver)


def test_an_approver_is_mailed_and_has_something_to_do(acme, draft, recruiter, interviewer):
    approval = ask_approver(draft, interviewer, by=recruiter)
    mail = OutboxMessage.objects.get(to=interviewer.email)
    assert mail.subject == "Approved engineer: Recruiter asks for your approval"
    assert f"/approvals/{approval.pk}/" in mail.body
    [item] = approvals_waiting(interviewer, acme)
    assert (item.opening, item.href) == ("Approved engineer", f"/approvals/{approval.pk}/")
    decide(approval, "approved", by=interviewer)
    assert list(approvals_waiting(interviewer, acme)) == []


def test_whoever_is_asked_twice_is_mailed_once(draft, recruiter, admin):
    assert ask_approver(draft, admin, by=recruiter) == ask_approver(draft, admin, by=recruiter)
    assert OutboxMessage.objects.filter(to=admin.email).count() == 1


def test_an_opening_waits_for_each_who_is_named(draft, recruiter, admin, lead):
    asked = [ask_approver(draft, person, by=recruiter) for person in (lead, admin)]
    with pytest.raises(IllegalChange, match="It waits for the approval of Admin and Lead"):
        change_status(draft, "open", by=recruiter)
    decide(asked[0], "approved", by=lead)
    with pytest.raises(IllegalChange, match=r"It waits for the approval of Admin\."):
        change_status(draft, "open", by=recruiter)
    decide(asked[1], "approved", by=admin)
    assert change_status(draft, "open", by=recruiter).status == "open"


def test_who_declines_says_why_and_keeps_it_shut(draft, recruiter, lead):
    approval = ask_approver(draft, lead, by=recruiter)
    with pytest.raises(IllegalChange, match="Say what would have to change"):
        decide(approval, "declined", by=lead, note="  ")
    decide(approval, "declined", by=lead, note="Too many seats")
    with pytest.raises(IllegalChange, match="Lead has declined it"):
        change_status(draft, "open", by=recruiter)
    withdraw_approver(approval, by=recruiter)
    assert change_status(draft, "open", by=recruiter).status == "open"


def test_the_company_says_how_many_have_to_agree(acme, draft, recruiter, lead, admin):
    acme.approvals_needed = 2
    with pytest.raises(IllegalChange, match="It needs 2 approvals and has none"):
        change_status(draft, "open", by=recruiter)
    approved(draft, lead, by=recruiter)
    with pytest.raises(IllegalChange, match="It needs 2 approvals and has 1"):
        change_status(draft, "open", by=recruiter)
    approved(draft, admin, by=recruiter)
    assert change_status(draft, "open", by=recruiter).status == "open"


def test_nobody_approves_what_they_ask_for_where_approvals_are_needed(acme, draft, recruiter, lead):
    own = approved(draft, recruiter, by=recruiter)
    acme.approvals_needed = 1
    with pytest.raises(IllegalChange, match="It needs 1 approval and has none"):
        change_status(draft, "open", by=recruiter)
    withdraw_approver(own, by=recruiter)
    with pytest.raises(IllegalChange, match="Your own word does not count"):
        ask_approver(draft, recruiter, by=recruiter)
    assert recruiter not in approvable_by(draft, asker=recruiter)
    approved(draft, lead, by=recruiter)
    assert change_status(draft, "open", by=recruiter).status == "open"


def test_an_approver_who_changes_the_terms_needs_another_word(acme, draft, recruiter, lead, admin):
    """They ask anew themselves then, and the word they give on it does not count."""
    acme.approvals_needed = 1
    approval = approved(draft, lead, by=recruiter)
    edit(draft, lead, headcount=4)
    decide(approval, "approved", by=lead)
    with pytest.raises(IllegalChange, match="It needs 1 approval and has none"):
        change_status(draft, "open", by=recruiter)


@pytest.mark.parametrize("state", ["left", "without roles"])
def test_who_cannot_sign_in_is_not_asked(draft, recruiter, interviewer, outsider, state):
    person = outsider if state == "without roles" else interviewer
    User.objects.filter(pk=interviewer.pk).update(is_active=False)
    person.refresh_from_db()
    assert person not in approvable_by(draft, asker=recruiter)
    with pytest.raises(IllegalChange, match="cannot sign in here"):
        ask_approver(draft, person, by=recruiter)


def test_nobody_decides_for_another(draft, recruiter, lead, admin):
    approval = ask_approver(draft, lead, by=recruiter)
    with pytest.raises(IllegalChange, match="for Lead to decide"):
        decide(approval, "approved", by=admin)


CHANGES = {
    "title": "Another title",
    "headcount": 3,
    "location": "Lisbon",
    "employment_type": "contract",
    "pay_low": 1_000,
    "currency": "EUR",
}


@pytest.mark.parametrize(("field", "value"), CHANGES.items())
def test_a_changed_term_asks_anew(draft, recruiter, lead, field, value):
    approved(draft, lead, by=recruiter)
    OutboxMessage.objects.all().delete()
    edit(draft, recruiter, **{field: value})
    approval = Approval.objects.get()
    assert (approval.decision, approval.decided_at) == ("", None)
    assert OutboxMessage.objects.get().to == lead.email
    with pytest.raises(IllegalChange, match="It waits for the approval of Lead"):
        change_status(draft, "open", by=recruiter)


def test_another_specialization_or_level_asks_anew_too(draft, recruiter, lead):
    approval = approved(draft, lead, by=recruiter)
    edit(draft, recruiter, specialization=Specialization.objects.get(key="research"))
    decide(approval, "approved", by=lead)
    edit(draft, recruiter, level=Level.objects.get(key="staff"))
    assert Approval.objects.get().decision == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "New words"},
        {"clock_days": 20},
        {"is_blind": True},
        {"posting": {"about": "We"}},
    ],
)
def test_what_is_no_term_leaves_the_word(draft, recruiter, lead, fields):
    approved(draft, lead, by=recruiter)
    edit(draft, recruiter, **fields)
    assert Approval.objects.get().decision == "approved"


def test_an_open_opening_is_paused_while_new_terms_wait(draft, recruiter, lead):
    approval = approved(draft, lead, by=recruiter)
    change_status(draft, "open", by=recruiter)
    assert edit(draft, recruiter, location="Lisbon").status == "paused"
    decide(approval, "approved", by=lead)
    assert change_status(draft, "open", by=recruiter).status == "open"


def test_an_open_opening_without_approvers_stays_open(draft, recruiter):
    change_status(draft, "open", by=recruiter)
    assert edit(draft, recruiter, location="Lisbon").status == "open"


def test_undoing_a_hire_reopens_whatever_the_company_needs_now(acme, draft, recruiter, lead):
    approved(draft, lead, by=recruiter)
    change_status(draft, "open", by=recruiter)
    application = make_application(draft)
    hire(application, by=recruiter)
    assert Opening.objects.get().status == "filled"
    acme.approvals_needed = 3
    undo(application, by=recruiter)
    assert Opening.objects.get().status == "open"


def test_more_seats_for_a_filled_opening_wait_for_the_approvers(draft, recruiter, lead):
    approved(draft, lead, by=recruiter)
    change_status(draft, "open", by=recruiter)
    hire(make_application(draft), by=recruiter)
    assert edit(draft, recruiter, headcount=2).status == "paused"


def test_a_seat_that_comes_free_under_new_terms_publishes_nothing(draft, recruiter, lead):
    approved(draft, lead, by=recruiter)
    change_status(draft, "open", by=recruiter)
    application = make_application(draft)
    hire(application, by=recruiter)
    edit(draft, recruiter, location="Lisbon")
    undo(application, by=recruiter)
    assert Opening.objects.get().status == "paused"


def test_an_opening_whose_pay_range_went_reopens_as_paused(recruiter):
    opening = make_opening(by=recruiter, location="Denver, CO")
    application = make_application(opening)
    hire(application, by=recruiter)
    edit(opening, recruiter, pay_low=None, pay_high=None)
    undo(application, by=recruiter)
    assert Opening.objects.get().status == "paused"


def test_a_word_on_terms_that_changed_while_they_were_read_is_refused(draft, recruiter, lead):
    approval, seen = ask_approver(draft, lead, by=recruiter), draft.version
    edit(draft, recruiter, headcount=9)
    with pytest.raises(StaleOpening):
        decide(approval, "approved", by=lead, version=seen)
    assert Approval.objects.get().decision == ""


def test_a_closed_opening_asks_nobody(acme, draft, recruiter, lead):
    approval = ask_approver(draft, lead, by=recruiter)
    change_status(draft, "closed", by=recruiter)
    assert list(approvals_waiting(lead, acme)) == []
    with pytest.raises(IllegalChange, match="closed"):
        decide(approval, "approved", by=lead)


def test_each_word_is_in_the_audit(draft, recruiter, lead):
    approval = approved(draft, lead, by=recruiter)
    edit(draft, recruiter, headcount=2)
    entries = AuditEntry.objects.filter(table="pipeline_approval", row_id=approval.pk)
    actors = list(entries.values_list("actor", flat=True))
    assert actors == [str(recruiter.pk), str(lead.pk), str(recruiter.pk)]


def test_the_list_says_how_many_words_are_missing(acme, draft, recruiter, lead, admin):
    acme.approvals_needed = 2
    asked = ask_approver(draft, lead, by=recruiter)
    assert [words_to_wait_for(row) for row in with_words(Opening.objects.all())] == [2]
    decide(asked, "approved", by=lead)
    assert [words_to_wait_for(row) for row in with_words(Opening.objects.all())] == [1]
    approved(draft, admin, by=recruiter)
    assert [words_to_wait_for(row) for row in with_words(Opening.objects.all())] == [0]


def test_of_a_word_and_new_terms_at_once_no_word_stands_on_terms_it_did_not_see(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        lead = User.objects.get(pk=KEYS["lead"])
        opening = make_opening(status="draft")
        approval = ask_approver(opening, lead, by=None)
    at_once(
        acme,
        partial(decide, approval, "approved", by=lead, version=1),
        partial(edit_opening, opening, by=None, version=1, headcount=7),
    )
    with inside(acme):
        assert Opening.objects.get().headcount == 7
        assert Approval.objects.get().decision == ""


def test_it_is_published_when_it_first_becomes_open(draft, recruiter):
    assert Opening.objects.get().published_at is None
    first = change_status(draft, "open", by=recruiter).published_at
    change_status(draft, "paused", by=recruiter)
    again = change_status(draft, "open", by=recruiter)
    assert first is not None
    assert again.published_at == first
