import itertools
from functools import partial

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Level, Membership, Opening, Process, Specialization, StageKind
from pipeline.models.openings import OpeningStatus
from pipeline.moves import hire, undo
from pipeline.openings import (
    TRANSITIONS,
    IllegalChange,
    StaleOpening,
    change_status,
    edit_opening,
    note_hire,
)
from pipeline.specializations import add_specialization
from tests.factories import make_application, make_opening
from tests.races import at_once

ROLES = ["admin", "recruiter", "lead", "interviewer", "outsider"]


def fields_of(**changes):
    """What the form of a new opening sends."""
    return {
        "title": "Speech Engineer",
        "specialization": Specialization.objects.get(key="applied").pk,
        "level": Level.objects.get(key="senior").pk,
        "location": "Berlin",
        "headcount": "2",
        "clock_days": "14",
        "employment_type": "full_time",
        "summary": "",
        "currency": "USD",
        "pay_low": "",
        "pay_high": "",
        **changes,
    }


@pytest.fixture
def opening(recruiter):
    return make_opening(by=recruiter, title="Senior GenAI Engineer", headcount=1)


def test_an_opening_takes_a_copy_of_the_default_process(opening):
    template = Process.objects.get(is_default=True)
    stages = list(opening.stages.all())
    assert [stage.position for stage in stages] == list(range(7))
    assert [stage.kind for stage in stages] == list(StageKind)
    for copy, original in zip(stages[1:-2], template.stages.all(), strict=True):
        assert copy.template == original
        assert {**copy.shape(), "position": 0} == {**original.shape(), "position": 0}


def test_an_opening_takes_the_process_of_its_specialization_where_there_is_one(recruiter):
    applied = Specialization.objects.get(key="applied")
    own = Process.objects.create(name="Short", specialization=applied)
    own.stages.create(kind="final", name="One talk", position=0)
    opening = make_opening(specialization="applied")
    assert opening.process == own
    assert [stage.name for stage in opening.stages.all()] == ["Inbox", "One talk", "Offer", "Hired"]
    other = add_specialization(by=recruiter, name="Speech ML")
    assert make_opening(specialization=other.key).process.is_default


def test_whoever_opens_a_role_is_on_its_team(lead, client_of):
    client_of(lead).post(reverse("pipeline:add_opening"), fields_of())
    opening = Opening.objects.visible_to(lead).get()
    told = (opening.title, opening.status, opening.ref)
    assert told == ("Speech Engineer", "open", "speech-engineer")


def test_equal_titles_get_refs_of_their_own(recruiter):
    refs = [make_opening(by=recruiter, title="ML Engineer").ref for _ in range(3)]
    assert refs == ["ml-engineer", "ml-engineer-2", "ml-engineer-3"]


def test_a_range_left_empty_takes_the_published_one(acme):
    opening = make_opening(specialization="genai")
    assert (opening.pay_low, opening.pay_high) == (30_800_000, 45_600_000)
    assert make_opening(currency="EUR").pay_low is None


def test_the_clock_is_the_companys_unless_said_otherwise(acme):
    acme.clock_days = 10
    assert make_opening().clock_days == 10
    assert make_opening(clock_days=21).clock_days == 21


@pytest.mark.parametrize(("now", "to"), list(itertools.product(OpeningStatus, repeat=2)), ids=str)
def test_an_opening_changes_status_only_as_the_table_says(opening, recruiter, now, to):
    Opening.objects.update(status=now, version=5)
    if to in TRANSITIONS[now]:
        assert change_status(opening, to, by=recruiter, version=5).status == to
        assert Opening.objects.get().version == 6
    else:
        with pytest.raises(IllegalChange):
            change_status(opening, to, by=recruiter, version=5)
        assert Opening.objects.get().status == now


def test_nobody_closes_an_opening_with_people_in_it(opening, recruiter, client_of):
    make_application(opening), make_application(opening)
    address = reverse("pipeline:change_opening_status", args=[opening.pk])
    answer = client_of(recruiter).post(
        address, {"status": "closed", "version": opening.version}, follow=True
    )
    assert "2 people are still in this opening." in answer.content.decode()
    assert Opening.objects.get().status == "open"


