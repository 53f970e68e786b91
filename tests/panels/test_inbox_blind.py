"""The inbox of a blind opening: who it is shows once one's own rating is in."""

import pytest
from django.urls import reverse

from pipeline.blind.hiding import alias_of
from pipeline.models import Employment, Opening, Referral, TwinSuggestion, Work
from tests.factories import make_application, make_candidate, make_opening
from tests.panels.cards import form_of, submitted
from tests.panels.inboxes import make_applicant, seat_reviewer

TELLING = ("Zuzana", "Kovar", "Corvid", "kovar.example", "2019", "resume.txt", "Brakes heard early")
RESUME = """Zuzana Kovar
zuzana@kovar.example
Experience
Engineer, Corvid Rail, 2019 – 2022
• Cut false alarms by a third
"""


@pytest.fixture
def opening(lead):
    opening = make_opening(by=lead)
    Opening.objects.filter(pk=opening.pk).update(is_blind=True)
    opening.refresh_from_db()
    return opening


@pytest.fixture
def person(acme):
    person = make_candidate(
        name="Zuzana Kovar", email="zuzana@kovar.example", links="https://kovar.example"
    )
    Employment.objects.create(
        candidate=person, employer="Corvid Rail", title="Engineer at Corvid", started="2019"
    )
    Work.objects.create(
        candidate=person,
        kind="paper",
        title="Brakes heard early",
        url="https://kovar.example/brakes",
        year=2019,
        contribution="Kovar measured, the others wrote.",
    )
    return person


@pytest.fixture
def applicant(opening, person):
    return make_applicant(opening, candidate=person, text=RESUME, flag="No permit")


@pytest.fixture
def reviewer(opening, interviewer, criteria, lead):
    seat_reviewer(opening, interviewer, criteria, by=lead)
    return interviewer


def page_of(client_of, user, name, *rows):
    url = reverse(f"panels:{name}", args=[row.pk for row in rows])
    return client_of(user).get(url).content.decode()


@pytest.mark.parametrize("name", ["inbox", "applicant", "applicant_sheet"])
def test_nothing_tells_a_reviewer_who_it_is(client_of, reviewer, opening, applicant, name):
    rows = [opening] if name == "inbox" else [opening, applicant]
    page = page_of(client_of, reviewer, name, *rows)
    assert alias_of(applicant) in page
    assert "Cut false alarms by a third" in page
    assert "measured, the others wrote" in page
    assert [word for word in TELLING if word in page] == []


@pytest.mark.parametrize("who", ["recruiter", "lead"])
def test_nor_those_who_decide_without_a_seat(client_of, opening, applicant, who, request):
    page = page_of(client_of, request.getfixturevalue(who), "inbox", opening)
    assert alias_of(applicant) in page
    assert "No permit" in page
    assert [word for word in TELLING if word in page] == []


def test_the_page_says_who_it_is_once_ones_own_rating_is_in(
    client_of, reviewer, opening, applicant, criteria
):
    url = reverse("panels:rate_applicant", args=[opening.pk, applicant.pk])
    answer = client_of(reviewer).post(
        url, {**form_of(criteria), "action": "submit"}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert "Zuzana Kovar" in page
    assert "Corvid Rail" in page


def test_marks_tell_that_there_is_one_and_no_more(client_of, recruiter, opening, applicant):
    past = make_opening(by=recruiter, title="Data engineer")
    make_application(past, candidate=applicant.candidate)
    Referral.objects.create(candidate=applicant.candidate, by=recruiter, relation="Old friends")
    page = page_of(client_of, recruiter, "inbox", opening)
    assert "Applied before" in page
    assert "Referred" in page
    for telling in ("Old friends", "Data engineer", *TELLING):
        assert telling not in page


def test_a_namesake_elsewhere_does_not_tell_who_a_hidden_applicant_is(
    client_of, recruiter, applicant
):
    other = make_opening(by=recruiter)
    named = make_applicant(other, name="Zuzana K.")
    first, second = sorted((named.candidate, applicant.candidate), key=lambda row: row.pk)
    TwinSuggestion.objects.create(first=first, second=second, reasons=["name"], likeness=0.9)
    page = page_of(client_of, recruiter, "inbox", other)
    assert "Zuzana K." in page
    assert "Applied before" not in page.replace("> <span>Applied before</span>", "")
    assert alias_of(applicant) not in page


def test_who_has_rated_sees_the_marks_whole(client_of, reviewer, opening, applicant, criteria):
    Referral.objects.create(candidate=applicant.candidate, by=reviewer, relation="Old friends")
    submitted(applicant, reviewer, criteria)
    assert "Old friends" in page_of(client_of, reviewer, "applicant", opening, applicant)


def test_a_decision_speaks_of_the_alias(client_of, lead, opening, applicant):
    url = reverse("panels:advance_applicant", args=[opening.pk, applicant.pk])
    answer = client_of(lead).post(
        url, {"version": applicant.version}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert f"Moved {alias_of(applicant)} to" in answer.content.decode()
    assert "Zuzana" not in answer.content.decode()
