"""Undoing a merge: the way back, and what stays as it is."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline import rules
from pipeline.candidates import change_candidate
from pipeline.merging.merging import IllegalMerge, merge
from pipeline.merging.rows import CARRIED
from pipeline.merging.unmerging import undo_merge
from pipeline.models import (
    Application,
    Candidate,
    Employment,
    Merge,
    Pool,
    PoolPlace,
    Referral,
    Tag,
    Tagging,
    Work,
)
from pipeline.moves import history_of, reinstate, withdraw
from pipeline.notes import write_note
from pipeline.people_due import bring_up_to_date
from tests.factories import make_application, make_candidate, make_opening
from tests.races import at_once


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter, title="Speech ML")


def again(row):
    return type(row).objects.get(pk=row.pk)


def merged(kept, gone, by, **options):
    (row,) = merge(again(kept), [again(gone)], by=by, **options)
    return row


def snapshot():
    """All that is known of people, but for how an application came to stand where it stands."""
    people = list(Candidate.objects.order_by("pk").values())
    rows = {
        row.label: list(row.model.objects.order_by("pk").values())
        for row in CARRIED
        if row.model is not Application
    }
    applications = [
        (row.pk, row.candidate_id, row.state, row.stage_id, row.ended_at)
        for row in Application.objects.order_by("pk")
    ]
    moves = [rules.effective(history_of(row)) for row in Application.objects.order_by("pk")]
    return people, rows, applications, moves


def make_people(draw, tags, pools, openings, by):
    people = []
    for number in range(4):
        blank_or = st.sampled_from(["", f"{number}", "same"])
        person = make_candidate(
            name=draw(st.sampled_from(["Ada", f"Ada {number}"])),
            email=draw(st.sampled_from(["", "a@example.com", f"a{number}@example.com"])),
            phone=draw(blank_or),
            location=draw(blank_or),
            links=draw(st.sampled_from(["", "https://a.example", f"https://{number}.example"])),
        )
        for tag in draw(st.sets(st.sampled_from(tags))):
            Tagging.objects.create(candidate=person, tag=tag)
        for pool in draw(st.sets(st.sampled_from(pools))):
            PoolPlace.objects.create(candidate=person, pool=pool)
        for url in draw(st.sets(st.sampled_from(["", "https://x.example/1"]))):
            Work.objects.create(candidate=person, kind="paper", title="P", url=url)
        for employer in draw(st.sets(st.sampled_from(["", "Example Works", "Example Labs"]))):
            Employment.objects.create(candidate=person, employer=employer)
        for opening in openings:
            if draw(st.booleans()):
                row = make_application(opening, candidate=person, by=by)
                write_note(person, by=by, text="Note", application=row)
                Referral.objects.create(candidate=person, application=row)
        people.append(person)
    return people


# Each example ends with its transaction.
@settings(
    max_examples=20,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_merges_undone_in_any_order_leave_all_as_it_was(data, undoing_world):
    by, tags, pools, openings = undoing_world
    with transaction.atomic():
        people = make_people(data.draw, tags, pools, openings, by)
        before = snapshot()
        done = []
        while len(people) > 1 and (not done or data.draw(st.booleans())):
            kept, *others = data.draw(st.permutations(people))
            gone = others[: data.draw(st.integers(1, 2))]
            fields = data.draw(st.sets(st.sampled_from(["name", "email", "phone", "location"])))
            choices = {field: data.draw(st.sampled_from([kept, *gone])).pk for field in fields}
            done += merge(again(kept), [again(row) for row in gone], by=by, choices=choices)
            people = [row for row in people if row not in gone]
        for row in data.draw(st.permutations(done)):
            undo_merge(row, by=by)
        after = snapshot()
        connection.check_constraints()
        transaction.set_rollback(True)
    assert after == before


@pytest.fixture
def undoing_world(acme, recruiter):
    tags = [Tag.objects.create(name=name) for name in ("Speech", "Vision")]
    pools = [Pool.objects.create(name=name) for name in ("Later", "Soon")]
    return recruiter, tags, pools, [make_opening(by=recruiter) for _ in range(2)]


def test_what_was_written_since_stays_with_the_kept_one(acme, recruiter):
    ada, twin = make_candidate(), make_candidate()
    write_note(twin, by=recruiter, text="Before")
    row = merged(ada, twin, recruiter)
    write_note(again(ada), by=recruiter, text="Since")
    undo_merge(row, by=recruiter)
    assert [note.text for note in ada.notes.all()] == ["Since"]
    assert [note.text for note in twin.notes.all()] == ["Before"]


def test_a_note_on_an_application_goes_back_with_it(opening, recruiter):
    ada, twin = make_candidate(), make_candidate()
    application = make_application(opening, candidate=twin, by=recruiter)
    row = merged(ada, twin, recruiter)
    write_note(again(ada), by=recruiter, text="Since", application=again(application))
    undo_merge(row, by=recruiter)
    assert twin.notes.get().text == "Since"


def test_a_field_changed_since_stays_and_is_named(acme, recruiter):
    ada, twin = make_candidate(), make_candidate(phone="1", location="Bern")
    row = merged(ada, twin, recruiter)
    change_candidate(ada, by=recruiter, location="Basel")
    parted = undo_merge(row, by=recruiter)
    assert (again(ada).phone, again(ada).location) == ("", "Basel")
    assert parted.left == ["The place was changed since, and stays."]


def test_the_withdrawn_application_is_active_again(opening, recruiter):
    ada, twin = make_candidate(), make_candidate()
    first = make_application(opening, candidate=ada, by=recruiter)
    second = make_application(opening, candidate=twin, by=recruiter)
    row = merged(ada, twin, recruiter)
    assert not again(second).is_active
    assert undo_merge(row, by=recruiter).left == []
    assert again(second).is_active
    assert again(second).candidate_id == twin.pk
    assert again(first).candidate_id == ada.pk


def test_one_withdrawn_again_since_stays_so_and_it_is_said(opening, recruiter):
    ada, twin = make_candidate(), make_candidate()
    first = make_application(opening, candidate=ada, by=recruiter)
    second = make_application(opening, candidate=twin, by=recruiter)
    row = merged(ada, twin, recruiter)
    withdraw(again(first), by=recruiter, reason="Took another offer")
    reinstate(again(second), by=recruiter)
    withdraw(again(second), by=recruiter, reason="Took another offer")
    (sentence,) = undo_merge(row, by=recruiter).left
    assert sentence == "The application for Speech ML was withdrawn again since, and stays so."
    assert again(second).state == "withdrawn"


def test_the_first_of_a_chain_can_be_undone_alone(opening, recruiter):
    first, middle, last = (make_candidate(name=name) for name in ("A", "B", "C"))
    Candidate.objects.filter(pk=first.pk).update(phone="1", links="https://a.example")
    make_application(opening, candidate=first, by=recruiter)
    inner = merged(middle, first, recruiter)
    outer = merged(last, middle, recruiter)
    assert (again(last).phone, again(first).merged_into_id) == ("1", last.pk)
    parted = undo_merge(inner, by=recruiter)
    assert (parted.gone, parted.kept) == (first, last)
    assert first.applications.count() == 1
    assert (again(last).phone, again(last).links) == ("", "")
    assert again(first).merged_into_id is None
    assert again(middle).merged_into_id == last.pk
    # What is parted may go elsewhere, and undoing the outer merge does not fetch it.
    merged(last, first, recruiter)
    undo_merge(outer, by=recruiter)
    assert last.applications.count() == 1
    assert again(middle).merged_into_id is None
    assert again(first).merged_into_id == last.pk


def test_a_merge_is_undone_once(acme, recruiter):
    row = merged(make_candidate(), make_candidate(), recruiter)
    undo_merge(row, by=recruiter)
    with pytest.raises(IllegalMerge, match="undone already"):
        undo_merge(row, by=recruiter)
    row.refresh_from_db()
    assert row.undone_by == recruiter


def test_after_undoing_each_is_known_by_their_own(acme, recruiter):
    ada, twin = make_candidate(phone="020 7946 0958"), make_candidate(phone="020 7946 0958")
    row = merged(ada, twin, recruiter)
    bring_up_to_date()
    assert not twin.identity_keys.exists()
    undo_merge(row, by=recruiter)
    bring_up_to_date()
    assert ada.identity_keys.count() == twin.identity_keys.count() == 2


# At once


@pytest.fixture
def real(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        yield acme


def test_of_two_who_merge_crosswise_one_is_told(real):
    ada, twin = make_candidate(name="Ada"), make_candidate(name="Twin")
    results = at_once(
        real,
        lambda: merge(again(ada), [again(twin)], by="a"),
        lambda: merge(again(twin), [again(ada)], by="b"),
    )
    refused = [row for row in results if isinstance(row, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], IllegalMerge)
    assert "was merged into" in str(refused[0])
    assert Merge.objects.count() == 1


def test_of_two_who_undo_at_once_one_is_told(real):
    row = merged(make_candidate(), make_candidate(), "a")
    results = at_once(real, lambda: undo_merge(row, by="a"), lambda: undo_merge(row, by="b"))
    assert sorted(isinstance(one, IllegalMerge) for one in results) == [False, True]


@pytest.mark.parametrize("attempt", range(3))
def test_what_is_written_while_records_are_merged_is_not_lost(real, attempt):
    ada, twin = make_candidate(), make_candidate()
    opening = make_opening()
    results = at_once(
        real,
        lambda: merge(again(ada), [again(twin)], by="a"),
        lambda: write_note(twin, by=None, text="Meanwhile"),
        lambda: make_application(opening, candidate=twin),
    )
    assert not [one for one in results if isinstance(one, Exception)]
    assert (ada.notes.count(), ada.applications.count()) == (1, 1)
