"""The screen on which an opening's questions are written."""

import pytest

from pipeline.models import Membership
from tests.factories import make_opening
from tests.pipeline.apply_forms import TEAM, TOOL, VISA, ask, shown


@pytest.fixture
def opening(recruiter):
    return make_opening(by=recruiter, title="Speech ML", location="Denver, CO")


def at(opening):
    return f"/openings/{opening.pk}/questions/"


def sent(opening, *rows, **changes):
    data = {"version": opening.version, "form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    for place, row in enumerate(rows):
        for name, value in {"kind": "line", **row}.items():
            data[f"form-{place}-{name}"] = value
    return {**data, **changes}


def asks_of(opening):
    return [row.ask for row in opening.screening_questions.all()]


VISA_ROW = {"ask": VISA.ask, "kind": "yes_no", "flags": "No = Needs a permit", "is_required": "on"}


def test_questions_are_written_by_hand(opening, recruiter, client_of):
    team = {
        "ask": "Which team?",
        "kind": "choice",
        "options": "A = B\n Speech \n\n",
        "flags": "A = B = ours",
    }
    client = client_of(recruiter)
    answer = client.post(at(opening), sent(opening, VISA_ROW, team), follow=True)
    assert "The questions are saved" in shown(answer)
    visa, chosen = opening.screening_questions.all()
    assert (visa.flags, visa.is_required) == ({"No": "Needs a permit"}, True)
    assert (chosen.options, chosen.flags) == (["A = B", "Speech"], {"A = B": "ours"})
    page = shown(client.get(at(opening)))
    assert "No = Needs a permit" in page
    assert "No answer rejects anybody" in page


def test_buttons_rearrange_and_save_nothing(opening, recruiter, client_of):
    client = client_of(recruiter)
    rows = sent(opening, VISA_ROW, {"ask": "Which tool?"})
    page = client.post(at(opening), {**rows, "change": "up 1"})
    asks = [form["ask"].value() for form in page.context["questions"]]
    assert asks == ["Which tool?", VISA.ask]
    assert "No = Needs a permit" in shown(page)
    page = client.post(at(opening), {**rows, "change": "remove 0"})
    assert [form["ask"].value() for form in page.context["questions"]] == ["Which tool?"]
    page = client.post(at(opening), {**rows, "change": "add"})
    assert len(page.context["questions"].forms) == 3
    assert "questions are the most" in shown(page)
    for change in ["add", "up 9", "down x", "remove -1", "fly"]:
        full = sent(opening, VISA_ROW, VISA_ROW, VISA_ROW, change=change)
        assert len(client.post(at(opening), full).context["questions"].forms) == 3
    assert asks_of(opening) == []


def test_a_fragment_answers_htmx(opening, recruiter, client_of):
    rows = sent(opening, VISA_ROW, change="add")
    page = client_of(recruiter).post(at(opening), rows, headers={"HX-Request": "true"})
    assert shown(page).lstrip().startswith("<form")


def test_what_was_typed_stays_where_somebody_else_was_faster(opening, recruiter, client_of):
    old = sent(opening, {"ask": "Typed with care?"})
    ask(opening, TOOL, by=recruiter)
    page = client_of(recruiter).post(at(opening), old)
    assert page.status_code == 422
    assert "Somebody else has changed this opening" in shown(page)
    assert "Typed with care?" in shown(page)
    assert asks_of(opening) == [TOOL.ask]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"ask": ""}, "This field is required"),
        ({"ask": "x" * 301}, "at most 300 characters"),
        ({"ask": "a\x00"}, "Null characters"),
        ({"ask": "Which?", "kind": "stars"}, "not one of the available choices"),
        ({"ask": "Which?", "kind": "choice", "options": "One"}, "Give 2 to 12 answers"),
        ({"ask": "Which?", "kind": "choice", "options": "a\nA"}, "are the same"),
        ({"ask": "Which?", "flags": "No = x"}, "Only answers that are chosen"),
        ({"ask": "May you?", "kind": "yes_no", "flags": "Maybe = x"}, "is none of the answers"),
        ({"ask": "May you?", "kind": "yes_no", "flags": "No"}, "words of a flag"),
        ({"ask": "What is your current salary?"}, "Colorado&#x27;s Equal Pay for Equal Work Act"),
        ({"ask": "Which?", "id": "x"}, "Nothing was saved yet"),
    ],
)
def test_a_question_that_cannot_be_is_refused_in_place(
    row, sentence, opening, recruiter, client_of
):
    page = client_of(recruiter).post(at(opening), sent(opening, VISA_ROW, row))
    assert page.status_code == 422
    assert sentence in shown(page)
    assert VISA.ask in shown(page)
    assert asks_of(opening) == []


