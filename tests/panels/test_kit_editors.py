"""Kits and calibration examples on the framework's pages: edited there, and kept back there."""

import pytest
from django.urls import reverse

from config.tenancy.schemas import inside
from panels.models import CalibrationExample, Kit, Question
from pipeline.framework.documents import document_of
from pipeline.framework.editing import write_entry
from pipeline.framework.lists import LISTS
from pipeline.models import FrameworkVersion
from tests.panels.html_forms import fields_of
from tests.panels.test_practice import example as example

OURS = ["kits", "questions", "probes", "signals", "backgrounds", "calibration_examples"]


def page_of(name, key):
    return reverse("pipeline:framework_entry", args=[name, key])


def editor_of(name, key):
    return reverse("pipeline:edit_entry", args=[name, key])


def text(answer):
    return answer.content.decode()


def sent_by(client, address, **changes):
    """What a browser would send of the editor, with `changes`."""
    return dict(fields_of(text(client.get(address))).lists()) | changes


def first_key(name):
    return LISTS[name].model.objects.first().key


@pytest.mark.parametrize("name", OURS)
def test_an_entry_is_read_and_edited(client_of, lead, name):
    client, key = client_of(lead), first_key(name)
    assert client.get(page_of(name, key)).status_code == 200
    address = editor_of(name, key)
    answer = client.post(address, sent_by(client, address), follow=True)
    assert "Nothing was changed." in text(answer)


@pytest.mark.parametrize("name", OURS)
def test_an_entry_is_added(client_of, lead, name):
    client = client_of(lead)
    data = sent_by(client, editor_of(name, first_key(name)))
    del data["seen"]
    for spoken in ("name", "ask", "question"):
        if spoken in data:
            data[spoken] = "Quite another wording"
    answer = client.post(reverse("pipeline:framework_add", args=[name]), data)
    assert answer.status_code == 302
    added = LISTS[name].model.objects.get(key="quite-another-wording")
    assert added.origin == "company"


@pytest.mark.parametrize("name", OURS)
def test_a_form_that_is_empty_is_refused(client_of, lead, name):
    address = reverse("pipeline:framework_add", args=[name])
    assert client_of(lead).post(address, {"note": "x"}).status_code == 422


def test_a_button_of_the_editor_saves_nothing(client_of, lead):
    client, address = client_of(lead), editor_of("kits", "system-design")
    before, versions = Kit.objects.get(key="system-design").seats, FrameworkVersion.objects.count()
    answer = client.post(address, sent_by(client, address, change="seats remove 0"))
    assert answer.status_code == 200
    sent = dict(fields_of(text(answer)).lists())
    assert sent["seats-0-name"] == [before[1]["name"]]
    assert Kit.objects.get(key="system-design").seats == before
    assert FrameworkVersion.objects.count() == versions
    client.post(address, sent)
    assert Kit.objects.get(key="system-design").seats == before[1:]


def test_what_is_marked_is_marked_at_its_level(client_of, lead):
    client, address = client_of(lead), editor_of("questions", "fraud-in-real-time")
    answer = client.post(address, sent_by(client, address, **{"shows-mid-weak": ""}))
    assert answer.status_code == 422
    assert text(answer).count("This field is required.") == 1
    assert "weak" in Question.objects.get(key="fraud-in-real-time").shows["mid"]


def test_only_an_exercise_has_an_exercise(client_of, lead):
    client = client_of(lead)
    question = Question.objects.filter(kind="exercise").first()
    address = editor_of("questions", question.key)
    answer = client.post(address, sent_by(client, address, kind="question"))
    assert answer.status_code == 422
    assert "Only a question of kind “exercise” has an exercise." in text(answer)


@pytest.mark.parametrize("who", ["interviewer", "recruiter"])
def test_a_key_is_kept_back_from_those_who_practise(request, client_of, example, who):
    document = document_of(LISTS["calibration_examples"], example)
    whys = {**document["why"], "mid": "Changed MMM."}
    write_entry("calibration_examples", {**document, "why": whys}, by="test", note="Why")
    newest = FrameworkVersion.objects.first().number
    client = client_of(request.getfixturevalue(who))
    for address in (
        page_of("calibration_examples", example.key),
        f"{page_of('calibration_examples', example.key)}?version={newest - 1}",
        reverse("pipeline:framework_version", args=[newest]),
        reverse("pipeline:compare_versions") + f"?from={newest - 1}&to={newest}",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        for why in ("JJJ", "MMM", "SSS", "eak"):
            assert why not in text(answer), (address, why)


def test_who_edits_the_framework_reads_the_key(client_of, lead, example):
    html = text(client_of(lead).get(page_of("calibration_examples", example.key)))
    assert "No reason MMM." in html


@pytest.mark.parametrize(
    ("who", "status"), [("admin", 200), ("lead", 200), ("recruiter", 403), ("interviewer", 403)]
)
def test_who_edits_kits(request, client_of, who, status):
    client = client_of(request.getfixturevalue(who))
    assert client.get(editor_of("kits", "screen")).status_code == status


def test_the_rival_company_edits_its_own(client_of, globex, lead, example):
    with inside(globex):
        namesake = type(lead).objects.get(pk=lead.pk)
    client = client_of(namesake, company=globex)
    assert client.get(editor_of("calibration_examples", example.key)).status_code == 404
    address = editor_of("kits", "screen")
    client.post(address, sent_by(client, address, name="Theirs"))
    assert Kit.objects.get(key="screen").name != "Theirs"
    assert CalibrationExample.objects.filter(key=example.key).exists()
