"""Merging two records of one person: what goes over, what stays, and who may not be merged."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from config.records.models import AuditEntry
from pipeline.candidates import change_candidate
from pipeline.documents import add_document
from pipeline.merging.merging import (
    DUPLICATE,
    IllegalMerge,
    merge,
    records_of,
    say_two_people,
    unsay_two_people,
)
from pipeline.merging.rows import CARRIED, DERIVED, STAYING
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
    TwinSuggestion,
    TwoPeople,
    Work,
)
from pipeline.moves import reject
from pipeline.notes import write_note
from pipeline.people_due import bring_up_to_date
from pipeline.search.searching import search
from tests.factories import make_application, make_candidate, make_opening


@pytest.fixture
def ada(acme):
    return make_candidate(name="Ada", email="ada@example.com")


@pytest.fixture
def twin(acme):
    return make_candidate(
        name="A. Twin", email="twin@example.com", phone="020 7946 0958", location="Bern"
    )


def again(row):
    return type(row).objects.get(pk=row.pk)


def test_every_row_that_names_a_candidate_has_a_rule():
    """A new foreign key to Candidate is to be put into one of the lists."""
    ruled = {(row.model, "candidate") for row in CARRIED} | set(DERIVED) | set(STAYING)
    fields = Candidate._meta.get_fields(include_hidden=True)
    named = {
        (relation.related_model, relation.field.name)
        for relation in fields
        if relation.auto_created and not relation.concrete
    }
    assert ruled == named


def fill(person, opening, by):
    """One row of everything that belongs to a person."""
    application = make_application(opening, candidate=person, by=by)
    write_note(person, by=by, text="Of the person")
    write_note(person, by=by, text="Of the application", application=application)
    add_document(person, SimpleUploadedFile("cv.txt", b"words"), by=by)
    Employment.objects.create(candidate=person, employer="Example Works", title="Engineer")
    Work.objects.create(candidate=person, kind="paper", title="A paper", url="https://x.example/1")
    Tagging.objects.create(candidate=person, tag=Tag.objects.create(name="Speech"), by=by)
    PoolPlace.objects.create(candidate=person, pool=Pool.objects.create(name="Later"), by=by)
    Referral.objects.create(candidate=person, application=application, by=by)


def test_all_that_belongs_to_a_person_goes_over(ada, twin, recruiter):
    fill(twin, make_opening(by=recruiter), recruiter)
    (row,) = merge(ada, [twin], by=recruiter)
    for carried in CARRIED:
        owners = set(carried.model.objects.values_list("candidate", flat=True))
        assert owners == {ada.pk}, carried.label
        assert row.moved["rows"][carried.label], carried.label
    assert again(twin).merged_into_id == ada.pk
    assert list(Candidate.objects.present()) == [ada]


def test_blank_fields_are_filled_and_others_stay(ada, twin, recruiter):
    Candidate.objects.filter(pk=ada.pk).update(links="https://a.example/1")
    Candidate.objects.filter(pk=twin.pk).update(links="https://a.example/1\nhttps://b.example/2")
    merge(ada, [twin], by=recruiter)
    kept = again(ada)
    assert (kept.name, kept.email) == ("Ada", "ada@example.com")
    assert (kept.phone, kept.location) == ("020 7946 0958", "Bern")
    assert kept.links.split() == ["https://a.example/1", "https://b.example/2"]
    assert again(twin).email == "twin@example.com"


def test_a_profile_that_both_have_is_kept_once_however_it_is_written(ada, twin, recruiter):
    Candidate.objects.filter(pk=ada.pk).update(links="https://github.com/ada-a")
    Candidate.objects.filter(pk=twin.pk).update(
        links="http://www.github.com/Ada-a/\nhttps://b.example/2\nhttps://b.example/2/x"
    )
    (row,) = merge(ada, [twin], by=recruiter)
    links = again(ada).links.split()
    assert links == ["https://github.com/ada-a", "https://b.example/2", "https://b.example/2/x"]
    undo_merge(row, by=recruiter)
    assert again(ada).links == "https://github.com/ada-a"
    assert again(twin).links.startswith("http://www.github.com/Ada-a/")


def test_a_value_can_be_chosen_from_either(ada, twin, recruiter):
    third = make_candidate(name="Ada Third", phone="1")
    choices = {"name": third.pk, "email": twin.pk, "phone": third.pk}
    merge(ada, [twin, third], by=recruiter, choices=choices)
    kept = again(ada)
    assert (kept.name, kept.email, kept.phone) == ("Ada Third", "twin@example.com", "1")
    assert kept.location == "Bern"


def test_what_both_have_is_there_once(ada, twin, recruiter):
    tag, pool = Tag.objects.create(name="Speech"), Pool.objects.create(name="Later")
    for person in (ada, twin):
        Tagging.objects.create(candidate=person, tag=tag, by=recruiter)
        PoolPlace.objects.create(candidate=person, pool=pool, by=recruiter)
        Work.objects.create(candidate=person, kind="paper", title="P", url="https://x.example/1")
        Work.objects.create(candidate=person, kind="paper", title="Without an address")
        Employment.objects.create(candidate=person, employer="Example Works", started="2020")
        Employment.objects.create(candidate=person, employer="", title="Engineer")
    merge(ada, [twin], by=recruiter)
    assert (ada.taggings.count(), ada.pool_places.count()) == (1, 1)
    assert (ada.works.count(), ada.employments.count()) == (3, 3)


def test_of_two_active_applications_for_one_opening_the_later_is_withdrawn(ada, twin, recruiter):
    opening = make_opening(by=recruiter)
    earlier = make_application(opening, candidate=twin, by=recruiter)
    later = make_application(opening, candidate=ada, by=recruiter)
    merge(ada, [twin], by=recruiter)
    assert again(earlier).is_active
    later = again(later)
    assert later.state == "withdrawn"
    move = later.moves.latest("sequence")
    assert (move.kind, move.reason, move.by) == ("withdraw", DUPLICATE, recruiter)
    assert ada.applications.count() == 2


def test_an_application_with_an_offer_goes_on(ada, twin, recruiter):
    opening = make_opening(by=recruiter)
    earlier = make_application(opening, candidate=ada, by=recruiter)
    later = make_application(opening, candidate=twin, by=recruiter)
    Application.objects.filter(pk=later.pk).update(offered_at=later.created_at)
    merge(ada, [twin], by=recruiter)
    assert again(later).is_active
    assert "offer" in again(earlier).moves.latest("sequence").reason


def test_ended_applications_stay_as_they_are(ada, twin, recruiter):
    opening = make_opening(by=recruiter)
    rejected = make_application(opening, candidate=twin, by=recruiter)
    reject(rejected, by=recruiter, reason="Not yet")
    active = make_application(opening, candidate=ada, by=recruiter)
    merge(ada, [twin], by=recruiter)
    assert (again(rejected).state, again(active).state) == ("rejected", "active")


def test_several_records_become_one_and_chains_lead_to_its_end(ada, twin, recruiter):
    third, fourth = make_candidate(), make_candidate()
    merge(twin, [third, fourth], by=recruiter)
    merge(ada, [again(twin)], by=recruiter)
    assert set(records_of(ada)) == {ada.pk, twin.pk, third.pk, fourth.pk}


def test_what_cannot_be_merged_is_refused_whole(ada, twin, recruiter):
    third = make_candidate(name="Third")
    say_two_people(third, ada, by=recruiter)
    for others in ([], [ada], [twin, twin], [twin, third], [make_candidate() for _ in range(20)]):
        with pytest.raises(IllegalMerge):
            merge(ada, others, by=recruiter)
    assert not Merge.objects.exists()
    assert again(twin).merged_into_id is None


def test_two_people_stay_two_in_whatever_they_are_merged_into(ada, twin, recruiter):
    third = make_candidate(name="Third")
    say_two_people(third, ada, by=recruiter)
    merge(twin, [ada], by=recruiter)
    with pytest.raises(IllegalMerge, match="are two people"):
        merge(again(third), [again(twin)], by=recruiter)
    assert unsay_two_people(third, twin, by=recruiter) == 1
    merge(again(third), [again(twin)], by=recruiter)


def test_two_people_is_said_once_and_in_either_order(ada, twin, recruiter):
    assert say_two_people(ada, twin, by=recruiter) == say_two_people(twin, ada, by=recruiter)
    assert TwoPeople.objects.get().first_id == min(ada.pk, twin.pk)
    with pytest.raises(IllegalMerge):
        say_two_people(ada, ada, by=recruiter)


def test_a_record_that_is_gone_is_merged_no_more(ada, twin, recruiter):
    merge(ada, [twin], by=recruiter)
    with pytest.raises(IllegalMerge, match="Twin was merged into Ada"):
        merge(make_candidate(), [twin], by=recruiter)
    with pytest.raises(IllegalMerge, match="merged into Ada"):
        say_two_people(make_candidate(), twin, by=recruiter)


def test_the_kept_record_is_known_by_what_both_were(ada, twin, recruiter):
    other = make_candidate(name="Other", email="TWIN@example.com")
    bring_up_to_date()
    assert TwinSuggestion.objects.get().second_id == other.pk
    merge(ada, [twin], by=recruiter)
    bring_up_to_date()
    pair = TwinSuggestion.objects.get()
    assert {pair.first_id, pair.second_id} == {ada.pk, other.pk}
    assert set(ada.identity_keys.values_list("kind", flat=True)) == {"email", "phone"}
    assert ada.identity_keys.count() == 3
    assert not twin.identity_keys.exists()


def test_a_search_finds_the_kept_record_by_what_the_other_said(ada, twin, recruiter):
    merge(ada, [twin], by=recruiter)
    bring_up_to_date()
    for words in ["twin@example.com", "Twin", "7946 0958", "ada@example.com"]:
        assert [hit.candidate.pk for hit in search(recruiter, words).hits] == [ada.pk], words


def test_a_record_that_is_gone_is_changed_no_more(ada, twin, recruiter):
    merge(ada, [twin], by=recruiter)
    with pytest.raises(ValidationError, match="merged into another"):
        change_candidate(twin, by=recruiter, name="New")


def test_a_row_written_for_a_record_that_is_gone_goes_to_the_kept_one(ada, twin, recruiter):
    merge(ada, [twin], by=recruiter)
    write_note(twin, by=recruiter, text="Too late")
    assert ada.notes.get().text == "Too late"


def test_the_trail_knows_who_merged(ada, twin, recruiter):
    merge(ada, [twin], by=recruiter)
    tables = AuditEntry.objects.filter(actor=str(recruiter.pk)).values_list("table", flat=True)
    assert {"pipeline_merge", "pipeline_candidate"} <= set(tables)


def test_nothing_is_merged_by_itself_however_much_alike(ada):
    make_candidate(name="Ada", email="ada@example.com")
    bring_up_to_date()
    assert TwinSuggestion.objects.count() == 1
    assert Candidate.objects.present().count() == 2
