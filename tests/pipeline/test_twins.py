"""Pairs of records that may be one person: what makes one, and what does not."""

import pytest

from config.tenancy.schemas import inside
from pipeline.merging.twins import MOST_SHARING, keep_twins
from pipeline.models import Candidate, Employment, IdentityKey, PersonDue, TwinSuggestion
from pipeline.people_due import bring_up_to_date
from tests.factories import make_candidate


def person(name="Amara Osei", *, email="", employer="", **fields):
    candidate = make_candidate(name=name, email=email, **fields)
    if employer:
        Employment.objects.create(candidate=candidate, employer=employer)
    return candidate


def keep(*people):
    keep_twins([row.pk for row in people or Candidate.objects.all()])


def pairs():
    """Kinds of reasons by pair of names."""
    return {
        frozenset((pair.first.name, pair.second.name)): {row["kind"] for row in pair.reasons}
        for pair in TwinSuggestion.objects.select_related("first", "second")
    }


SAME = frozenset(("Ada", "Ben"))


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ({"email": "a.osei+x@gmail.com"}, {"email": "AOsei@googlemail.com"}, {"email"}),
        ({"email": "A@example.com"}, {"email": "a@EXAMPLE.com"}, {"email"}),
        ({"email": "a.osei@example.com"}, {"email": "aosei@example.com"}, None),
        ({"email": "a@example.com"}, {"email": "b@example.com"}, None),
        ({"email": ""}, {"email": ""}, None),
        ({"phone": "+44 20 7946 0958"}, {"phone": "020 7946 0958"}, {"phone"}),
        ({"phone": "+44 (0)20 7946 0958"}, {"phone": "0044 2079460958"}, {"phone"}),
        ({"phone": "442079460958"}, {"phone": "+44 20 7946 0958"}, {"phone"}),
        ({"phone": "+44 20 7946 0958"}, {"phone": "+49 20 7946 0958"}, None),
        ({"phone": "+1 212 555 0100"}, {"phone": "+1 312 555 0100"}, None),
        ({"phone": "(212) 555-0100"}, {"phone": "+1 212 555 0100"}, {"phone"}),
        ({"phone": "555 0100"}, {"phone": "555 0100"}, None),
        ({"links": "https://github.com/ada"}, {"links": "a\nhttp://www.github.com/Ada/"}, {"link"}),
        ({"links": "https://example.com/"}, {"links": "https://example.com"}, None),
        ({"links": "https://github.com/a/b"}, {"links": "https://github.com/a/b"}, None),
    ],
)
def test_what_two_records_share_and_what_is_no_reason(acme, one, other, kinds):
    person("Ada", **one)
    person("Ben", **other)
    keep()
    assert pairs().get(SAME) == kinds


@pytest.mark.parametrize(
    ("one", "other", "is_found"),
    [
        (("Jon Smith", "Example Works"), ("John Smith", "Example Works GmbH"), True),
        (("Zoë Ferrer", "Éxample Labs"), ("Zoe Ferrer", "Example Labs Ltd."), True),
        (("Osei, Amara", "Example Works"), ("Amara Osei", "Exampel Works"), True),
        (("山田太郎", "例示"), ("山田太郎", "例示"), True),
        (("Amara Osei", "Example Works"), ("Amara Osei", "Sample Bank"), False),
        (("Amara Osei", "Example Works"), ("Amara Osei", ""), False),
        (("Amara Osei", ""), ("Amara Osei", ""), False),
        (("Amara Osei", "Example Works"), ("Amara Lind", "Example Works"), False),
        (("Amara Osei", "Studio 12"), ("Amara Osei", "Studio 17"), False),
    ],
)
def test_a_name_alike_needs_an_employer_in_common(acme, one, other, is_found):
    for name, employer in (one, other):
        person(name, employer=employer)
    keep()
    found = [{row["kind"] for row in pair.reasons} for pair in TwinSuggestion.objects.all()]
    assert found == ([{"name"}] if is_found else [])


