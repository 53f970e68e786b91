"""The pages of imports."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pipeline.event_logs.claims import claim, run_due_imports
from pipeline.models import Application, Import
from tests.pipeline.event_logs.logs import case, log

PAGE = "/imports/"


def upload(data=None, name="log.csv"):
    return SimpleUploadedFile(name, data if data is not None else log(*case(1, "apply check")))


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)


def ordered(client, **fields):
    client.post(PAGE, {"file": upload(), **fields})
    return Import.objects.latest("id")


def test_an_upload_is_tried_shown_and_then_imported(client):
    answer = client.post(PAGE, {"file": upload()})
    row = Import.objects.get()
    assertRedirects(answer, reverse("pipeline:import", args=[row.pk]))
    assertContains(client.get(answer.url), "The file is being tried.")

    run_due_imports()
    page = client.get(answer.url)
    assertContains(page, "into a new opening, “Imported: log.csv”")
    assertContains(page, "Kept on the timeline; the mapping gives it no stage.")
    assert not Application.objects.exists()

    answer = client.post(reverse("pipeline:run_import", args=[row.pk]))
    assertContains(client.get(answer.url), "The file is being imported, whole or not at all.")
    run_due_imports()
    assertContains(client.get(answer.url), "Open the board")
    assert Application.objects.count() == 1


def test_a_file_that_is_here_already_offers_no_import(client):
    row = ordered(client)
    run_due_imports()
    client.post(reverse("pipeline:run_import", args=[row.pk]))
    run_due_imports()
    again = ordered(client)
    run_due_imports()
    page = client.get(reverse("pipeline:import", args=[again.pk]))
    assertContains(page, "There is nothing to import.")
    assertNotContains(page, "Import now")


def test_a_refused_file_shows_its_rows_and_cannot_be_imported(client):
    row = ordered(client, file=upload(log("1,Coding Interview,<b>soon</b>,x")))
    run_due_imports()
    page = client.get(reverse("pipeline:import", args=[row.pk]))
    assertContains(page, "“&lt;b&gt;soon&lt;/b&gt;” is not a time such as")
    assertNotContains(page, "Import now")
    client.post(reverse("pipeline:run_import", args=[row.pk]))
    assert not Import.objects.filter(is_dry_run=False).exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose a file."),
        ({"file": upload(b"")}, "This file is empty."),
        ({"file": upload(b"x", "log.exe")}, "is of a kind not taken"),
        ({"file": upload(), "mapping": upload(b"source = 1", "m.toml")}, "“source” is a text"),
        ({"file": upload(), "mapping": upload(b"\xff", "m.toml")}, "The mapping is not UTF-8"),
        ({"file": upload(), "mapping": upload(b"#" * 70_000, "m.toml")}, "at most 64 KB"),
    ],
)
def test_an_upload_that_cannot_be_taken_is_said_on_the_form(client, fields, sentence):
    assertContains(client.post(PAGE, fields), sentence, status_code=422)
    assert not Import.objects.exists()


def test_a_file_too_large_is_refused_on_the_form(client, settings):
    settings.MAX_UPLOAD_BYTES = 10
    assertContains(client.post(PAGE, {"file": upload()}), "larger than", status_code=422)


def test_the_page_asks_whether_anything_changed_and_gets_the_report_as_a_fragment(client):
    row = ordered(client)
    version = reverse("pipeline:import_version", args=[row.pk])
    etag = client.get(version).headers["ETag"]
    assertContains(client.get(reverse("pipeline:import", args=[row.pk])), etag.strip('"'))
    assert client.get(version, headers={"If-None-Match": etag}).status_code == 304
    claim()
    assert client.get(version, headers={"If-None-Match": etag}).status_code == 200
    fragment = client.get(reverse("pipeline:import", args=[row.pk]), headers={"HX-Request": "true"})
    assertNotContains(fragment, "<html")
    assertContains(fragment, 'id="import"')


@pytest.mark.parametrize("who", ["lead", "interviewer", "outsider"])
def test_only_recruiters_and_admins_import(client, client_of, who, request):
    row = ordered(client)
    other = client_of(request.getfixturevalue(who))
    for name in ("import", "import_version"):
        assert other.get(reverse(f"pipeline:{name}", args=[row.pk])).status_code == 403
    assert other.get(PAGE).status_code == 403
    assert other.post(reverse("pipeline:run_import", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("imports", [1, 20])
def test_the_list_costs_the_same_queries_for_any_number_of_imports(
    client, imports, recruiter, django_assert_num_queries
):
    row = ordered(client)
    for _ in range(imports - 1):
        Import.objects.create(file=row.file, by=recruiter)
    Import.objects.update(finished_at=timezone.now(), result={"refused": []})
    # SET search_path, company, SET search_path, session, user, imports
    with django_assert_num_queries(6):
        assertContains(client.get(PAGE), "log.csv")
