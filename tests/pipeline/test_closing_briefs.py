"""Closing briefs: who writes them, what they start from, and what waits for them."""

import pytest

from config.records.models import AuditEntry, OutboxMessage
from pipeline.closing_briefs import (
    IllegalBrief,
    StaleBrief,
    brief_of,
    brief_section,
    last_brief,
    say_parts,
    stamp_of,
    write_brief,
)
from pipeline.models import ClosingBrief, EmailTemplate, Membership
from pipeline.moves import reject
from pipeline.offer_mail import write_offer_mail
from pipeline.offers import IncompleteBrief, decline_offer, draft_offer, extend_offer
from pipeline.wording import reword
from tests.factories import (
    BRIEF,
    make_application,
    make_closing_brief,
    make_opening,
    offer_terms,
)


@pytest.fixture
def opening(acme, recruiter, lead):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    Membership.objects.create(opening=opening, user=lead)
    return opening


@pytest.fixture
def application(opening, recruiter):
    return make_application(opening, by=recruiter, stage="final")


@pytest.fixture
def draft(application, recruiter):
    """A draft without a brief."""
    return draft_offer(application, by=recruiter, **offer_terms())


# The rules


def test_a_part_that_is_not_named_stays(application, recruiter):
    write_brief(application, by=recruiter, parts={"problem": " Search. ", "growth": "Owns it."})
    brief = write_brief(application, by=recruiter, parts={"growth": ""})
    assert (brief.problem, brief.growth, brief.by) == ("Search.", "", recruiter)
    assert brief.missing == ["teammates", "autonomy", "learning", "growth"]


def test_a_part_of_blanks_says_nothing(application, recruiter):
    assert make_closing_brief(application, by=recruiter, learning=" \n ").missing == ["learning"]
    assert not ClosingBrief.objects.complete().exists()


def test_who_writes_is_in_the_audit_trail(application, recruiter):
    brief = make_closing_brief(application, by=recruiter)
    entry = AuditEntry.objects.get(table="pipeline_closingbrief")
    assert (entry.row_id, entry.actor) == (brief.pk, str(recruiter.pk))


def test_a_closed_application_keeps_its_brief(application, recruiter):
    make_closing_brief(application, by=recruiter)
    reject(application, by=recruiter, reason="Evidence")
    with pytest.raises(IllegalBrief, match="rejected"):
        write_brief(application, by=recruiter, parts={"problem": "Other."})
    assert brief_of(application).problem == BRIEF["problem"]


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(application, recruiter, lead):
    seen = stamp_of(brief_of(application))
    make_closing_brief(application, by=lead)
    with pytest.raises(StaleBrief, match="meanwhile"):
        write_brief(application, by=recruiter, parts={"problem": "Mine."}, seen=seen)
    assert ClosingBrief.objects.get().problem == BRIEF["problem"]


def test_the_last_brief_is_the_latest_complete_one_of_the_opening(opening, application, recruiter):
    others = [make_application(opening) for _ in range(3)]
    make_closing_brief(make_application(make_opening()), problem="Elsewhere.")
    make_closing_brief(application, problem="Own.")
    assert last_brief(application) is None
    make_closing_brief(others[0], problem="First.")
    make_closing_brief(others[1], problem="Second.")
    make_closing_brief(others[2], growth="")
    assert last_brief(application).problem == "Second."


def test_parts_are_named_in_a_sentence():
    assert say_parts(["growth"]) == "growth"
    assert say_parts(["problem", "learning", "growth"]) == "the problem, learning and growth"


# The offer that waits for it


@pytest.mark.parametrize("part", ClosingBrief.PARTS)
def test_an_offer_waits_for_each_part(application, draft, recruiter, part):
    make_closing_brief(application, by=recruiter, **{part: ""})
    with pytest.raises(IncompleteBrief, match=part) as refusal:
        extend_offer(draft, by=recruiter)
    assert refusal.value.missing == [part]
    draft.refresh_from_db()
    application.refresh_from_db()
    assert (draft.status, application.offered_at) == ("draft", None)
    assert not OutboxMessage.objects.exists()


def test_what_is_missing_is_written_as_the_offer_goes_out(application, draft, recruiter):
    make_closing_brief(application, by=recruiter, learning="", growth="")
    given = {"learning": "By doing.", "growth": "Owns it."}
    extend_offer(draft, by=recruiter, brief=given)
    brief = ClosingBrief.objects.get()
    assert (draft.status, brief.learning, brief.problem) == (
        "extended",
        "By doing.",
        BRIEF["problem"],
    )


def test_a_refused_offer_leaves_the_brief_as_it_was(application, draft, recruiter):
    with pytest.raises(IncompleteBrief):
        extend_offer(draft, by=recruiter, brief={"problem": "Search."})
    assert not ClosingBrief.objects.exists()


def test_a_revision_that_goes_out_again_does_not_ask_again(application, draft, recruiter):
    extend_offer(draft, by=recruiter, brief=BRIEF)
    decline_offer(draft, by=recruiter, reason="Pay")
    again = draft_offer(application, by=recruiter, **offer_terms())
    assert extend_offer(again, by=recruiter).status == "extended"


def test_the_mail_may_use_the_parts(application, draft, recruiter):
    template = EmailTemplate.objects.get(key="offer")
    reword(template, by=recruiter, subject="Offer", body="{terms}\n{problem}\n{growth}")
    make_closing_brief(application, by=recruiter, growth="")
    assert write_offer_mail(draft, by=recruiter).body.endswith(f"{BRIEF['problem']}\n{{growth}}")
    extend_offer(draft, by=recruiter, brief={"growth": "Owns {problem}."})
    body = OutboxMessage.objects.get().body
    assert body.endswith(f"{BRIEF['problem']}\nOwns {{problem}}.")


# The section of the application page


@pytest.mark.parametrize(
    ("stage", "is_shown"),
    [("inbox", False), ("technical", False), ("take_home", False), ("final", True)],
)
def test_the_brief_is_shown_from_the_final_stage_on(opening, recruiter, stage, is_shown):
    row = make_application(opening, stage=stage)
    assert (brief_section(row, recruiter) is not None) is is_shown


def test_the_brief_is_shown_earlier_once_an_offer_is_drafted(opening, recruiter):
    row = make_application(opening, stage="technical")
    draft_offer(row, by=recruiter, **offer_terms())
    assert brief_section(row, recruiter).section.missing == list(ClosingBrief.PARTS)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("recruiter", True),
        ("lead", True),
        ("admin", False),
        ("interviewer", False),
        ("outsider", False),
    ],
)
def test_the_brief_is_shown_to_who_makes_offers(request, application, who, sees):
    assert (brief_section(application, request.getfixturevalue(who)) is not None) is sees


def test_a_lead_of_another_team_is_not_shown_it(application, lead):
    Membership.objects.all().delete()
    assert brief_section(application, lead) is None


def test_a_closed_application_shows_what_was_written_and_no_form(application, recruiter):
    make_closing_brief(application, by=recruiter, growth="")
    reject(application, by=recruiter, reason="Evidence")
    section = brief_section(application, recruiter).section
    assert (len(section.written), section.can_write, section.has_last) == (4, False, False)
    ClosingBrief.objects.all().delete()
    assert brief_section(application, recruiter) is None


def test_the_section_costs_three_queries(opening, application, recruiter, request):
    for _ in range(5):
        make_closing_brief(make_application(opening))
    count = request.getfixturevalue("django_assert_num_queries")
    with count(3):  # near an offer, brief, the last one
        assert brief_section(application, recruiter).section.has_last