def test_a_name_and_the_domain_of_an_address_are_no_reason(acme):
    person(email="amara@example.com")
    person(email="a.osei@example.com")
    keep()
    assert not TwinSuggestion.objects.exists()


def test_who_changes_is_compared_anew_and_old_reasons_go(acme):
    ada, ben = person("Ada", email="a@example.com"), person("Ben", email="a@example.com")
    keep()
    noted = TwinSuggestion.objects.get().created_at
    Candidate.objects.filter(pk=ben.pk).update(phone="020 7946 0958", links="github.com/b")
    keep(ben)
    assert TwinSuggestion.objects.get().created_at == noted
    Candidate.objects.filter(pk=ben.pk).update(email="b@example.com")
    keep(ben)
    assert not TwinSuggestion.objects.exists()
    Candidate.objects.filter(pk=ada.pk).update(phone="+44 20 7946 0958")
    keep(ada)
    assert pairs() == {SAME: {"phone"}}


def test_a_value_of_very_many_is_nobodys_own(acme):
    team = [person(f"P{n}", email="jobs@example.com") for n in range(MOST_SHARING)]
    keep()
    count = MOST_SHARING * (MOST_SHARING - 1) // 2
    assert TwinSuggestion.objects.count() == count
    last = person("Last", email="jobs@example.com")
    keep(last)
    assert not TwinSuggestion.objects.exists()
    Candidate.objects.filter(pk=team[0].pk).update(email="")
    keep(team[0])
    assert TwinSuggestion.objects.count() == count


def test_a_second_look_changes_nothing(acme):
    person("Ada", email="a@example.com", employer="Example Works")
    person("Ada", email="a@example.com", employer="Example Works")
    keep()
    before = list(IdentityKey.objects.order_by("id").values())
    pair = TwinSuggestion.objects.values().get()
    keep()
    assert list(IdentityKey.objects.order_by("id").values()) == before
    assert TwinSuggestion.objects.values().get() == pair


def test_several_reasons_weigh_more_than_one(acme):
    person("Ada", email="a@example.com", phone="020 7946 0958")
    person("Ben", email="a@example.com", phone="020 7946 0958")
    person("Cy", email="a@example.com")
    keep()
    first = TwinSuggestion.objects.select_related("first", "second")[0]
    assert {first.first.name, first.second.name} == {"Ada", "Ben"}
    assert [row["kind"] for row in first.reasons] == ["email", "phone"]
    assert all(0 < pair.likeness < 1 for pair in TwinSuggestion.objects.all())


def test_changes_of_people_and_their_jobs_reach_the_keeper(acme):
    person("Jon Smith", employer="Example Works")
    bring_up_to_date()
    other = person("John Smith")
    bring_up_to_date()
    assert not TwinSuggestion.objects.exists()
    Employment.objects.create(candidate=other, employer="Example Works")
    bring_up_to_date()
    assert TwinSuggestion.objects.count() == 1
    assert not PersonDue.objects.exists()


def test_people_of_the_rival_company_are_no_twins(acme, globex):
    person("Ada", email="a@example.com")
    with inside(globex):
        person("Ben", email="a@example.com")
        keep()
    keep()
    assert not TwinSuggestion.objects.exists()


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%%s %(most)s", "\\", "x" * 160, "{}|{}", "🙂 🙂"])
def test_what_people_typed_is_only_compared(acme, text):
    person(text, email="a@example.com", phone=text[:40], links=text, employer=text)
    person(text, email="a@example.com", phone=text[:40], links=text, employer=text)
    keep()
    assert TwinSuggestion.objects.count() == 1


def test_nobody_to_look_at_is_fine(acme):
    keep_twins([])
    gone = person("Ada")
    key = gone.pk
    gone.delete()
    keep_twins([key])
    assert not IdentityKey.objects.exists()