def test_the_last_hire_fills_the_opening_and_undoing_it_reopens(recruiter):
    opening = make_opening(by=recruiter, headcount=2)
    for status in ("open", "filled"):
        application = make_application(opening)
        hire(application, by=recruiter)
        assert note_hire(opening, by=recruiter).status == status
    undo(application, by=recruiter)
    assert note_hire(opening, by=recruiter).status == "open"


def test_a_filled_opening_is_reopened_by_a_further_seat(opening, recruiter):
    hire(make_application(opening), by=recruiter)
    filled = note_hire(opening, by=recruiter)
    with pytest.raises(IllegalChange, match="Raise the headcount"):
        change_status(opening, "open", by=recruiter)
    edited = edit_opening(opening, by=recruiter, version=filled.version, headcount=2)
    assert edited.status == "open"


def test_fewer_seats_than_people_hired_are_refused_in_place(recruiter, client_of):
    opening = make_opening(by=recruiter, headcount=3)
    for _ in range(2):
        hire(make_application(opening), by=recruiter)
    answer = client_of(recruiter).post(
        reverse("pipeline:edit_opening", args=[opening.pk]),
        fields_of(headcount="1", version=opening.version),
    )
    assert answer.status_code == 422
    assert "2 people are hired already." in answer.content.decode()


def test_who_was_slower_is_told_and_nothing_is_lost(opening, recruiter, lead, client_of):
    Membership.objects.create(opening=opening, user=lead)
    edit_opening(opening, by=lead, version=1, title="Theirs")
    with pytest.raises(StaleOpening):
        edit_opening(opening, by=recruiter, version=1, title="Mine")
    answer = client_of(recruiter).post(
        reverse("pipeline:edit_opening", args=[opening.pk]),
        fields_of(title="Mine", version=1),
        follow=True,
    )
    assert "Somebody else has changed this opening" in answer.content.decode()
    assert Opening.objects.get().title == "Theirs"


def test_settings_are_saved(opening, recruiter, client_of):
    client_of(recruiter).post(
        reverse("pipeline:edit_opening", args=[opening.pk]),
        fields_of(pay_low="90k", pay_high="120 000", currency="EUR", version=1),
    )
    saved = Opening.objects.get()
    assert (saved.pay_low, saved.pay_high, saved.currency) == (9_000_000, 12_000_000, "EUR")
    assert (saved.headcount, saved.location, saved.version) == (2, "Berlin", 2)


