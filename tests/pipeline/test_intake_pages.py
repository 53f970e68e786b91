"""The intake on screen: questions, proposal, and the opening that comes of it."""

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import (
    Dimension,
    Fact,
    Intake,
    Level,
    Opening,
    Process,
    Specialization,
)
from pipeline.opening_warnings import loop_of, warnings_of
from tests.factories import make_opening
from tests.pipeline.test_intake import PRODUCTION, RESEARCH
from tests.pipeline.test_openings import fields_of

QUESTIONS, PROPOSAL, FORM = (
    "/openings/add/",
    "/openings/add/proposal/",
    "/openings/add/form/",
)
JUNIOR = {**PRODUCTION, "guidance": "close"}
INFRA_WEIGHTS = {
    "fundamentals": 15,
    "coding": 30,
    "system_design": 30,
    "domain": 10,
    "collaboration": 15,
}


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)


@pytest.fixture
def lead_client(client_of, lead):
    """Hiring leads set weights; recruiters take those that are proposed."""
    return client_of(lead)


def key_of(model, key):
    return model.objects.get(key=key).pk


def sent(answers=PRODUCTION, weights=INFRA_WEIGHTS, specialization="infra", **changes):
    """What the form of an opening sends that comes from an intake."""
    return {
        **answers,
        "for": "infra",
        **fields_of(specialization=key_of(Specialization, specialization)),
        **{f"component_{key}": percent for key, percent in weights.items()},
        **{f"dimension_{row.key}": row.weight_percent for row in Dimension.objects.all()},
        "process": "",
        **changes,
    }


def checked(answer):
    """How many answers are given on the page."""
    return answer.text.split("<main")[1].split("</main>")[0].count(" checked")


def test_opening_a_role_begins_with_five_questions(client):
    page = client.get(QUESTIONS).text
    assert page.count("<fieldset") == 5
    assert "I know what I need" in page
    assert "with close guidance" not in page


def test_a_well_scoped_project_asks_one_more_and_keeps_the_answers(client):
    answers = {key: answer for key, answer in PRODUCTION.items() if key != "guidance"}
    answer = client.get(PROPOSAL, answers)
    assert answer.status_code == 200
    assert "One more question" in answer.text
    assert answer.text.count("<fieldset") == 6
    assert checked(answer) == 5


def test_going_back_keeps_the_answers(client):
    assert checked(client.get(QUESTIONS, PRODUCTION)) == 6


@pytest.mark.parametrize(
    "wrong", [{"work": "invent"}, {**RESEARCH, "built": "castles"}, {**PRODUCTION, "guidance": "x"}]
)
def test_answers_that_are_missing_or_make_no_sense_are_asked_for_again(client, wrong):
    answer = client.get(PROPOSAL, wrong)
    assert answer.status_code == 422
    assert "no answer yet" in answer.text


def test_a_proposal_without_any_answer_leads_to_the_questions(client):
    assert client.get(PROPOSAL).url == QUESTIONS


def test_the_proposal_says_why(client):
    page = client.get(PROPOSAL, PRODUCTION).text
    assert "ML infrastructure, mid" in page
    assert "“mostly production code”" in page
    assert "Hiring for systems that run" in page
    assert "It is made for ML infrastructure." in page
    assert "Avoiding commitment" in page or "avoiding commitment" in page


def test_a_junior_proposal_shows_the_market_fact_with_its_source(client):
    page = client.get(PROPOSAL, JUNIOR).text
    assert "3 % are open to people at entry level" in page
    assert "365 Data Science, 2025" in page
    assert "trying to sound senior" in page
    assert "entry level" not in client.get(PROPOSAL, PRODUCTION).text


def test_a_retired_fact_is_not_shown(client):
    Fact.objects.filter(key="entry-level-share").update(is_retired=True)
    page = client.get(PROPOSAL, JUNIOR).text
    assert "entry level" not in page
    assert "Few compete" not in page


def test_contradictions_are_named(client):
    answers = {**RESEARCH, "code": "production", "place": "product"}
    assert "Two roles in one?" in client.get(PROPOSAL, answers).text


def test_a_proposed_loop_that_tests_something_else_is_warned_of(client):
    Process.objects.filter(specialization__key="infra").delete()
    process = Process.objects.get(is_default=True)
    process.stages.filter(kind="technical").update(interviews=["deep_dive", "domain"])
    process.stages.filter(kind="final").update(interviews=["portfolio", "final"])
    page = client.get(PROPOSAL, PRODUCTION).text
    assert "This loop tests what ML research needs. The role is ML infrastructure." in page


def test_an_alternative_is_looked_at_with_its_own_weights(client):
    page = client.get(PROPOSAL, {**PRODUCTION, "for": "research"}).text
    assert "ML research, mid" in page
    assert "Your answers come nearer to ML infrastructure" in page
    assert "Hiring for new methods" in page


def test_without_any_specialization_in_use_it_says_so(client):
    Specialization.objects.update(is_retired=True)
    answer = client.get(PROPOSAL, PRODUCTION, follow=True)
    assert "Every specialization is retired" in answer.text


def test_using_it_fills_the_form_in(lead_client):
    page = lead_client.get(FORM, {**PRODUCTION, "for": "infra"})
    shown = page.context["form"].initial
    assert (shown["specialization"].key, shown["level"].key) == ("infra", "mid")
    assert 'name="component_coding" value="30"' in page.text
    assert '<input type="hidden" name="code" value="production">' in page.text


