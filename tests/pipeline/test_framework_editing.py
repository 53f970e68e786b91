"""Editing, adding and retiring entries of the framework."""

import pytest

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.framework.editing import current_version, write_entry
from pipeline.framework.lists import LISTS, RETIRABLE
from pipeline.models import Anchor, FrameworkVersion, Revision
from tests.clients import CompanyClient
from tests.companies import KEYS
from tests.pipeline.framework_forms import edit, reads
from tests.races import at_once

OWN = ["specializations", "levels", "skills", "dimensions", "components", "criteria", "failures"]
OWN += ["tasks", "facts"]


@pytest.mark.parametrize("name", OWN)
def test_saving_an_entry_as_it_stands_changes_nothing(lead, client_of, name):
    client = client_of(lead)
    for row in LISTS[name].model.objects.all():
        assert edit(client, f"{name}/{row.key}/edit/").status_code == 302
    assert current_version() == 1


CHANGES = {
    "specializations": ("applied", {"aim": "Fits."}, {"aim": "Fits."}),
    "levels": ("mid", {"expects": "One\r\n\r\nTwo "}, {"expects": ["One", "Two"]}),
    "skills": ("framing", {"listens_for": "Asks."}, {"listens_for": ["Asks."]}),
    "components": ("coding", {"aim": "It runs.\r\nIt stays."}, {"aim": "It runs.\nIt stays."}),
    "criteria": ("decides", {"looks_for": "Chooses."}, {"looks_for": "Chooses."}),
    "failures": ("mid-avoids-commitment", {"level": "senior"}, {"level": "senior"}),
    "tasks": (
        "junior-classification-pipeline",
        {"level": "", "minutes": "", "review_by": "2028-01-31"},
        {"level": None, "minutes": None, "review_by": "2028-01-31"},
    ),
    "facts": (
        "annual-openings",
        {"value": "24000", "sample": "12", "as_of": "2026-01-01"},
        {"value": 24000, "sample": 12, "as_of": "2026-01-01"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_edit_is_a_version_with_who_and_why(lead, client_of, name):
    key, typed, kept = CHANGES[name]
    was = reads(name, key)
    answer = edit(client_of(lead), f"{name}/{key}/edit/", note="We asked too much.", **typed)
    assert answer.status_code == 302
    assert reads(name, key) == {**was, **kept}
    version = FrameworkVersion.objects.get(number=2)
    assert (version.by, version.note) == (lead, "We asked too much.")
    revision = Revision.objects.get(version=2)
    assert (revision.list, revision.key, revision.document) == (name, key, {**was, **kept})


def test_sub_criteria_are_renamed_and_added_under_keys_that_stay(lead, client_of):
    place = "dimensions/innovation/edit/"
    names = {"sub-strategic_thinking": "Choosing", "more": "Reading papers\r\nChoosing"}
    edit(client_of(lead), place, **names)
    rows = reads("dimensions", "innovation")["sub_criteria"]
    assert [(row["key"], row["name"]) for row in rows[3:]] == [
        ("strategic_thinking", "Choosing"),
        ("reading-papers", "Reading papers"),
        ("choosing", "Choosing"),
    ]
    assert reads("dimensions", "innovation")["weight_percent"] == 10


NEW = {
    "specializations": {"name": "Speech ML"},
    "levels": {"name": "Principal"},
    "skills": {"name": "Ethics"},
    "dimensions": {"name": "Care"},
    "components": {"name": "Ethics"},
    "criteria": {"name": "Weighs harm", "skill": "framing", "component": "domain"},
    "failures": {"name": "Too quick", "level": "mid"},
    "tasks": {"name": "Label a set", "brief": "Label it."},
    "facts": {"statement": "Half of all", "value": "50.5", "unit": "%", "source": "A survey"},
}
NEW["criteria"] |= {"dimension": "production", "sub_criterion": "monitoring"}
NEW["criteria"] |= {"anchor-mid-3": "Names who is harmed."}
NEW["facts"] |= {"as_of": "2026-02-01"}


@pytest.mark.parametrize("name", NEW)
def test_an_entry_is_added_under_a_key_from_its_name(lead, client_of, name):
    client, called = client_of(lead), NEW[name].get("name", "Half of all")
    key = called.lower().replace(" ", "-")
    answer = edit(client, f"{name}/add/", **NEW[name])
    assert answer.status_code == 302
    assert answer.url == f"/framework/{name}/{key}/"
    added = reads(name, key)
    assert added["origin"] == "company"
    assert called in client.get(answer.url).content.decode()
    assert called in str(LISTS[name].model.objects.order_by("position").last())
    again = NEW[name] | ({"name": f"{called}!"} if "name" in NEW[name] else {})
    edit(client, f"{name}/add/", **again)
    assert LISTS[name].model.objects.filter(key=f"{key}-2").exists()


def test_an_entry_is_never_called_as_an_address_is(lead, client_of):
    assert edit(client_of(lead), "skills/add/", name="Add").url == "/framework/skills/add-2/"


def test_a_new_criterion_brings_its_anchors(lead, client_of):
    edit(client_of(lead), "criteria/add/", **NEW["criteria"])
    anchor = Anchor.objects.get(criterion__key="weighs-harm")
    assert (anchor.level.key, anchor.rating, anchor.text) == ("mid", 3, "Names who is harmed.")
    assert current_version() == 2


def test_a_criterion_and_its_anchors_are_saved_as_one_version(lead, client_of):
    typed = {"name": "Frames it", "anchor-mid-1": "Guesses.", "anchor-staff-4": "Turns it."}
    edit(client_of(lead), "criteria/frames-first/edit/", **typed)
    changed = Revision.objects.filter(version=2).values_list("list", "key")
    assert set(changed) == {
        ("criteria", "frames-first"),
        ("anchors", "frames-first/mid/1"),
        ("anchors", "frames-first/staff/4"),
    }
    anchor = Anchor.objects.get(criterion__key="frames-first", level__key="mid", rating=1)
    assert (anchor.text, anchor.origin, anchor.version) == ("Guesses.", "seeds", 2)
    page = client_of(lead).get("/framework/criteria/frames-first/").content.decode()
    assert "Frames the problem before solving it · Mid · 1" in page or "Frames it · Mid · 1" in page


LONG = "x" * 5001
REFUSED = [
    ("skills/framing/edit/", {"name": ""}, "This field is required."),
    ("skills/framing/edit/", {"name": "x" * 121}, "at most 120 characters"),
    ("skills/framing/edit/", {"name": "a\0b"}, "Null characters are not allowed."),
    ("skills/framing/edit/", {"aim": LONG}, "at most 5000 characters"),
    ("skills/framing/edit/", {"listens_for": "a\0b"}, "This holds a character"),
    ("skills/framing/edit/", {"listens_for": "x" * 1001}, "longer than 1000 characters"),
    ("skills/framing/edit/", {"listens_for": "\n".join("ab" * 21)}, "more than 40"),
    ("skills/framing/edit/", {"note": "x" * 201}, "at most 200 characters"),
    ("skills/framing/edit/", {"seen": "x"}, "Nothing was saved yet"),
    ("criteria/decides/edit/", {"skill": "no-such"}, "Select a valid choice."),
    ("criteria/decides/edit/", {"sub_criterion": "mlops"}, "has no sub-criterion “mlops”."),
    ("criteria/decides/edit/", {"anchor-mid-2": " "}, "an anchor stays"),
    ("criteria/decides/edit/", {"anchor-mid-2": "x" * 1001}, "at most 1000 characters"),
    ("criteria/add/", {"name": "No skill"}, "This field is required."),
    ("tasks/add/", {"name": "T", "brief": "B", "minutes": "0"}, "greater than or equal to 1"),
    ("tasks/add/", {"name": "T", "brief": "B", "review_by": "soon"}, "Enter a valid date."),
    ("facts/annual-openings/edit/", {"value": "nan"}, "Enter a number."),
    ("facts/annual-openings/edit/", {"value": "1e999"}, "Enter a number."),
    ("facts/annual-openings/edit/", {"as_of": ""}, "This field is required."),
    ("specializations/applied/edit/", {"weight-coding": "21"}, "add up to 101 %, not to 100 %."),
    ("specializations/add/", {"name": "applied ml"}, "There is a specialization named"),
]


@pytest.mark.parametrize(("place", "typed", "sentence"), REFUSED)
def test_what_cannot_be_kept_is_answered_in_place(lead, client_of, place, typed, sentence):
    answer = edit(client_of(lead), place, **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert current_version() == 1


def test_markup_stays_text(lead, client_of):
    client = client_of(lead)
    edit(client, "skills/framing/edit/", name="<b>Bold</b>", aim="<script>x</script>", note="<i>")
    for place in ("", "skills/", "skills/framing/", "skills/framing/edit/", "versions/2/"):
        page = client.get(f"/framework/{place}").content.decode()
        assert "<b>Bold" not in page
        assert "<script>x" not in page
        assert "<i>" not in page


@pytest.mark.parametrize("name", [name for name in OWN if RETIRABLE in LISTS[name].fields])
def test_an_entry_is_retired_and_brought_back_as_versions(lead, client_of, name):
    client, row = client_of(lead), LISTS[name].model.objects.last()
    here = f"/framework/{name}/{row.key}/"
    assert client.post(f"{here}retire/", {"seen": row.version}).url == here
    assert reads(name, row.key)["is_retired"]
    assert "Bring back" in client.get(here).content.decode()
    client.post(f"{here}restore/", {"seen": 2})
    assert not reads(name, row.key)["is_retired"]
    assert current_version() == 3
    page = client.get(here).content.decode()
    assert page.index("Brought back") < page.index(">Retired<") < page.index("Added")


def test_a_retired_specialization_is_not_offered(lead, client_of):
    client = client_of(lead)
    assert 'value="infra"' in client.get("/framework/tasks/add/").content.decode()
    client.post("/framework/specializations/infra/retire/")
    assert 'value="infra"' not in client.get("/framework/tasks/add/").content.decode()


@pytest.mark.parametrize("step", ["retire", "restore"])
def test_who_saw_another_version_does_not_retire(lead, client_of, step):
    edit(client_of(lead), "criteria/decides/edit/", name="Decides otherwise")
    here = "/framework/criteria/decides/"
    answer = client_of(lead).post(f"{here}{step}/", {"seen": 1}, follow=True)
    assert "Somebody else has changed this criterion meanwhile." in answer.content.decode()
    assert current_version() == 2


@pytest.mark.parametrize("name", ["levels", "skills", "dimensions", "components"])
def test_what_everything_rests_on_is_not_retired(lead, client_of, name):
    row = LISTS[name].model.objects.first()
    here = f"/framework/{name}/{row.key}/"
    assert "Retire" not in client_of(lead).get(here).content.decode()
    assert client_of(lead).post(f"{here}retire/").status_code == 404


@pytest.mark.parametrize("who", ["recruiter", "interviewer"])
def test_readers_change_nothing(acme, client_of, who):
    client = client_of(User.objects.get(pk=KEYS[who]))
    for place in ("skills/add/", "skills/framing/edit/"):
        assert client.get(f"/framework/{place}").status_code == 403
        assert client.post(f"/framework/{place}", {"name": "X"}).status_code == 403
    for step in ("retire", "restore"):
        assert client.post(f"/framework/criteria/decides/{step}/").status_code == 403
    assert client.post("/framework/weights/", {"d-technical": "1"}).status_code == 403
    assert current_version() == 1


def test_two_who_add_the_same_name_at_once_both_get_an_entry(own_database):
    def add(acme):
        client = _client_inside(acme)
        return client.post("/framework/skills/add/", {"name": "Ethics"}).url

    acme = Company.objects.get(slug="acme")
    urls = at_once(acme, lambda: add(acme), lambda: add(acme))
    assert sorted(urls) == ["/framework/skills/ethics-2/", "/framework/skills/ethics/"]


def test_two_edits_at_once_are_two_versions_and_none_is_lost(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        lead = User.objects.get(pk=KEYS["lead"])
        framing, debugging = reads("skills", "framing"), reads("skills", "debugging")

    def write(document):
        return write_entry("skills", document, by=lead, seen=1).version.number

    numbers = at_once(
        acme,
        lambda: write({**framing, "aim": "A new aim."}),
        lambda: write({**debugging, "aim": "Another."}),
    )
    assert sorted(numbers) == [2, 3]
    with inside(acme):
        assert reads("skills", "framing")["aim"] == "A new aim."
        assert reads("skills", "debugging")["aim"] == "Another."


def test_of_two_who_save_one_entry_at_once_the_second_is_shown_the_first(own_database):
    acme = Company.objects.get(slug="acme")

    def save(aim):
        client = _client_inside(acme)
        fields = {"name": "Problem framing", "aim": aim, "seen": "1"}
        return client.post("/framework/skills/framing/edit/", fields).status_code

    assert sorted(at_once(acme, lambda: save("Mine."), lambda: save("Theirs."))) == [302, 409]
    with inside(acme):
        assert current_version() == 2


def _client_inside(acme):
    client = CompanyClient(HTTP_HOST=acme.host)
    client.force_login(User.objects.get(pk=KEYS["lead"]))
    return client
