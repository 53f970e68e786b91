"""The pages of imports of people."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from config.tenancy.schemas import inside
from pipeline.event_logs.claims import run_due_imports
from pipeline.models import Candidate, Import
from tests.factories import make_opening

PAGE = "/imports/people/"
SHEET = b"Who,Email,Shoe size\nAda Osei,ada@example.com,38\nBen Lind,ben@example.com,44\n"


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter, title="Search engineer")


def upload(client, opening, data=SHEET, name="people.csv"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data), "opening": opening.pk})


def tried(client, opening, data):
    """The finished dry run of a sheet whose first three columns are name, email and nothing."""
    upload(client, opening, data)
    row = Import.objects.latest("id")
    answer = client.post(columns_of(row), {"column0": "name", "column1": "email", "column2": ""})
    run_due_imports()
    row.refresh_from_db()
    return row, answer


def columns_of(row):
    return reverse("pipeline:import_columns", args=[row.pk])


def run_of(row):
    return reverse("pipeline:run_people_import", args=[row.pk])


def page_of(row):
    return reverse("pipeline:import", args=[row.pk])


def test_columns_are_guessed_shown_changed_tried_and_imported(client, opening):
    answer = upload(client, opening)
    row = Import.objects.get()
    assertRedirects(answer, columns_of(row))
    assertRedirects(client.get(page_of(row)), columns_of(row))
    page = client.get(columns_of(row))
    for words in ("Shoe size", "Ada Osei", '<option value="email" selected>'):
        assertContains(page, words)
    page = client.post(columns_of(row), {"column1": "email"})
    assertContains(page, "Say which column holds the names.", status_code=422)

    row, answer = tried(client, opening, SHEET)
    assertRedirects(answer, page_of(row))
    page = client.get(page_of(row))
    assertContains(page, "The file can be imported into “Search engineer”.")
    assertContains(page, "Columns left out: Shoe size.")
    assert not Candidate.objects.exists()

    answer = client.post(run_of(row))
    assert client.post(run_of(row)).url == answer.url
    run_due_imports()
    assertContains(client.get(answer.url), "Open the board")
    assert Candidate.objects.count() == 2


def test_one_meaning_for_two_columns_is_said_at_the_second(client, opening):
    upload(client, opening)
    row = Import.objects.get()
    page = client.post(columns_of(row), {"column0": "name", "column1": "email", "column2": "email"})
    assertContains(page, "Another column is “Email” already.", status_code=422)
    assert Import.objects.get().is_draft


def test_bad_rows_are_named_and_the_others_can_go_in_alone(client, opening):
    row, _ = tried(client, opening, SHEET + b"Cy Roe,cy@,40\n")
    page = client.get(page_of(row))
    for words in ("“cy@” is not an e-mail address", "Import the other 2 only"):
        assertContains(page, words)
    assertNotContains(page, "Import now")
    client.post(run_of(row))
    assert not Import.objects.filter(is_dry_run=False).exists()
    answer = client.post(run_of(row), {"skip": "1"})
    run_due_imports()
    assertContains(client.get(answer.url), "Imported into “Search engineer”.")
    assert Candidate.objects.count() == 2


def test_other_columns_can_be_tried_after_a_trial(client, opening):
    row, _ = tried(client, opening, SHEET)
    assertContains(client.get(page_of(row)), "Change what the columns mean")
    answer = client.post(columns_of(row), {"column0": "name", "column2": "phone"})
    assert answer.url != page_of(row)
    run_due_imports()
    assertContains(client.get(answer.url), "Columns left out: Email.")


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "people.csv", "This file is empty."),
        (b"Fruit,Colour\nApple,red\n", "people.exe", "is of a kind not taken"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0", "people.csv", "The file is not text."),
        (b"[1, 2]", "people.json", "This JSON is neither"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "people.xlsx", "an old workbook"),
        (b"PK\x03\x04 no zip at all", "people.xlsx", None),
    ],
)
def test_a_file_that_cannot_be_taken_is_said(client, opening, data, name, sentence):
    answer = upload(client, opening, data, name)
    if sentence:
        assertContains(answer, sentence, status_code=422)
        assert not Import.objects.exists()
    else:
        run_due_imports()
        assertContains(client.get(answer.url), "is damaged or is no zip")


def test_what_a_cell_says_is_never_markup(client, opening):
    row, _ = tried(client, opening, b"Name,Email,<i>x</i>\n<b>Ada</b>,a@,=1+1\n")
    assertContains(client.get(columns_of(row)), "&lt;b&gt;Ada&lt;/b&gt;")
    assertNotContains(client.get(page_of(row)), "<i>x</i>")


@pytest.mark.parametrize("who", ["lead", "interviewer", "outsider"])
def test_only_recruiters_and_admins_import_people(client, client_of, opening, who, request):
    upload(client, opening)
    row = Import.objects.get()
    other = client_of(request.getfixturevalue(who))
    assert other.get(PAGE).status_code == 403
    assert other.get(columns_of(row)).status_code == 403
    assert other.post(run_of(row)).status_code == 403


def test_the_rival_company_finds_neither_import_nor_opening(client, client_of, opening, globex):
    upload(client, opening)
    row = Import.objects.get()
    with inside(globex):
        from config.accounts.models import User

        rival = client_of(User.objects.get(email="recruiter@example.com"), globex)
    assert rival.get(columns_of(row)).status_code == 404
    assert rival.post(run_of(row)).status_code == 404
    assertContains(upload(rival, opening), "Select a valid choice", status_code=422)


def test_an_event_log_has_no_columns_to_choose(client, opening, recruiter):
    upload(client, opening)
    row = Import.objects.get()
    Import.objects.update(kind="events")
    assert client.get(columns_of(row)).status_code == 404


@pytest.mark.parametrize("imports", [1, 20])
def test_the_list_costs_the_same_queries_for_any_number(
    client, opening, imports, recruiter, django_assert_num_queries
):
    upload(client, opening)
    row = Import.objects.get()
    for _ in range(imports - 1):
        Import.objects.create(file=row.file, by=recruiter)
    Import.objects.update(finished_at=timezone.now(), result={"refused": []}, is_draft=False)
    # SET search_path, company, SET search_path, session, user, openings, imports
    with django_assert_num_queries(7):
        assertContains(client.get(PAGE), "people.csv")
