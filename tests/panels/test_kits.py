"""Kits as they lie on the table: every interview has one, for every role and level."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from config.tenancy.schemas import inside
from panels.kit_reading import read_kits, split_minutes
from panels.kits import KitQuestion, kits_of
from panels.models import Background, Kit, Probe, Question
from pipeline.framework.documents import document_of
from pipeline.framework.editing import write_entry
from pipeline.framework.lists import LISTS
from pipeline.models import Application, Level, Specialization
from pipeline.models.processes import USUAL_INTERVIEWS, InterviewKind
from tests.factories import make_application, make_opening, stage_of

PAGE = reverse("panels:kits")
DESIGN = {"interview": "system_design", "specialization": "applied", "level": "senior"}


def roles():
    return [(role, level) for role in Specialization.objects.all() for level in Level.objects.all()]


def text(answer):
    return answer.content.decode()


def main_of(answer):
    return text(answer).partition('id="main"')[2].partition("</main>")[0]


def rewrite(listed, key, **fields):
    entry = LISTS[listed].model.objects.get(key=key)
    write_entry(listed, {**document_of(LISTS[listed], entry), **fields}, by="test")


def page_of(application, stage=None):
    return reverse("panels:application_kit", args=[application.pk, (stage or application.stage).pk])


def test_every_interview_has_a_kit_for_each_role_and_level(acme):
    short = []
    for role, level in roles():
        kits = {kit.kit.interview: kit for kit in kits_of(list(InterviewKind), role, level)}
        for kind in InterviewKind:
            asked = kits[kind].questions if kind in kits else []
            if len([row for row in asked if row.strong and row.weak]) < 3:
                short.append((kind.value, role.key, level.key, len(asked)))
    assert short == []


def test_every_stage_of_every_role_and_level_has_its_kits(acme):
    for stage, interviews in USUAL_INTERVIEWS.items():
        for role, level in roles():
            laid = kits_of(list(interviews), role, level)
            assert [row.kit.interview for row in laid] == list(interviews), (stage, role, level)
            assert all(row.seats and row.criteria for row in laid)


def test_a_kit_is_read_with_anchors_and_the_failure_of_its_level(acme):
    role, level = Specialization.objects.get(key="applied"), Level.objects.get(key="senior")
    (reading,) = read_kits(kits_of([InterviewKind.SYSTEM_DESIGN], role, level))
    for place in reading.seats:
        for row in place.criteria:
            assert [anchor.rating for anchor in row.anchors] == [1, 2, 3, 4]
            assert {anchor.level_id for anchor in row.anchors} == {level.pk}
    assert {failure.level_id for failure in reading.failures} == {level.pk}


@pytest.mark.parametrize(
    ("minutes", "kinds", "expected"),
    [
        (40, ["question"] * 11, (4, 32, 4, 3, 10)),
        (45, ["brief"] * 2 + ["question"], (4, 37, 4, 2, 18)),
        (60, ["exercise"], (6, 48, 6, 1, 48)),
        (5, ["question"] * 3, (1, 3, 1, 1, 3)),
        (1, ["question"], (0, 1, 0, 1, 1)),
        (30, [], (3, 24, 3, 0, 0)),
    ],
)
def test_the_minutes_are_shared_out(minutes, kinds, expected):
    questions = [KitQuestion(Question(kind=kind), "", "", []) for kind in kinds]
    split = split_minutes(minutes, questions)
    assert (split.opening, split.talk, split.closing, split.asked, split.each) == expected
    assert split.opening + split.talk + split.closing == minutes
    assert split.asked * split.each <= split.talk


@pytest.mark.parametrize("who", ["admin", "recruiter", "lead", "interviewer"])
def test_everybody_who_works_here_reads_kits(request, client_of, who):
    answer = client_of(request.getfixturevalue(who)).get(PAGE, DESIGN)
    assert answer.status_code == 200
    html = text(answer)
    assert Kit.objects.get(key="system-design").name in html
    assert Question.objects.get(key="fraud-in-real-time").shows["senior"]["weak"] in html


def test_who_holds_no_role_reads_none(client_of, outsider):
    assert client_of(outsider).get(PAGE).status_code == 403


def test_without_a_choice_a_sensible_kit_is_shown(client_of, interviewer):
    assert "First technical conversation" in text(client_of(interviewer).get(PAGE))


@pytest.mark.parametrize(
    "wrong", [{"interview": "tarot"}, {"specialization": "alchemy"}, {"level": "emperor"}]
)
def test_what_there_is_not_is_said(client_of, interviewer, wrong):
    answer = client_of(interviewer).get(PAGE, DESIGN | wrong)
    assert answer.status_code == 422
    assert "There is no such kit" in text(answer)


def test_a_retired_question_is_not_asked(client_of, interviewer):
    asked = Question.objects.get(key="fraud-in-real-time").ask
    rewrite("questions", "fraud-in-real-time", is_retired=True)
    assert asked not in text(client_of(interviewer).get(PAGE, DESIGN))


def test_a_retired_kit_gives_way(client_of, interviewer):
    for kit in Kit.objects.filter(interview="system_design"):
        rewrite("kits", kit.key, is_retired=True)
    answer = client_of(interviewer).get(PAGE, DESIGN)
    assert answer.status_code == 200
    assert "No kit for this yet" in text(answer)


def test_a_retired_specialization_keeps_its_kits_but_is_not_offered(client_of, interviewer):
    rewrite("specializations", "research", is_retired=True)
    client = client_of(interviewer)
    assert "Research" not in text(client.get(PAGE))
    answer = client.get(PAGE, DESIGN | {"specialization": "research"})
    assert answer.status_code == 200
    assert "kit-title" in text(answer)


def test_a_background_adds_its_probes_and_is_kept_nowhere(client_of, interviewer):
    client = client_of(interviewer)
    chosen = DESIGN | {"background": "academic-researcher"}
    plain, answer = client.get(PAGE, DESIGN), client.get(PAGE, chosen)
    probe = Background.objects.get(key="academic-researcher").probes[0]
    assert Probe.objects.get(key=probe).ask in main_of(answer)
    assert set(answer.cookies) == set(plain.cookies) == {"csrftoken"}
    assert main_of(client.get(PAGE, DESIGN)) == main_of(plain)


def test_beside_an_application_every_background_lies_closed_and_is_not_asked_for(
    client_of, application, panel, interviewer
):
    client, address = client_of(interviewer), page_of(application)
    answer = client.get(address)
    main = main_of(answer)
    for reading in answer.context["kits"]:
        for background, probes in reading.laid.backgrounds:
            assert f'<details class="more"><summary>{background}</summary>' in main
            assert all(escape(probe.ask) in main for probe in probes)
    assert "background=" not in main
    assert 'name="background"' not in main
    assert main_of(client.get(address, {"background": "academic-researcher"})) == main
    assert "Where they come from" not in main_of(client.get(address, {"print": 1}))


def test_an_unknown_background_adds_nothing(client_of, interviewer):
    answer = client_of(interviewer).get(PAGE, DESIGN | {"background": "astronaut"})
    assert answer.context["kits"][0].background is None


def test_on_paper_there_is_nothing_to_press_and_no_solution(client_of, interviewer):
    coding = DESIGN | {"interview": "coding"}
    client = client_of(interviewer)
    assert "Sample solution" in text(client.get(PAGE, coding))
    main = main_of(client.get(PAGE, coding | {"print": 1}))
    assert "Sample solution" not in main
    assert "<form" not in main
    assert '<details class="more">' not in main


def test_words_in_a_kit_are_escaped(client_of, interviewer):
    rewrite("questions", "fraud-in-real-time", ask="<script>alert(1)</script>")
    assert "<script>alert" not in text(client_of(interviewer).get(PAGE, DESIGN))


@pytest.mark.parametrize("who", ["interviewer", "recruiter", "lead"])
def test_who_sees_the_candidate_reads_the_kit_of_the_stage(
    request, client_of, application, panel, technical, who
):
    html = text(client_of(request.getfixturevalue(who)).get(page_of(application)))
    for kind in technical.interview_kinds:
        assert kind.label in html


def test_who_is_not_seated_finds_no_kit(client_of, application, interviewer, admin):
    assert client_of(interviewer).get(page_of(application)).status_code == 404
    assert client_of(admin).get(page_of(application)).status_code == 403


def test_the_kit_is_linked_from_the_candidate_and_the_card(
    client_of, application, panel, interviewer, technical
):
    client = client_of(interviewer)
    candidate = reverse("pipeline:application", args=[application.pk])
    card = reverse("panels:fill_scorecard", args=[application.pk, technical.pk])
    for address in (candidate, card):
        assert page_of(application) in text(client.get(address))


def test_the_inbox_has_the_review_of_the_resume(client_of, opening, recruiter):
    application = make_application(opening, by=recruiter)
    client = client_of(recruiter)
    assert "Résumé review" in text(
        client.get(reverse("pipeline:application", args=[application.pk]))
    )
    html = text(client.get(page_of(application)))
    assert Kit.objects.filter(interview="resume_review").first().name in html


def test_a_stage_that_holds_nothing_says_so(client_of, opening, recruiter):
    application = make_application(opening, by=recruiter, stage="offer")
    assert "No kit here" in text(client_of(recruiter).get(page_of(application)))


def test_a_stage_of_another_opening_is_not_found(client_of, application, lead):
    elsewhere = stage_of(make_opening(by=lead), "technical")
    assert client_of(lead).get(page_of(application, elsewhere)).status_code == 404


def test_the_rival_company_reads_its_own_kits(client_of, globex, application, panel, recruiter):
    rewrite("kits", "system-design", name="Ours alone")
    with inside(globex):
        namesake = type(recruiter).objects.get(pk=recruiter.pk)
    rival = client_of(namesake, company=globex)
    assert "Ours alone" not in text(rival.get(PAGE, DESIGN))
    assert rival.get(page_of(application)).status_code == 404


def test_a_stage_is_listed_with_what_it_holds(client_of, lead, opening, technical):
    html = text(client_of(lead).get(reverse("pipeline:opening_stages", args=[opening.pk])))
    kind = technical.interview_kinds[0]
    assert f"{PAGE}?interview={kind.value}&amp;specialization=applied&amp;level=senior" in html
    html = text(client_of(lead).get(reverse("pipeline:processes")))
    assert f"{PAGE}?interview={kind.value}" in html


@pytest.mark.parametrize("number", [1, 40])
def test_a_kit_costs_the_same_queries_for_any_number_of_questions(
    client_of, interviewer, django_assert_num_queries, number
):
    every = list(Question.objects.values_list("key", flat=True))[:number]
    rewrite("kits", "system-design", questions=every)
    client = client_of(interviewer)
    client.get(PAGE, DESIGN)
    with django_assert_num_queries(15):
        assert client.get(PAGE, DESIGN).status_code == 200


def test_the_application_is_as_it_was(client_of, application, panel, interviewer):
    before = Application.objects.filter(pk=application.pk).values().get()
    client_of(interviewer).get(page_of(application))
    assert Application.objects.filter(pk=application.pk).values().get() == before


def test_only_the_questions_asked_for_are_shown_and_timed(client_of, interviewer):
    chosen = DESIGN | {"ask": ["fraud-in-real-time", "no-such-question"]}
    (reading,) = client_of(interviewer).get(PAGE, chosen).context["kits"]
    assert [row.question.key for row in reading.questions] == ["fraud-in-real-time"]
    assert reading.split.asked == 1
    (whole,) = client_of(interviewer).get(PAGE, DESIGN | {"ask": "none"}).context["kits"]
    assert whole.questions == whole.laid.questions
