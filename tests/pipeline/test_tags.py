"""Tags: on one person, on many, and keeping the words in order."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Candidate, Tag, Tagging
from pipeline.people.tags import (
    NameTaken,
    delete_tag,
    merge_tags,
    rename_tag,
    restore_tag,
    tag_people,
    untag_people,
)
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening
from tests.races import at_once

SCRIPT = "<script>alert(1)</script>"
HX = {"HX-Request": "true"}


def shown(answer):
    return answer.content.decode()


def at(name, *keys):
    return reverse(f"pipeline:{name}", args=keys)


@pytest.fixture
def person(acme):
    return make_candidate(name="Amara Osei")


def tagged(tag):
    return set(Tagging.objects.filter(tag=tag).values_list("candidate", flat=True))


# The rules


def test_a_tag_is_made_on_the_fly_and_known_whatever_its_case(person, recruiter):
    first, new = tag_people([person], "  Speech \n ML ", by=recruiter)
    assert (first.name, new) == ("Speech ML", [person.pk])
    again, none = tag_people([person], "SPEECH ml", by=recruiter)
    assert (again, none) == (first, [])
    assert person.taggings.get().by == recruiter


@pytest.mark.parametrize("name", ["", "   ", "\x00", "x" * 61])
def test_a_tag_has_a_short_name(name, person, recruiter):
    with pytest.raises(ValidationError):
        tag_people([person], name, by=recruiter)
    assert not Tag.objects.exists()


def test_many_get_a_tag_at_once_and_nobody_gets_it_twice(acme, recruiter):
    people = [make_candidate() for _ in range(3)]
    tag, _ = tag_people(people[:1], "Speech", by=recruiter)
    _, new = tag_people(people, "speech", by=recruiter)
    assert set(new) == {people[1].pk, people[2].pk}
    assert tagged(tag) == {person.pk for person in people}
    assert untag_people([people[0].pk], tag, by=recruiter) == 1
    assert untag_people([people[0].pk], tag, by=recruiter) == 0


def test_a_tag_is_renamed_but_not_to_the_name_of_another(person, recruiter):
    tag, _ = tag_people([person], "Speech", by=recruiter)
    other, _ = tag_people([person], "Vision", by=recruiter)
    assert rename_tag(tag, "SPEECH", by=recruiter).name == "SPEECH"
    with pytest.raises(NameTaken) as refusal:
        rename_tag(tag, "vision", by=recruiter)
    assert refusal.value.tag == other


def test_two_tags_are_made_one_without_doubling_anybody(acme, recruiter):
    both, one, other = (make_candidate() for _ in range(3))
    gone, _ = tag_people([both, one], "NLP", by=recruiter)
    kept, _ = tag_people([both, other], "Language", by=recruiter)
    assert merge_tags(gone, kept, by=recruiter) == 1
    assert tagged(kept) == {both.pk, one.pk, other.pk}
    assert list(Tag.objects.all()) == [kept]
    with pytest.raises(ValidationError):
        merge_tags(kept, kept, by=recruiter)
    with pytest.raises(Tag.DoesNotExist):
        merge_tags(gone, kept, by=recruiter)


def test_deleting_a_tag_can_be_undone_with_everyone_who_had_it(acme, recruiter):
    people = [make_candidate() for _ in range(3)]
    tag, _ = tag_people(people, "Speech", by=recruiter)
    made_at = set(tag.taggings.values_list("created_at", flat=True))
    key = tag.pk
    delete_tag(Tag.objects.get(pk=key), by=recruiter)
    people[0].delete()
    back = restore_tag(key, by=recruiter)
    assert (back.name, tagged(back)) == ("Speech", {people[1].pk, people[2].pk})
    assert set(back.taggings.values_list("created_at", flat=True)) <= made_at
    assert back.taggings.first().by == recruiter


def test_a_deleted_tag_whose_name_is_used_again_stays_deleted(person, recruiter, lead):
    tag, _ = tag_people([person], "Speech", by=recruiter)
    delete_tag(Tag.objects.get(pk=tag.pk), by=recruiter)
    with pytest.raises(Tag.DoesNotExist):
        restore_tag(tag.pk, by=lead)
    tag_people([person], "speech", by=recruiter)
    with pytest.raises(NameTaken):
        restore_tag(tag.pk, by=recruiter)


def test_two_who_make_one_tag_at_once_make_one(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        people = [make_candidate() for _ in range(2)]
    puts = [lambda one=one: tag_people([one], "Speech", by=None)[0].pk for one in people]
    first, second = at_once(acme, *puts)
    assert first == second
    with inside(acme):
        assert Tagging.objects.filter(tag=first).count() == 2


def test_who_is_tagged_while_the_tag_is_made_one_with_another_is_not_lost(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        person = make_candidate()
        gone, _ = tag_people([], "NLP", by=None)
        kept, _ = tag_people([], "Language", by=None)
    at_once(
        acme,
        lambda: tag_people([person], "NLP", by=None),
        lambda: merge_tags(gone, kept, by=None),
    )
    with inside(acme):
        # Either it came along, or the tag was made anew.
        assert person.taggings.get().tag.name in {"Language", "NLP"}


# The pages


def test_a_tag_is_put_on_and_taken_off_without_leaving_the_page(person, client_of, recruiter):
    client = client_of(recruiter)
    path = at("tag_candidate", person.pk)
    answer = client.post(path, {"name": "Speech"}, headers=HX)
    assert answer.status_code == 200
    assert 'id="tags"' in shown(answer)
    assert "<html" not in shown(answer)
    tag = Tag.objects.get()
    refused = client.post(path, {"name": "x" * 61}, headers=HX)
    assert refused.status_code == 422
    assert "at most 60 characters" in shown(refused)
    off = client.post(at("untag_candidate", person.pk, tag.pk), headers=HX)
    assert "Take off Speech" not in shown(off)
    assert not person.taggings.exists()


def test_without_script_a_tag_leads_back_to_the_page(person, client_of, recruiter):
    client = client_of(recruiter)
    answer = client.post(at("tag_candidate", person.pk), {"name": "Speech"}, follow=True)
    assert "Take off Speech" in shown(answer)
    answer = client.post(at("tag_candidate", person.pk), {"name": " "}, follow=True)
    assert "Write a tag first." in shown(answer)
    off = at("untag_candidate", person.pk, Tag.objects.get().pk)
    assert client.post(off).url == at("candidate", person.pk)


def test_those_ticked_in_the_list_are_tagged_together(client_of, recruiter):
    people = [make_candidate() for _ in range(3)]
    client = client_of(recruiter)
    keys = [str(person.pk) for person in people[:2]]
    path, back = at("tag_selected"), "/candidates/?q=can"
    answer = client.post(path, {"person": keys, "name": "Speech", "next": back})
    assert answer.url == back
    assert "2 people are tagged Speech." in shown(client.get(back))
    keys = [str(person.pk) for person in people]
    answer = client.post(path, {"person": keys, "name": "speech"}, follow=True)
    assert "1 person is tagged Speech. 2 had it already." in shown(answer)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "Speech"}, "Tick at least one person"),
        ({"name": "Speech", "person": ["x", "\x00", "1' OR '1'='1"]}, "Tick at least one person"),
        ({"name": ""}, "Write the tag"),
        ({"name": "x" * 61}, "at most 60 characters"),
    ],
)
def test_a_selection_that_cannot_be_says_so(typed, words, person, client_of, recruiter):
    typed = {"person": [str(person.pk)], **typed} if "Tick" not in words else typed
    answer = client_of(recruiter).post(at("tag_selected"), typed, follow=True)
    assert words in shown(answer)
    assert not Tagging.objects.exists()


def test_a_lead_tags_nobody_of_other_teams(client_of, lead, recruiter, person):
    mine = make_application(make_opening(by=lead)).candidate
    make_application(make_opening(by=recruiter), candidate=person)
    client = client_of(lead)
    keys = [str(mine.pk), str(person.pk)]
    client.post(at("tag_selected"), {"person": keys, "name": "Speech"})
    assert tagged(Tag.objects.get()) == {mine.pk}
    assert client.post(at("tag_candidate", person.pk), {"name": "x"}).status_code == 404
    tag_people([person], "Speech", by=recruiter)
    page = shown(client.get(at("tags")))
    assert f'?tag={Tag.objects.get().pk}">1<' in page


def test_each_tag_opens_as_many_people_as_it_counts(client_of, recruiter):
    people = [make_candidate() for _ in range(3)]
    tag, _ = tag_people(people, "Speech", by=recruiter)
    Candidate.objects.filter(pk=people[0].pk).update(merged_into=people[1])
    client = client_of(recruiter)
    (row,) = client.get(at("tags")).context["tags"]
    found = client.get("/candidates/", {"tag": str(tag.pk)}).context["found"]
    assert row.number == found.number == len(found.people) == 2


def test_tags_are_renamed_merged_deleted_and_brought_back_on_screen(person, client_of, recruiter):
    tag, _ = tag_people([person], "NLP", by=recruiter)
    other, _ = tag_people([person], "Vision", by=recruiter)
    client = client_of(recruiter)
    edit = at("edit_tag", tag.pk)
    assert client.post(edit, {"name": ""}).status_code == 422
    taken = client.post(edit, {"name": "VISION"})
    assert taken.status_code == 422
    assert "can be made one" in shown(taken)
    assert f'<option value="{other.pk}" selected>' in shown(taken)
    assert client.post(edit, {"name": "Language"}).url == at("tags")
    assert client.post(at("merge_tag", tag.pk), {"into": str(tag.pk)}).status_code == 422
    assert client.post(at("merge_tag", tag.pk), {"into": "x"}).status_code == 422
    assert client.post(at("merge_tag", tag.pk), {"into": str(other.pk)}).url == at("tags")
    answer = client.post(at("delete_tag", other.pk), follow=True)
    undo = at("restore_tag", other.pk)
    assert f'action="{undo}"' in shown(answer)
    assert client.post(undo).url == at("tags")
    assert [row.tag.name for row in person.taggings.select_related("tag")] == ["Vision"]
    assert client.post(undo).status_code == 404


@pytest.mark.parametrize("who", ["interviewer", "admin", "outsider"])
def test_a_panel_and_the_admin_have_nothing_to_do_with_tags(who, person, client_of, recruiter):
    tag, _ = tag_people([person], "Secret", by=recruiter)
    client = client_of(User.objects.get(pk=KEYS[who]))
    assert client.get(at("tags")).status_code == 403
    assert client.post(at("tag_candidate", person.pk), {"name": "x"}).status_code == 403
    assert client.post(at("tag_selected"), {"person": [person.pk]}).status_code == 403
    assert client.post(at("delete_tag", tag.pk)).status_code == 403


def test_what_people_typed_is_never_run(person, client_of, recruiter):
    tag, _ = tag_people([person], SCRIPT, by=recruiter)
    client = client_of(recruiter)
    for path in [at("candidate", person.pk), at("tags"), at("edit_tag", tag.pk), "/candidates/"]:
        page = shown(client.get(path))
        assert SCRIPT not in page, path
        assert "&lt;script&gt;" in page, path


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_of_tags_costs_the_same_queries_for_any_number(
    rows, person, client_of, recruiter, django_assert_num_queries
):
    for number in range(rows):
        tag_people([person], f"Tag {number}", by=recruiter)
    client = client_of(recruiter)
    with django_assert_num_queries(6):  # path, company, path, session, user; tags
        assert len(client.get(at("tags")).context["tags"]) == rows