def test_yen_have_no_minor_units(recruiter, client_of):
    client_of(recruiter).post(
        reverse("pipeline:add_opening"),
        fields_of(pay_low="9,000,000", pay_high="12,000,000", currency="JPY"),
    )
    assert Opening.objects.get().pay_words == "¥9,000,000–12,000,000"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"specialization": "nonsense"}, "nonsense"),
        ({"level": ""}, "This field is required."),
        ({"headcount": "0"}, "greater than or equal to 1"),
        ({"clock_days": "366"}, "less than or equal to 365"),
        ({"pay_low": "300,000"}, "Give both ends of the pay range, or neither."),
        ({"pay_low": "9", "pay_high": "8"}, "The top of the pay range lies below its bottom."),
        ({"pay_low": "a lot"}, "Write a whole amount, such as 280,000."),
        ({"pay_low": "9" * 30, "pay_high": "9"}, "This amount is too large."),
        ({"currency": "XYZ"}, "XYZ is not one of the available choices"),
    ],
    ids=str,
)
def test_bad_input_is_answered_in_place(recruiter, client_of, wrong, sentence):
    answer = client_of(recruiter).post(reverse("pipeline:add_opening"), fields_of(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode() or sentence == "nonsense"
    assert not Opening.objects.exists()


@pytest.mark.parametrize("status", ["", "melted", "filled"])
def test_a_status_that_does_not_exist_or_is_not_given_by_hand_changes_nothing(
    opening, recruiter, client_of, status
):
    address = reverse("pipeline:change_opening_status", args=[opening.pk])
    answer = client_of(recruiter).post(address, {"status": status, "version": "1"})
    assert answer.status_code == 302
    assert Opening.objects.get().status == "open"


def test_the_published_range_is_filled_in_and_shown_with_its_source(recruiter, client_of):
    chosen = {name: fields_of()[name] for name in ("specialization", "level", "currency")}
    page = client_of(recruiter).get(reverse("pipeline:opening_pay"), chosen).content.decode()
    assert 'value="280,000"' in page
    assert 'value="380,000"' in page
    assert "n not stated · 4 Jun 2026" in page


def test_what_was_filled_in_follows_the_level_and_what_was_typed_stays(recruiter, client_of):
    client, address = client_of(recruiter), reverse("pipeline:opening_pay")
    chosen = fields_of(
        level=Level.objects.get(key="staff").pk, pay_low="280,000", pay_high="380,000"
    )
    page = client.get(address, {**chosen, "filled_in": "280,000 380,000"}).content.decode()
    assert 'value="350,000"' in page
    page = client.get(address, {**chosen, "filled_in": "200,000 280,000"}).content.decode()
    assert 'value="280,000"' in page
    assert 'value="350,000"' not in page
    assert 'value="200,000 280,000"' in page


def test_a_retired_specialization_is_not_offered_but_kept(opening, recruiter, client_of):
    Specialization.objects.filter(key="applied").update(is_retired=True)
    client = client_of(recruiter)
    assert client.post(reverse("pipeline:add_opening"), fields_of()).status_code == 422
    address = reverse("pipeline:edit_opening", args=[opening.pk])
    assert client.post(address, fields_of(version=1)).status_code == 302


PAGES = ["pipeline:edit_opening", "pipeline:opening_stages", "pipeline:team"]


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize(
    "page", ["pipeline:openings", "pipeline:add_opening", "pipeline:opening_pay", *PAGES]
)
def test_only_recruiters_and_leads_reach_the_pages_of_openings(opening, client_of, who, page):
    person = User.objects.get(email=f"{who}@example.com")
    Membership.objects.get_or_create(opening=opening, user=person)
    address = reverse(page, args=[opening.pk] if page in PAGES else [])
    expected = 200 if who in ("recruiter", "lead") else 403
    assert client_of(person).get(address).status_code == expected


@pytest.mark.parametrize("page", ["pipeline:openings", *PAGES])
def test_a_visitor_is_led_to_sign_in(opening, visitor, page):
    answer = visitor.get(reverse(page, args=[opening.pk] if page in PAGES else []))
    assert answer.status_code == 302
    assert "/sign-in/" in answer.url


@pytest.mark.parametrize("page", PAGES)
def test_an_opening_of_others_is_not_there_for_a_lead(opening, lead, client_of, page):
    assert client_of(lead).get(reverse(page, args=[opening.pk])).status_code == 404
    assert opening.title not in client_of(lead).get("/openings/?status=all").content.decode()


@pytest.mark.parametrize("page", [*PAGES, "pipeline:change_opening_status", "pipeline:join_team"])
def test_a_rival_company_finds_nothing(opening, recruiter, globex, client_of, page):
    address = reverse(page, args=[opening.pk])
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    client = client_of(rival, globex)
    answer = client.post(address) if page.endswith(("status", "join_team")) else client.get(address)
    assert answer.status_code == 404
    assert opening.title not in client.get("/openings/?status=all").content.decode()


def test_of_two_people_changing_a_status_at_once_the_second_is_told(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening()
    outcomes = at_once(
        acme,
        *(partial(change_status, opening, to, by=None, version=1) for to in ("paused", "closed")),
    )
    (told,) = [outcome for outcome in outcomes if not isinstance(outcome, Opening)]
    assert isinstance(told, StaleOpening)
    assert told.opening.version == 2


def test_two_openings_of_one_title_made_at_once_both_get_a_ref(own_database):
    twin = partial(make_opening, title="Twin")
    made = at_once(Company.objects.get(slug="acme"), twin, twin)
    assert sorted(opening.ref for opening in made) == ["twin", "twin-2"]
