"""The job description desk: what it finds, what it keeps shut, and what candidates read."""

from datetime import date

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import Membership, Opening
from pipeline.opening_postings import Block, findings_of, lay_out, locate_findings
from pipeline.openings import IllegalChange, StaleOpening, change_status, edit_opening
from pipeline.postings.posting import SectionKind
from tests.companies import KEYS
from tests.factories import make_opening

HOSTILE = "<script>alert(1)</script>"
COLORADO = "C.R.S. § 8-5-201"
COMPLETE = {
    "problem": "Rank jobs for two million nurses.",
    "stack": "PyTorch, on AWS, with Airflow.",
    "seniority": "You decide on the models; releases are decided by the team.",
    "first_day": "A laptop, a running notebook and Mira beside you.",
    "required": "- Python\n- Ranking models",
    "process": "A talk within three days, a paid task of four hours in week one, a decision in "
    "week two.",
    "pay": "Health cover and a bonus of up to ten percent.",
    "accommodation": "Tell us when you need more time or another format.",
}


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter, title="Ranking engineer", currency="EUR", status="draft")


def desk(opening):
    return reverse("pipeline:posting", args=[opening.pk])


def in_denver(recruiter, **fields):
    """A draft in Colorado; without a range, as euros have no published one."""
    fields = {"currency": "EUR", "status": "draft", "location": "Denver, CO", **fields}
    return make_opening(by=recruiter, **fields)


def typed(opening, **changes):
    return {"version": opening.version, "workplace": "", "closes_on": "", **changes}


def test_what_is_written_is_kept_in_order_and_blanks_are_not(client_of, recruiter, opening):
    sent = typed(
        opening,
        stack=" Rust\r\nand Go ",
        problem="Two million readers.",
        workplace="hybrid",
        closes_on="2027-01-31",
    )
    answer = client_of(recruiter).post(desk(opening), sent)
    assert (answer.status_code, answer["Location"]) == (302, desk(opening))
    kept = Opening.objects.get()
    assert kept.posting == {"problem": "Two million readers.", "stack": "Rust\nand Go"}
    assert (kept.workplace, kept.closes_on, kept.version) == ("hybrid", date(2027, 1, 31), 2)
    shown = client_of(recruiter).get(desk(opening)).text
    assert "Rust\nand Go" in shown
    assert " required" not in shown.partition('name="problem"')[2].partition(">")[0]
    assert 'value="2027-01-31"' in shown


def test_check_reads_what_was_typed_and_saves_nothing(client_of, recruiter, opening):
    sent = typed(opening, required="A ninja with Python.", check="1")
    answer = client_of(recruiter).post(desk(opening), sent)
    assert answer.status_code == 200
    assert "Checked, and not saved yet." in answer.text
    assert "<mark>ninja</mark>" in answer.text
    assert 'href="#id_required"' in answer.text
    kept = Opening.objects.get()
    assert (kept.posting, kept.version) == ({}, 1)


def test_a_finding_is_told_with_its_sentence_and_place(recruiter, opening):
    text = "Python is enough.\nWe want a rockstar here. It is fun."
    opening = edit_opening(opening, by=recruiter, version=1, posting={"about": text})
    located = next(each for each in locate_findings(opening) if each.quote == "rockstar")
    assert (located.before, located.after) == ("We want a ", " here.")
    assert located.finding.section == SectionKind.ABOUT
    assert (located.label, text[located.finding.start : located.finding.end]) == (
        "About us",
        "rockstar",
    )


def test_what_blocks_comes_before_warnings_and_advice(client_of, recruiter):
    opening = in_denver(recruiter, title="ML Engineer")
    shown = client_of(recruiter).get(desk(opening)).text
    places = [shown.index(words) for words in (">Asked by law<", ">Warning<", ">Advice<")]
    assert places == sorted(places)
    settings = reverse("pipeline:edit_opening", args=[opening.pk])
    assert f'href="{settings}#id_title"' in shown
    assert f'href="{settings}#opening-pay"' in shown


