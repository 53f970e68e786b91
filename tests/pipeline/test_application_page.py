"""The page of an application: what it shows, to whom, and what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.schemas import inside
from panels.seats import seat
from pipeline.chronicle import TELLERS
from pipeline.holding import hold
from pipeline.models import Application, Criterion, Membership
from pipeline.moves import move, reject, undo
from pipeline.notes import write_note
from pipeline.sections import SECTIONS
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening, stage_of

SCRIPT = "<script>alert(1)</script>"
HIDDEN_FROM_PANELS = [
    "amara@example.com",
    "+49 30 1",
    "A quiet word",
    "Because of pay",
    "Travelling",
    "Other role",
    "120,000",
    "Move to…",
    "Undo",
    "Write a note",
    "Add a document",
    "Hold the clock",
    "Correct first contact",
]


@pytest.fixture
def opening(acme, lead):
    opening = make_opening(
        by=lead, title="Speech ML", pay_low=9_000_000, pay_high=12_000_000, currency="EUR"
    )
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def application(opening, recruiter):
    """With everything that a panel may not see."""
    candidate = make_candidate(name="Amara Osei", email="amara@example.com", phone="+49 30 1")
    application = make_application(opening, candidate=candidate)
    make_application(make_opening(by=recruiter, title="Other role"), candidate=candidate)
    move(application, stage_of(opening, "screen"), by=recruiter, reason="Because of pay")
    write_note(candidate, by=recruiter, text="A quiet word", application=application)
    hold(application, by=recruiter, reason="Travelling")
    return application


@pytest.fixture
def seated(application, interviewer, recruiter):
    screen = stage_of(application.opening, "screen")
    seat(screen, interviewer, Criterion.objects.all()[:1], by=recruiter, application=application)
    return application


def address(application, name="application"):
    return reverse(f"pipeline:{name}", args=[application.pk])


def page(client, application):
    return client.get(address(application)).content.decode()


def test_it_shows_the_person_the_clock_and_what_may_be_done(application, client_of, recruiter):
    shown = page(client_of(recruiter), application)
    wanted = [word for word in HIDDEN_FROM_PANELS if word != "120,000"]
    for words in ["Amara Osei", "Speech ML", "Day 1 of 14", "Moved from Inbox to Screen", *wanted]:
        assert words in shown, words


def test_a_panel_sees_the_steps_and_nothing_that_colours_its_judgement(
    seated, client_of, interviewer
):
    shown = page(client_of(interviewer), seated)
    for words in ["Amara Osei", "Speech ML", "Day 1 of 14", "Moved from Inbox to Screen"]:
        assert words in shown, words
    for words in HIDDEN_FROM_PANELS:
        assert words not in shown, words


def test_what_a_panel_may_not_see_is_not_handed_to_the_template(
    seated, client_of, interviewer, monkeypatch
):
    monkeypatch.setattr("pipeline.sections.SECTIONS", [])
    context = client_of(interviewer).get(address(seated)).context
    for name in ["application", "candidate", "opening", "holds", "others", "note_form"]:
        assert name not in context, name


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("recruiter", 200),
        ("lead", 200),
        ("interviewer", 404),
        ("other_interviewer", 404),
        ("admin", 403),
        ("outsider", 403),
    ],
)
def test_who_may_open_it(who, status, application, client_of):
    client = client_of(User.objects.get(pk=KEYS[who]))
    assert client.get(address(application)).status_code == status


def test_who_has_left_the_team_does_not_find_it(application, client_of, lead):
    Membership.objects.filter(user=lead).delete()
    assert client_of(lead).get(address(application)).status_code == 404


def test_a_lead_on_the_panel_of_a_foreign_opening_sees_what_a_panel_sees(
    seated, client_of, lead, interviewer
):
    """Their own teams give them no more of this one; the members of its team do not double it."""
    Membership.objects.create(opening=seated.opening, user=User.objects.get(pk=KEYS["recruiter"]))
    interviewer.roles = ["interviewer", "hiring_lead"]
    interviewer.save()
    assert Application.objects.visible_to(interviewer).filter(pk=seated.pk).count() == 1
    shown = page(client_of(interviewer), seated)
    assert "A quiet word" not in shown
    assert "amara@example.com" not in shown


def test_the_rival_company_finds_nothing_under_the_same_key(application, globex, client_of):
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    client = client_of(rival, globex)
    assert client.get(address(application)).status_code == 404


def test_a_visitor_is_led_to_the_sign_in_page(application, visitor):
    answer = visitor.get(address(application))
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")


def test_what_people_typed_is_never_run(acme, client_of, recruiter, lead):
    opening = make_opening(by=lead, title=SCRIPT)
    opening.stages.update(name=SCRIPT, gate="none")
    candidate = make_candidate(name=SCRIPT, phone=SCRIPT, location=SCRIPT, links="javascript:x()")
    application = make_application(opening, candidate=candidate)
    write_note(candidate, by=recruiter, text=SCRIPT, application=application)
    hold(application, by=recruiter, reason=SCRIPT)
    reject(application, by=recruiter, reason=SCRIPT)
    shown = page(client_of(recruiter), application)
    assert SCRIPT not in shown
    assert "javascript:" not in shown
    assert shown.count("&lt;script&gt;") > 8


def test_an_undone_move_and_its_undoing_stand_struck_through(application, client_of, recruiter):
    move(application, stage_of(application.opening, "technical"), by=recruiter)
    undo(application, by=recruiter)
    client = client_of(recruiter)
    struck = [
        entry.title
        for entry in client.get(address(application)).context["timeline"]
        if entry.is_undone
    ]
    assert struck == ["Undone: back in Screen", "Moved from Screen to Technical"]
    assert page(client, application).count('class="undone"') == 2


def test_moves_without_a_date_stand_last_and_say_so(acme, client_of, recruiter, lead):
    inbox = stage_of(make_opening(by=lead), "inbox")
    application = Application.objects.create(
        candidate=make_candidate(), opening=inbox.opening, stage=inbox, version=1
    )
    application.moves.create(sequence=1, kind="enter", to_stage=inbox)
    shown = page(client_of(recruiter), application)
    assert "date unknown" in shown
    assert "No clock: first contact unknown" in shown


def test_a_rejected_one_can_be_reinstated_from_here(application, client_of, recruiter):
    reject(application, by=recruiter, reason="Not yet")
    client = client_of(recruiter)
    shown = page(client, application)
    assert "Reinstate" in shown
    assert "Move to…" not in shown
    answer = client.post(
        address(application, "reinstate"),
        {"version": application.version, "next": address(application)},
    )
    assert answer.url == address(application)
    assert "Move to…" in page(client, application)


def test_a_move_made_here_leads_back_here(application, client_of, recruiter):
    target = stage_of(application.opening, "technical")
    answer = client_of(recruiter).post(
        address(application, "move"),
        {"to": target.pk, "version": application.version, "next": address(application)},
    )
    assert (answer.status_code, answer.url) == (302, address(application))


def test_gross_and_net_days_stand_beside_the_strip(acme, client_of, recruiter, lead):
    start = timezone.now() - timedelta(days=8, minutes=1)
    application = make_application(make_opening(by=lead), first_contact_at=start, happened_at=start)
    held_until = start + timedelta(days=2)
    hold(application, by=recruiter, reason="Away", starts_at=start, ends_at=held_until)
    assert "8.0 days gross, 6.0 days net of holds" in page(client_of(recruiter), application)


@pytest.mark.parametrize("rows", [1, 50])
def test_it_costs_the_same_queries_for_any_length_of_history(
    rows, opening, client_of, lead, django_assert_num_queries, monkeypatch
):
    """Of this room alone; what others add to the page, they count themselves."""
    monkeypatch.setattr("pipeline.sections.SECTIONS", [])
    monkeypatch.setattr("pipeline.timeline.CHRONICLERS", TELLERS)
    application = make_application(opening)
    stages = [stage_of(opening, "screen"), stage_of(opening, "technical")]
    for number in range(rows):
        move(application, stages[number % 2], by=lead)
        write_note(application.candidate, by=lead, text="Note", application=application)
        hold(application, by=lead, reason="Away")
    client = client_of(lead)
    # search path, company, search path, session, user; application, stays, holds of the clock,
    # moves, holds, notes, documents, stages, other applications
    with django_assert_num_queries(14):
        assert client.get(address(application)).status_code == 200


def test_higher_rooms_have_their_sections_here():
    assert len(SECTIONS) >= 2
