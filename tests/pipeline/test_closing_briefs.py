"""Closing briefs: who writes them, what they start from, and what waits for them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.records.models import AuditEntry, OutboxMessage
from config.tenancy.schemas import inside
from pipeline.closing_briefs import (
    LONGEST_PART,
    IllegalBrief,
    StaleBrief,
    brief_of,
    brief_section,
    last_brief,
    say_parts,
    stamp_of,
    write_brief,
)
from pipeline.models import ClosingBrief, EmailTemplate, Membership, Offer
from pipeline.moves import reject
from pipeline.offer_mail import write_offer_mail
from pipeline.offers import IllegalOffer, IncompleteBrief, decline_offer, draft_offer, extend_offer
from pipeline.wording import reword
from tests.factories import (
    BRIEF,
    make_application,
    make_closing_brief,
    make_offer,
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


def page(name, row):
    return reverse(f"pipeline:{name}", args=[row.pk])


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


# The pages


def test_the_brief_is_written_from_the_last_one(client_of, recruiter, opening, application):
    make_closing_brief(make_application(opening), problem="Routes for vans.")
    write_brief(application, by=recruiter, parts={"growth": "Own words."})
    client = client_of(recruiter)
    place = page("closing_brief", application)
    assert "Routes for vans." not in client.get(place).text
    form = client.get(f"{place}?start=last").context["form"]
    assert form["problem"].value() == "Routes for vans."
    assert form["growth"].value() == "Own words."
    fields = {name: form[name].value() for name in form.fields}
    answer = client.post(f"{place}?start=last", fields, follow=True)
    assert "The closing brief is complete." in answer.text
    assert brief_of(application).problem == "Routes for vans."


def test_a_part_may_be_left_for_later_and_is_not_called_optional(client_of, recruiter, application):
    client = client_of(recruiter)
    shown = client.get(page("closing_brief", application)).text
    assert "optional" not in shown
    assert " required" not in shown.partition('name="problem"')[2].partition(">")[0]
    assert client.post(page("closing_brief", application), {}).status_code == 302


def test_asking_for_the_last_one_where_there_is_none_shows_an_empty_form(
    client_of, recruiter, application
):
    form = client_of(recruiter).get(f"{page('closing_brief', application)}?start=last")
    assert form.context["form"]["problem"].value() == ""


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"problem": "x" * (LONGEST_PART + 1)}, "at most 3000"),
        ({"problem": "a\0b"}, "Null characters"),
        ({"seen": "yesterday"}, "meanwhile"),
    ],
)
def test_bad_input_is_told_and_kept_out(client_of, recruiter, application, fields, sentence):
    answer = client_of(recruiter).post(page("closing_brief", application), fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not ClosingBrief.objects.exists()


def test_a_closed_application_says_why_its_brief_stays(client_of, recruiter, application):
    reject(application, by=recruiter, reason="Evidence")
    answer = client_of(recruiter).post(page("closing_brief", application), {"problem": "Other."})
    assert answer.status_code == 422
    assert "This application is rejected" in answer.text


def test_the_extend_page_asks_for_what_is_missing(client_of, recruiter, application, draft):
    make_closing_brief(application, by=recruiter, teammates="", growth="")
    client = client_of(recruiter)
    form = client.get(page("extend_offer", draft)).context["form"]
    assert set(form.fields) == {"version", "teammates", "growth"}
    some = {"version": 1, "teammates": "Mira Holt."}
    answer = client.post(page("extend_offer", draft), some)
    assert answer.status_code == 422
    assert "Mira Holt." in answer.text
    assert brief_of(application).missing == ["teammates", "growth"]
    answer = client.post(page("extend_offer", draft), some | {"growth": "Owns it."})
    assert answer.status_code == 302
    assert (Offer.objects.get().status, brief_of(application).missing) == ("extended", [])


def test_the_extend_page_starts_from_the_last_brief_too(
    client_of, recruiter, opening, application, draft
):
    make_closing_brief(make_application(opening), problem="Routes for vans.")
    client = client_of(recruiter)
    assert "Start from the last one" in client.get(page("extend_offer", draft)).text
    shown = client.get(f"{page('extend_offer', draft)}?start=last")
    assert "Routes for vans." in shown.text
    assert "Start from the last one" not in shown.text


def test_the_extend_page_asks_for_nothing_where_the_brief_is_complete(
    client_of, recruiter, application
):
    offer = make_offer(application, by=recruiter)
    shown = client_of(recruiter).get(page("extend_offer", offer))
    assert set(shown.context["form"].fields) == {"version"}
    assert "Closing brief" not in shown.text


def test_a_stale_offer_writes_no_brief(client_of, recruiter, draft):
    answer = client_of(recruiter).post(page("extend_offer", draft), {"version": 7, **BRIEF})
    assert answer.status_code == 422
    assert BRIEF["problem"] in answer.text
    assert not ClosingBrief.objects.exists()


def test_a_draft_that_ran_out_is_refused_before_its_brief(application, draft, recruiter):
    draft.versions.update(expires_on=offer_terms()["expires_on"] - timedelta(days=30))
    with pytest.raises(IllegalOffer, match="Revise it first"):
        extend_offer(draft, by=recruiter, brief=BRIEF)
    assert not ClosingBrief.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("recruiter", 200), ("lead", 200), ("admin", 403), ("interviewer", 403), ("outsider", 403)],
)
def test_who_opens_the_page(request, client_of, application, who, status):
    client = client_of(request.getfixturevalue(who))
    assert client.get(page("closing_brief", application)).status_code == status
    written = client.post(page("closing_brief", application), {"problem": "Search."})
    assert written.status_code == (302 if status == 200 else status)
    assert ClosingBrief.objects.exists() is (status == 200)


def test_a_lead_of_another_team_finds_no_brief(client_of, lead, application):
    Membership.objects.all().delete()
    assert client_of(lead).get(page("closing_brief", application)).status_code == 404


def test_the_rival_company_finds_no_brief(client_of, globex, recruiter, application):
    make_closing_brief(application, by=recruiter)
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    client = client_of(rival, company=globex)
    assert client.get(page("closing_brief", application)).status_code == 404
    assert client.post(page("closing_brief", application), {"problem": "x"}).status_code == 404


def test_the_page_costs_the_same_for_any_number_of_briefs(
    client_of, recruiter, opening, application, django_assert_num_queries
):
    client = client_of(recruiter)
    client.get(page("closing_brief", application))
    for _ in range(20):
        make_closing_brief(make_application(opening))
    with django_assert_num_queries(8):  # path, company, path, session, user, row, last, brief
        client.get(f"{page('closing_brief', application)}?start=last")