def test_where_nothing_is_missing_nothing_is_to_be_mended(client_of, recruiter, opening):
    fields = {"posting": COMPLETE, "pay_low": 9_000_000, "pay_high": 12_000_000}
    opening = edit_opening(opening, by=recruiter, version=1, **fields)
    assert [each.rule for each in findings_of(opening)] == []
    client = client_of(recruiter)
    assert "Nothing to mend." in client.get(desk(opening)).text
    settings = client.get(reverse("pipeline:edit_opening", args=[opening.pk])).text
    assert "Nothing to mend." in settings
    assert desk(opening) in settings


def test_the_settings_count_the_findings(client_of, recruiter, opening):
    count = len(findings_of(opening))
    assert count > 1
    settings = client_of(recruiter).get(reverse("pipeline:edit_opening", args=[opening.pk]))
    assert f"{count} findings to look at" in settings.text


def test_a_closing_date_is_the_day_that_some_laws_ask_for(recruiter):
    opening = in_denver(recruiter)
    assert "pay-law-deadline" in {each.rule for each in findings_of(opening)}
    opening.closes_on = date(2027, 1, 31)
    assert "pay-law-deadline" not in {each.rule for each in findings_of(opening)}


def test_remote_work_without_a_place_falls_under_the_laws_of_its_country(recruiter):
    opening = in_denver(recruiter, location="", workplace="remote", currency="USD")
    opening.pay_low = opening.pay_high = None
    assert findings_of(opening)[0].severity == "blocks"


@pytest.mark.parametrize("now", ["draft", "paused", "filled", "closed"])
def test_nothing_opens_in_denver_without_a_range(client_of, recruiter, now):
    opening = in_denver(recruiter, status=now)
    address = reverse("pipeline:change_opening_status", args=[opening.pk])
    answer = client_of(recruiter).post(address, {"status": "open", "version": 1}, follow=True)
    assert COLORADO in answer.text
    assert "Give the lowest and the highest base pay" in answer.text
    assert "It cannot be open yet" in answer.text
    assert Opening.objects.get().status == now


@pytest.mark.parametrize(
    "mended",
    [
        {"pay_low": 9_000_000, "pay_high": 12_000_000},
        {"posting": {"pay": "Base pay is $150,000 to $180,000 a year."}},
        {"location": "Austin, TX"},
    ],
)
def test_a_range_or_another_place_opens_it_whatever_the_advice(recruiter, mended):
    opening = in_denver(recruiter, **mended)
    assert findings_of(opening)
    assert change_status(opening, "open", by=recruiter).status == "open"


def test_what_is_open_already_stays_open_and_is_edited(recruiter, client_of):
    opening = in_denver(recruiter, status="open")
    assert client_of(recruiter).post(desk(opening), typed(opening, about="Us.")).status_code == 302
    kept = Opening.objects.get()
    assert (kept.status, kept.posting) == ("open", {"about": "Us."})
    assert change_status(kept, "paused", by=recruiter).status == "paused"
    with pytest.raises(IllegalChange, match="Equal Pay for Equal Work Act"):
        change_status(kept, "open", by=recruiter)


@pytest.mark.parametrize(("location", "status"), [("Denver, CO", "draft"), ("Dallas, TX", "open")])
def test_a_new_opening_that_the_law_keeps_shut_is_a_draft(client_of, recruiter, location, status):
    model = make_opening(by=recruiter)
    sent = {
        "title": "Speech engineer",
        "specialization": model.specialization_id,
        "level": model.level_id,
        "location": location,
        "headcount": 1,
        "clock_days": 14,
        "employment_type": "full_time",
        "currency": "EUR",
    }
    answer = client_of(recruiter).post(reverse("pipeline:add_opening"), sent, follow=True)
    assert Opening.objects.get(title="Speech engineer").status == status
    assert (COLORADO in answer.text) == (status == "draft")


