"""The framework as a file, on screen: taken away, looked at, taken in."""

import re

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from panels.models import Probe
from pipeline.framework.editing import current_version, write_entry
from pipeline.framework.yaml_files import LARGEST_BYTES

YAML = """\
probes:
- key: half-the-data
  ask: What if half the data goes?
  change: data
skills:
- key: framing
  name: Framing, first of all
"""


@pytest.fixture
def client(lead, client_of):
    return client_of(lead)


def upload(client, text, name="ours.yaml"):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(
        reverse("pipeline:take_in_framework"), {"file": SimpleUploadedFile(name, content)}
    )


def carried(answer):
    return re.search(r'name="carried" value="([^"]+)"', answer.content.decode())[1]


def confirm(client, answer, **more):
    fields = {"carried": carried(answer), "note": "Ours", **more}
    return client.post(reverse("pipeline:confirm_framework"), fields, follow=True)


def test_everybody_takes_the_framework_away_and_viewers_without_the_keys(
    lead, interviewer, client_of
):
    files = {}
    for person in (lead, interviewer):
        answer = client_of(person).get(reverse("pipeline:framework_file"))
        assert answer["Content-Disposition"] == 'attachment; filename="framework-acme.yaml"'
        assert answer["Content-Type"] == "application/yaml; charset=utf-8"
        files[person] = yaml.safe_load(answer.content)
    assert files[lead].pop("calibration_examples")
    assert files[lead].pop("specializations")
    assert files[lead] == files[interviewer]


def test_a_file_is_looked_at_before_anything_is_written(client):
    page = upload(client, YAML).content.decode()
    assert "What if half the data goes?" in page
    assert "</span>Problem framing</del>" in page
    assert "</span>Framing, first of all</ins>" in page
    assert "Take in as version 2" in page
    assert (current_version(), Probe.objects.filter(key="half-the-data").exists()) == (1, False)


def test_what_was_looked_at_is_taken_in_as_one_version(client):
    answer = confirm(client, upload(client, YAML))
    assert answer.redirect_chain == [(reverse("pipeline:framework_version", args=[2]), 302)]
    assert "The file is taken in as version 2." in answer.content.decode()
    assert Probe.objects.get(key="half-the-data").version == 2
    assert current_version() == 2


def test_a_file_that_changes_nothing_offers_nothing_to_take_in(client):
    content = client.get(reverse("pipeline:framework_file")).content
    page = upload(client, content).content.decode()
    assert "reads like this file already" in page
    assert "Take in as version" not in page


def test_a_refused_file_says_row_and_column(client):
    answer = upload(client, YAML.replace("change: data", "change: weather"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'data-label="Row">4</td><td class="n" data-label="Column">11</td>' in page
    assert "“weather” is none of" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\xff\xfe", "This is not UTF-8 text."),
        (b"x" * (LARGEST_BYTES + 1), "at most 5 MB"),
        (b"[]", "A framework is a mapping of lists"),
    ],
    ids=["empty", "binary", "large", "a list"],
)
def test_what_is_no_framework_is_answered_in_place(client, content, sentence):
    answer = upload(client, content)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_framework_changed_meanwhile_is_looked_at_again(client, lead):
    seen = upload(client, YAML)
    write_entry("skills", {"key": "framing", "name": "Framing"}, by=lead)
    again = confirm(client, seen)
    assert "Somebody has changed the framework since you looked." in again.content.decode()
    assert current_version() == 2
    confirm(client, again)
    assert current_version() == 3


@pytest.mark.parametrize("carried", ["", "x", "a:b:c"])
def test_a_file_that_was_tampered_with_is_not_taken_in(client, carried):
    answer = client.post(reverse("pipeline:confirm_framework"), {"carried": carried}, follow=True)
    assert "The file got lost on the way." in answer.content.decode()
    assert current_version() == 1


def test_markup_in_a_file_stays_text(client):
    page = upload(client, YAML.replace("half the data", "<script>x</script>")).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>x" not in page


def test_viewers_take_nothing_in(interviewer, client_of):
    client = client_of(interviewer)
    assert client.get(reverse("pipeline:take_in_framework")).status_code == 403
    assert client.post(reverse("pipeline:confirm_framework")).status_code == 403
    assert "Take in a file" not in client.get(reverse("pipeline:framework")).content.decode()
