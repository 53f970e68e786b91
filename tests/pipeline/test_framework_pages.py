"""The framework's front page, its lists and the pages of its entries."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.framework.editing import write_entry
from pipeline.framework.lists import LISTS
from pipeline.framework.uses import USES
from pipeline.models import Criterion, Task
from tests.companies import KEYS
from tests.pipeline.framework_forms import reads

LONG_AGO = "2020-01-31"
KEYED = [name for name, entry_list in LISTS.items() if entry_list.identity == ("key",)]


def page(client, place=""):
    answer = client.get(f"/framework/{place}")
    assert answer.status_code == 200
    return answer.content.decode()


def reword(who, name, key, **fields):
    return write_entry(name, {**reads(name, key), **fields}, by=who)


@pytest.mark.parametrize("who", ["admin", "recruiter", "lead", "interviewer"])
def test_every_role_finds_the_framework_in_the_navigation(acme, client_of, who):
    html = page(client_of(User.objects.get(pk=KEYS[who])))
    assert '<a href="/framework/" aria-current="page">' in html
    assert "16 · 256 anchors" in html


@pytest.mark.parametrize("name", KEYED)
def test_every_list_stands_on_the_front_page_and_has_its_own(lead, client_of, name):
    client = client_of(lead)
    assert f'href="/framework/{name}/"' in page(client)
    key = LISTS[name].model.objects.first().key
    assert f'href="/framework/{name}/{key}/"' in page(client, f"{name}/")


@pytest.mark.parametrize("name", KEYED)
def test_a_list_without_an_editor_is_read_all_the_same(lead, client_of, name, monkeypatch):
    monkeypatch.setattr("pipeline.views.framework.EDITORS", {})
    monkeypatch.setattr("pipeline.views.framework_entries.EDITORS", {})
    client, key = client_of(lead), LISTS[name].model.objects.first().key
    assert "/add/" not in page(client, f"{name}/")
    assert "/edit/" not in page(client, f"{name}/{key}/")


def test_the_front_page_says_which_version_it_is_and_who_changed_what_last(lead, client_of):
    reword(lead, "skills", "framing", aim="Asks first.")
    html = page(client_of(lead))
    assert 'href="/framework/versions/2/">version 2</a>' in html
    assert html.count("by Lead") == 2


def test_what_is_due_for_review_is_counted_and_listed(lead, client_of):
    task = Task.objects.first()
    reword(lead, "tasks", task.key, review_by=LONG_AGO)
    client = client_of(lead)
    assert "1 due for review" in page(client)
    html = page(client, "tasks/?due=on")
    assert task.name in html
    assert html.count('<span class="badge warn">Due</span>') == 1
    assert html.count('class="cover"') == 1
    reword(lead, "tasks", task.key, is_retired=True)
    assert "due for review" not in page(client)


def test_retired_entries_stand_apart(lead, client_of):
    reword(lead, "criteria", "picks-work", is_retired=True)
    html = page(client_of(lead), "criteria/")
    assert html.index("Retired") < html.index("Chooses work that matters")
    assert "1 retired" in page(client_of(lead))


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("criteria/?skill=framing", 2),
        ("criteria/?skill=framing&dimension=technical", 1),
        ("failures/?level=mid", 1),
        ("criteria/?skill=no-such", 16),
        ("failures/?level=%00", 4),
    ],
)
def test_a_list_is_sieved(lead, client_of, place, found):
    assert page(client_of(lead), place).count('class="cover"') == found


def test_a_task_for_every_level_is_found_at_each(lead, client_of):
    task = Task.objects.filter(level=None).first()
    assert task.name in page(client_of(lead), "tasks/?level=junior")
    assert task.name not in page(client_of(lead), "tasks/?kind=assessment")


def test_a_criterion_shows_its_anchors_and_where_it_is_used(interviewer, client_of):
    criterion = Criterion.objects.get(key="frames-first")
    html = page(client_of(interviewer), "criteria/frames-first/")
    for anchor in criterion.anchors.all():
        assert anchor.text in html
    assert '<a href="/framework/skills/framing/">Problem framing</a>' in html
    assert "From published hiring guides" in html
    assert "Kits (" in html
    assert "/edit/" not in html
    assert "Retire" not in html


def test_a_level_shows_every_criterion_at_it_with_its_failures(recruiter, client_of):
    html = page(client_of(recruiter), "levels/senior/")
    for criterion in Criterion.objects.prefetch_related("anchors__level"):
        assert criterion.name in html
        for anchor in criterion.anchors.all():
            assert (anchor.text in html) == (anchor.level.key == "senior")
    assert "Technical depth instead of judgement" in html
    assert "Nobody is filtered by years." in html


def test_a_dimension_names_the_criteria_of_its_sub_criteria(recruiter, client_of):
    html = page(client_of(recruiter), "dimensions/production/")
    assert "30 % of the composite" in html
    assert html.index("Monitoring") < html.index("Finds what went wrong")


def test_code_is_shown_as_it_is(lead, client_of):
    exercise = LISTS["questions"].model.objects.filter(kind="exercise").first()
    html = page(client_of(lead), f"questions/{exercise.key}/")
    assert "<pre" in html


def test_higher_rooms_say_where_else_an_entry_is_used(lead, client_of):
    def find(entry_list, key):
        yield f"The {entry_list.singular} {key} in Rome", "/openings/"

    USES.append(find)
    try:
        html = page(client_of(lead), "skills/framing/")
    finally:
        USES.remove(find)
    assert '<a href="/openings/">The skill framing in Rome</a>' in html


def test_an_entry_is_read_as_it_was(lead, client_of):
    was = reads("criteria", "frames-first")["looks_for"]
    reword(lead, "criteria", "frames-first", looks_for="Something else.")
    client = client_of(lead)
    old = page(client, "criteria/frames-first/?version=1")
    assert "As it was in version 1" in old
    assert f'<p class="as-typed">{was}</p>' in old
    assert "/edit/" not in old
    assert '<p class="as-typed">Something else.</p>' in page(client, "criteria/frames-first/")


@pytest.mark.parametrize(
    "place",
    [
        "anchors/",
        "no-such-list/",
        "criteria/no-such-criterion/",
        "criteria/frames-first/?version=99",
        "criteria/frames-first/?version=x",
        "criteria/frames-first/?version=-1",
        "versions/99/",
        "versions/0/",
        "anchors/frames-first/edit/",
    ],
)
def test_what_is_not_there_is_not_found(lead, client_of, place):
    assert client_of(lead).get(f"/framework/{place}").status_code == 404


def test_a_rival_company_reads_its_own_words(lead, client_of, globex):
    reword(lead, "criteria", "frames-first", looks_for="Only Acme says this.")
    write_entry(
        "criteria",
        {**reads("criteria", "decides"), "key": "own-one", "name": "Our own"},
        by=lead,
    )
    with inside(globex):
        rival = client_of(User.objects.get(pk=lead.pk), globex)
    for place in ("", "criteria/", "criteria/frames-first/", "versions/", "versions/1/"):
        assert "Only Acme" not in page(rival, place)
    assert rival.get("/framework/criteria/own-one/").status_code == 404
    assert rival.get("/framework/versions/2/").status_code == 404


QUERIES = {
    "": 9,
    "criteria/": 7,
    "tasks/": 7,
    "criteria/frames-first/": 14,
    "criteria/frames-first/?version=2": 16,
    "levels/mid/": 16,
    "versions/": 7,
    "versions/2/": 11,
    "versions/compare/?from=1&to=3": 10,
    "weights/": 11,
}


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_cost_the_same_queries_for_any_number_of_rows(
    lead, client_of, rows, django_assert_num_queries
):
    for number in range(rows):
        for name, key in (
            ("criteria", "frames-first"),
            ("tasks", "junior-classification-pipeline"),
        ):
            added = {**reads(name, key), "key": f"copy-{number}", "name": f"Copy {number}"}
            write_entry(name, added, by=lead)
        reword(lead, "criteria", "frames-first", looks_for=f"Wording {number}.")
    client = client_of(lead)
    client.get("/framework/")
    for place, queries in QUERIES.items():
        with django_assert_num_queries(queries, info=place):
            assert client.get(f"/framework/{place}").status_code == 200