def test_a_stale_desk_saves_nothing_and_keeps_what_was_typed(client_of, recruiter, opening):
    edit_opening(opening, by=recruiter, version=1, posting={"about": "Theirs."})
    answer = client_of(recruiter).post(desk(opening), typed(opening, about="Mine."))
    assert answer.status_code == 422
    assert "Somebody else has changed this opening meanwhile." in answer.text
    assert "Mine." in answer.text
    assert Opening.objects.get().posting == {"about": "Theirs."}
    with pytest.raises(StaleOpening):
        edit_opening(opening, by=recruiter, version=1, workplace="remote")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"problem": "x" * 5001}, "at most 5000 characters"),
        ({"problem": "a\0b"}, "Null characters"),
        ({"workplace": "moon"}, "Select a valid choice"),
        ({"closes_on": "soon"}, "Enter a valid date"),
        ({"version": "one"}, "Enter a whole number"),
        ({"version": "9" * 30}, "less than or equal"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"check": "1"}])
def test_bad_input_is_told_and_kept_out(client_of, recruiter, opening, wrong, sentence, button):
    answer = client_of(recruiter).post(desk(opening), typed(opening, **wrong) | button)
    assert answer.status_code == 422
    if "version" not in wrong:
        assert sentence in answer.text
    assert Opening.objects.get().version == 1


def test_the_desk_is_for_those_who_may_edit_that_opening(client_of, opening, lead, globex, request):
    for who, status in {"recruiter": 200, "admin": 403, "interviewer": 403, "lead": 404}.items():
        client = client_of(request.getfixturevalue(who))
        assert client.get(desk(opening)).status_code == status, who
        assert client.post(desk(opening), typed(opening, version="")).status_code in (status, 422)
    Membership.objects.create(opening=opening, user=lead)
    assert client_of(lead).get(desk(opening)).status_code == 200
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    assert client_of(rival, globex).get(desk(opening)).status_code == 404
    assert client_of(rival, globex).post(desk(opening), typed(opening)).status_code == 404
    assert Opening.objects.get().version == 1


@pytest.mark.parametrize("lines", [1, 50])
def test_the_desk_costs_the_same_queries_for_any_text(
    lines, client_of, recruiter, opening, django_assert_num_queries
):
    posting = {"required": "\n".join(["- A ninja with Python"] * lines)}
    edit_opening(opening, by=recruiter, version=1, posting=posting)
    client = client_of(recruiter)
    with django_assert_num_queries(7):
        assert client.get(desk(opening)).status_code == 200


def test_candidates_read_what_is_filled_and_nothing_runs(visitor, recruiter):
    opening = make_opening(
        by=recruiter, title="Ranking", pay_low=9_000_000, pay_high=12_000_000, currency="EUR"
    )
    sections = {
        "problem": f"Rank jobs. {HOSTILE}\n\nFor nurses.",
        "required": f"You know:\n- Python {HOSTILE}\n* Ranking",
        "accommodation": "Tell us when you need more time.",
    }
    edit_opening(
        opening,
        by=recruiter,
        version=1,
        posting=sections,
        workplace="remote",
        closes_on=date(2027, 1, 31),
    )
    page = visitor.get(reverse("pipeline:role", args=[opening.ref])).text
    assert HOSTILE not in page
    assert "<p>Rank jobs. &lt;script&gt;alert(1)&lt;/script&gt;</p><p>For nurses.</p>" in page
    assert "<ul><li>Python &lt;script&gt;alert(1)&lt;/script&gt;</li><li>Ranking</li></ul>" in page
    for words in ("€90,000–120,000", "Remote", "31 January 2027", "Adjustments"):
        assert words in page
    assert "Tell us when you need more time." in page
    assert "Nice to have" not in page


def test_hostile_text_is_quoted_as_text_on_the_desk(client_of, recruiter, opening):
    sent = typed(opening, about=f"A ninja {HOSTILE} wanted.", check="1")
    shown = client_of(recruiter).post(desk(opening), sent).text
    assert HOSTILE not in shown
    assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("One\ntwo\n\n\nthree", [Block(False, ("One", "two")), Block(False, ("three",))]),
        (
            "As:\n- a\n• b\nEnd",
            [Block(False, ("As:",)), Block(True, ("a", "b")), Block(False, ("End",))],
        ),
        ("-not a point\n- ", [Block(False, ("-not a point",))]),
    ],
)
def test_a_text_is_laid_out_in_paragraphs_and_lists(text, blocks):
    assert lay_out(text) == blocks