def test_who_knows_what_they_need_gets_the_form_alone(client):
    page = client.get(FORM)
    assert page.context["weights"] is None
    assert "component_coding" not in page.text


def test_an_opening_keeps_its_intake_and_its_weights(lead_client, lead):
    typed = {**INFRA_WEIGHTS, "coding": 25, "collaboration": 20}
    assert lead_client.post(FORM, sent(weights=typed)).status_code == 302
    opening = Opening.objects.get()
    assert opening.component_weights == typed
    assert opening.dimension_weights["technical"] == 40
    intake = opening.intake
    assert (intake.answers, intake.by) == (PRODUCTION, lead)
    assert intake.proposal["specialization"]["name"] == "ML infrastructure"
    assert intake.proposal["component_weights"] == INFRA_WEIGHTS
    assert opening.process.specialization.key == "infra"


def test_a_recruiter_takes_the_weights_that_are_proposed(client):
    page = client.get(FORM, {**PRODUCTION, "for": "infra"})
    assert page.context["weights"] is None
    assert "component_coding" not in page.text
    typed = {**INFRA_WEIGHTS, "coding": 25, "collaboration": 20}
    assert client.post(FORM, sent(weights=typed, dimension_technical="90")).status_code == 302
    opening = Opening.objects.get()
    assert opening.component_weights == INFRA_WEIGHTS
    assert opening.dimension_weights["technical"] == 40
    assert opening.intake.answers == PRODUCTION


def test_weights_left_as_proposed_follow_the_specialization_chosen_in_the_end(client):
    client.post(FORM, sent(specialization="research"))
    opening = Opening.objects.get()
    weights = {"fundamentals": 25, "coding": 20, "system_design": 15, "domain": 30}
    assert opening.component_weights == {**weights, "collaboration": 10}


def test_the_process_may_be_chosen(client):
    default = Process.objects.get(is_default=True)
    client.post(FORM, sent(process=default.pk))
    assert Opening.objects.get().process == default


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"component_coding": "31"}, "The components add up to 101 %"),
        ({"dimension_technical": "0"}, "The dimensions add up to 60 %"),
        ({"component_coding": "-5"}, "greater than or equal to 0"),
        ({"component_coding": "much"}, "Enter a whole number"),
        ({"component_coding": ""}, "This field is required"),
        ({"process": "nonsense"}, "nonsense"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_bad_input_is_answered_in_place_and_keeps_the_answers(lead_client, changes, sentence):
    answer = lead_client.post(FORM, sent(**changes))
    assert answer.status_code == 422
    assert sentence in answer.text or sentence == "nonsense"
    assert 'name="built" value="pipelines"' in answer.text
    assert not Opening.objects.exists()


def test_answers_that_were_tampered_with_lead_back_to_the_questions(client):
    answer = client.post(FORM, sent(built="castles"), follow=True)
    assert "Some questions have no answer yet" in answer.text
    assert not Opening.objects.exists()


def test_an_unknown_specialization_to_look_at_is_ignored(client):
    page = client.get(PROPOSAL, {**PRODUCTION, "for": "\0<script>"}).text
    assert "ML infrastructure, mid" in page
    assert "<script>" not in page.split("<main")[1]


def test_an_opening_far_from_its_intake_is_told_so(client, recruiter):
    client.post(FORM, sent(specialization="research"))
    opening = Opening.objects.get()
    texts = [warning.text for warning in warnings_of(loop_of(opening))]
    assert "The intake spoke for ML infrastructure; this opening is for ML research." in texts
    page = client.get(reverse("pipeline:edit_opening", args=[opening.pk])).text
    assert "The intake spoke for ML infrastructure" in page
    assert "Pipelines and serving" in page


def test_an_opening_without_an_intake_has_none_on_its_settings(client, recruiter):
    opening = make_opening(by=recruiter)
    page = client.get(reverse("pipeline:edit_opening", args=[opening.pk])).text
    assert "The intake" not in page


@pytest.mark.parametrize("address", [QUESTIONS, PROPOSAL, FORM])
@pytest.mark.parametrize(
    ("who", "expected"),
    [("recruiter", 200), ("lead", 200), ("admin", 403), ("interviewer", 403), ("outsider", 403)],
)
def test_recruiters_and_leads_open_roles(client_of, acme, address, who, expected):
    person = User.objects.get(email=f"{who}@example.com")
    assert client_of(person).get(address, PRODUCTION).status_code == expected


def test_the_rival_company_never_sees_an_intake(client, client_of, globex, recruiter):
    client.post(FORM, sent())
    with inside(globex):
        assert not Intake.objects.exists()
        rival = User.objects.get(pk=recruiter.pk)
    address = reverse("pipeline:edit_opening", args=[Opening.objects.get().pk])
    assert client_of(rival, globex).get(address).status_code == 404


@pytest.mark.parametrize("answers", [PRODUCTION, JUNIOR])
def test_the_proposal_costs_no_more_for_a_junior_than_the_facts(
    client, answers, django_assert_num_queries
):
    client.get(PROPOSAL, answers)
    with django_assert_num_queries(20 + ("close" in answers.values())):
        client.get(PROPOSAL, answers)


def test_levels_answer_in_the_words_of_the_framework(client):
    Level.objects.filter(key="mid").update(name="Professional")
    assert "ML infrastructure, professional" in client.get(PROPOSAL, PRODUCTION).text
