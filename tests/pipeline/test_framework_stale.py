"""Two people at one entry: nothing is lost, and who comes second sees what the first did."""

import pytest

from pipeline.framework.editing import current_version
from pipeline.framework.merging import merge
from pipeline.models import Anchor
from tests.panels.html_forms import fields_of
from tests.pipeline.framework_forms import edit, opened, reads, send

PLACE = "skills/framing/edit/"


def test_who_comes_second_sees_both_texts_and_may_save_again(lead, admin, client_of):
    client = client_of(lead)
    fields = opened(client, PLACE)
    edit(client_of(admin), PLACE, aim="What the admin wrote.")
    answer = send(client, PLACE, fields, aim="What the lead wrote.", note="Clearer.")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Admin has changed this skill while you were writing" in page
    assert '<p class="as-typed">What the admin wrote.</p>' in page
    assert '<p class="as-typed">What the lead wrote.</p>' in page
    assert reads("skills", "framing")["aim"] == "What the admin wrote."
    assert 'value="Clearer."' in page
    assert send(client, PLACE, fields_of(page)).status_code == 302
    assert reads("skills", "framing")["aim"] == "What the lead wrote."
    assert current_version() == 3


def test_what_the_other_changed_elsewhere_in_the_entry_is_taken_over(lead, admin, client_of):
    client = client_of(lead)
    fields = opened(client, PLACE)
    edit(client_of(admin), PLACE, name="Framing", listens_for="Asks.")
    answer = send(client, PLACE, fields, aim="Mine.")
    page = answer.content.decode()
    assert "Their new words are in the form below: Name, What to listen for." in page
    assert "You both changed" not in page
    send(client, PLACE, fields_of(page))
    now = reads("skills", "framing")
    assert (now["name"], now["listens_for"], now["aim"]) == ("Framing", ["Asks."], "Mine.")


def test_anchors_changed_by_two_people_go_together(lead, admin, client_of):
    client, place = client_of(lead), "criteria/decides/edit/"
    fields = opened(client, place)
    edit(client_of(admin), place, **{"anchor-mid-1": "Theirs at mid."})
    answer = send(client, place, fields, **{"anchor-senior-1": "Mine at senior."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Their new words are in the form below: Mid, 1 – well below." in page
    send(client, place, fields_of(page))
    texts = Anchor.objects.filter(criterion__key="decides", rating=1)
    texts = dict(texts.values_list("level__key", "text"))
    assert (texts["mid"], texts["senior"]) == ("Theirs at mid.", "Mine at senior.")


def test_an_edit_of_another_entry_is_in_nobodys_way(lead, admin, client_of):
    client = client_of(lead)
    fields = opened(client, PLACE)
    edit(client_of(admin), "skills/debugging/edit/", aim="Elsewhere.")
    assert send(client, PLACE, fields, aim="Mine.").status_code == 302


def test_weights_changed_meanwhile_are_shown_before_they_are_replaced(lead, admin, client_of):
    client = client_of(lead)
    fields = opened(client, "weights/")
    edit(client_of(admin), "weights/", **{"d-technical": "30", "d-production": "40"})
    typed = {"d-leadership": "25", "d-innovation": "5"}
    answer = send(client, "weights/", fields, **typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Technical: now 30 %, you typed 40 %" in page
    assert "Innovation and growth: now 10 %, you typed 5 %" in page
    assert send(client, "weights/", fields_of(page)).status_code == 302
    assert reads("dimensions", "technical")["weight_percent"] == 40
    assert reads("dimensions", "innovation")["weight_percent"] == 5


@pytest.mark.parametrize(
    ("read", "newest", "typed", "kept", "clash", "taken"),
    [
        ("a", "a", "b", "b", (), ()),
        ("a", "b", "a", "b", (), ("x",)),
        ("a", "b", "b", "b", (), ()),
        ("a", "b", "c", "c", ("x",), ()),
        (None, "b", "c", "c", ("x",), ()),
    ],
)
def test_each_field_is_merged_by_who_changed_it(read, newest, typed, kept, clash, taken):
    merged = merge({"x": read}, {"x": newest}, {"x": typed})
    assert (merged.document, merged.clashes, merged.taken_over) == ({"x": kept}, clash, taken)
