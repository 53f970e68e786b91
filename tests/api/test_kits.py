"""Kits over the API."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from panels.models import Kit, Question
from pipeline.framework.documents import document_of
from pipeline.framework.editing import write_entry
from pipeline.framework.lists import LISTS

DESIGN = "kits/?interview=system_design&specialization=applied&level=senior"


def rewrite(listed, row, **fields):
    write_entry(listed, {**document_of(LISTS[listed], row), **fields}, by="test")


def test_a_kit_is_told_as_it_is_laid_out(api):
    told = api.read(DESIGN)
    assert told.status_code == 200
    kit, body = Kit.objects.get(key="system-design"), told.body
    assert (body["key"], body["aim"], body["minutes"]) == (kit.key, kit.aim, kit.minutes)
    assert (body["interview"], body["specialization"], body["level"]) == (
        "system_design",
        "applied",
        "senior",
    )
    assert [seat["name"] for seat in body["seats"]] == [seat["name"] for seat in kit.seats]
    assert all(row["name"] for seat in body["seats"] for row in seat["criteria"])
    assert {row["key"] for row in body["signals"]} <= set(kit.signals)
    fraud = next(row for row in body["questions"] if row["key"] == "fraud-in-real-time")
    question = Question.objects.get(key="fraud-in-real-time")
    assert (fraud["strong"], fraud["weak"]) == (
        question.shows["senior"]["strong"],
        question.shows["senior"]["weak"],
    )
    assert [row["key"] for row in fraud["probes"]] == question.probes
    assert "backgrounds" not in body


def test_an_exercise_comes_with_its_question(api):
    questions = api.read("kits/?interview=coding&specialization=infra&level=mid").body["questions"]
    assert any(row["exercise"] and row["exercise"]["solution"] for row in questions)


def test_what_is_left_out_is_chosen_sensibly(api):
    body = api.read("kits/").body
    assert (body["interview"], body["level"]) == ("screen", "mid")


@pytest.mark.parametrize("field", ["interview", "specialization", "level"])
def test_what_there_is_not_is_refused_by_field(api, field):
    told = api.read(f"kits/?{field}=tarot")
    assert (told.status_code, list(told.body["errors"])) == (400, [field])


def test_an_interview_without_a_kit_is_not_found(api):
    for kit in Kit.objects.filter(interview="system_design"):
        rewrite("kits", kit, is_retired=True)
    assert api.read(DESIGN).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("recruiter", 200), ("lead", 200), ("admin", 200), ("interviewer", 200), ("outsider", 403)],
)
def test_each_role_is_answered_by_the_table(request, api_of, who, status):
    assert api_of(request.getfixturevalue(who)).read(DESIGN).status_code == status


def test_the_rival_company_reads_its_own(api_of, globex, recruiter):
    rewrite("kits", Kit.objects.get(key="system-design"), name="Ours alone")
    with inside(globex):
        rival = api_of(User.objects.get(pk=recruiter.pk), globex)
    assert rival.read(DESIGN).body["name"] != "Ours alone"


def test_strangers_are_told_nothing(stranger):
    assert stranger.read(DESIGN).status_code == 401