@pytest.mark.parametrize(
    "data", [{}, {"version": "x"}, {"form-TOTAL_FORMS": "9" * 9, "version": 1}]
)
def test_a_form_that_is_no_form_changes_nothing(data, opening, recruiter, client_of):
    ask(opening, VISA, by=recruiter)
    assert client_of(recruiter).post(at(opening), data).status_code == 422
    assert asks_of(opening) == [VISA.ask]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How old are you?", "29 CFR § 1625.5"),
        ("Do you have children?", "Pregnancy Discrimination Act"),
        ("Where were you born?", "1324b"),
        ("What is your religion?", "EEOC on religion"),
        ("Do you have a medical condition?", "Americans with Disabilities Act"),
        ("What is your gender?", "Title VII"),
        ("Are you a native speaker?", "national origin"),
    ],
)
def test_what_is_about_the_person_is_warned_of_and_not_refused(
    question, words, opening, recruiter, client_of
):
    client = client_of(recruiter)
    answer = client.post(at(opening), sent(opening, {"ask": question}), follow=True)
    assert asks_of(opening) == [question]
    assert words in shown(answer)


def test_asking_for_earlier_pay_is_advised_against_where_it_is_allowed(recruiter, client_of):
    opening = make_opening(by=recruiter, location="Austin, TX")
    row = {"ask": "What did you earn before?"}
    answer = client_of(recruiter).post(at(opening), sent(opening, row), follow=True)
    assert asks_of(opening) == [row["ask"]]
    assert "Many places forbid that" in shown(answer)


def test_a_question_that_the_law_came_to_forbid_says_it_is_not_asked(recruiter, client_of):
    opening = make_opening(by=recruiter, location="Austin, TX")
    client = client_of(recruiter)
    client.post(at(opening), sent(opening, {"ask": "What is your current salary?"}))
    opening.refresh_from_db()
    opening.location = "Denver, CO"
    opening.save()
    assert "It is not asked" in shown(client.get(at(opening)))


def test_what_is_written_is_never_run(opening, recruiter, client_of, visitor):
    script = "<script>alert(1)</script>"
    row = {"ask": script, "kind": "choice", "options": f"{script}\nb", "flags": f"b = {script}"}
    page = client_of(recruiter).post(at(opening), sent(opening, row), follow=True)
    assert asks_of(opening) == [script]
    assert script not in shown(page)
    assert script not in shown(visitor.get(f"/apply/{opening.ref}/"))


def test_a_lead_writes_those_of_their_team_alone(opening, lead, client_of):
    client = client_of(lead)
    assert client.get(at(opening)).status_code == 404
    assert client.post(at(opening), sent(opening, VISA_ROW)).status_code == 404
    Membership.objects.create(opening=opening, user=lead)
    assert client.post(at(opening), sent(opening, VISA_ROW)).status_code == 302


@pytest.mark.parametrize("who", ["admin", "interviewer", "outsider"])
def test_nobody_else_opens_the_screen(who, opening, request, client_of):
    assert client_of(request.getfixturevalue(who)).get(at(opening)).status_code == 403
    assert TEAM.ask not in asks_of(opening)
