"""Who is hidden from whom, and what stands in their place."""

import pytest
from django.utils import timezone

from panels.models import Scorecard
from panels.seats import seat
from pipeline.blind.hiding import alias_of, masked_applications, masked_people, show_blind
from pipeline.models import Application, Candidate, Criterion, Reveal
from pipeline.moves import reject
from tests.factories import make_application, make_candidate, make_opening, moved, stage_of


@pytest.fixture
def blind(acme, lead):
    return make_opening(by=lead, is_blind=True)


@pytest.fixture
def applied(blind):
    person = make_candidate(name="Zuzana Kovář", email="zuzana@example.com", phone="+421 1")
    return make_application(blind, candidate=person)


def masked_for(user):
    return set(Application.objects.filter(masked_applications(user)).values_list("pk", flat=True))


def seated(opening, who, by, kind="inbox"):
    return seat(stage_of(opening, kind), who, [Criterion.objects.first()], by=by)


def rated(application, who):
    """Submit a card of `who` for the inbox, whatever it says."""
    return Scorecard.objects.create(
        application=application,
        stage=stage_of(application.opening, "inbox"),
        interviewer=who,
        recommendation="yes",
        submitted_at=timezone.now(),
    )


def test_an_applicant_of_a_blind_opening_is_masked_for_every_role(
    applied, recruiter, lead, interviewer
):
    for user in (recruiter, lead, interviewer):
        assert masked_for(user) == {applied.pk}


def test_nobody_is_masked_in_another_opening(acme, lead, recruiter):
    make_application(make_opening(by=lead))
    assert masked_for(recruiter) == set()


def test_ones_own_rating_of_the_inbox_lifts_the_mask_for_oneself_alone(applied, recruiter, lead):
    rated(applied, lead)
    assert masked_for(lead) == set()
    assert masked_for(recruiter) == {applied.pk}


def test_a_reveal_lifts_the_mask_for_one_person(applied, recruiter, lead):
    Reveal.objects.create(application=applied, user=recruiter, reason="Known from a conference")
    assert masked_for(recruiter) == set()
    assert masked_for(lead) == {applied.pk}


def test_out_of_the_inbox_only_who_owes_the_review_is_kept_from_the_name(
    applied, recruiter, lead, interviewer
):
    seated(applied.opening, interviewer, lead)
    moved(applied, "screen", by=recruiter)
    assert masked_for(recruiter) == masked_for(lead) == set()
    assert masked_for(interviewer) == {applied.pk}


def test_whoever_sits_in_a_later_stage_too_meets_the_person_and_knows_them(
    applied, recruiter, lead, interviewer
):
    seated(applied.opening, interviewer, lead)
    seated(applied.opening, interviewer, lead, "screen")
    assert masked_for(interviewer) == {applied.pk}
    moved(applied, "screen", by=recruiter)
    assert masked_for(interviewer) == set()


def test_a_rejected_application_is_masked_no_longer(applied, recruiter):
    reject(applied, by=recruiter, reason="Not now")
    assert masked_for(recruiter) == set()


def test_a_person_is_masked_wherever_they_stand_while_one_application_is(applied, recruiter, lead):
    other = make_application(make_opening(by=lead), candidate=applied.candidate)
    [shown] = Application.objects.visible_to(recruiter).filter(pk=other.pk)
    assert shown.candidate.name == alias_of(applied)
    assert Candidate.objects.filter(masked_people(recruiter)).count() == 1


def test_who_may_not_see_the_blind_opening_reads_the_name_in_the_other(
    applied, interviewer, lead, recruiter
):
    other = make_application(make_opening(by=lead), candidate=applied.candidate)
    seated(other.opening, interviewer, lead, "screen")
    moved(other, "screen", by=recruiter)
    [shown] = Application.objects.visible_to(interviewer)
    assert shown.candidate.name == "Zuzana Kovář"


@pytest.mark.parametrize("select", [[], ["candidate"], ["candidate", "opening"]])
def test_what_a_page_reads_comes_with_stand_ins(applied, recruiter, select):
    rows = Application.objects.managed_by(recruiter)
    row = (rows.select_related(*select) if select else rows).get(pk=applied.pk)
    assert row.candidate.is_stand_in
    assert row.candidate.name == alias_of(applied)
    assert row.candidate.pk == applied.candidate_id
    assert (row.candidate.email, row.candidate.phone, row.candidate.links) == ("", "", "")


def test_a_person_read_by_themselves_is_a_stand_in_too(applied, recruiter):
    person = Candidate.objects.visible_to(recruiter).get(pk=applied.candidate_id)
    assert (person.name, person.email) == (alias_of(applied), "")
    assert [each.name for each in Candidate.objects.visible_to(recruiter).iterator()] == [
        alias_of(applied)
    ]


def test_a_stand_in_has_no_documents_notes_or_jobs(applied, recruiter):
    applied.candidate.notes.create(text="Zuzana wrote")
    applied.candidate.employments.create(employer="Initech")
    person = Candidate.objects.visible_to(recruiter).get(pk=applied.candidate_id)
    assert list(person.notes.all()) == []
    assert list(person.notes.filter(application=None)) == []
    assert list(person.employments.all()) == []
    assert list(person.documents.select_related("file")) == []


def test_a_stand_in_is_never_saved(applied, recruiter):
    person = Candidate.objects.visible_to(recruiter).get(pk=applied.candidate_id)
    with pytest.raises(AssertionError):
        person.save()


def test_rules_still_have_the_person(applied, recruiter):
    assert Application.objects.get(pk=applied.pk).candidate.name == "Zuzana Kovář"


def test_nobody_hidden_is_found_by_name_or_address(applied, recruiter):
    people = Candidate.objects.visible_to(recruiter)
    assert not people.matching("zuz").exists()
    assert not people.with_email("zuzana@example.com").exists()
    assert not people.named_for(recruiter).exists()
    assert people.exists()


def test_an_alias_stays_and_tells_nothing_of_the_name(applied, blind):
    other = make_application(blind, candidate=make_candidate(name="Zuzana Kovář"))
    assert alias_of(applied) == alias_of(Application.objects.get(pk=applied.pk))
    assert alias_of(other) != alias_of(applied)
    assert alias_of(applied).startswith("Applicant ")


def test_aliases_of_a_large_inbox_are_told_apart():
    made = {alias_of(Application()) for _ in range(400)}
    assert len(made) >= 399


@pytest.mark.parametrize("rows", [1, 50])
def test_without_a_blind_opening_nothing_is_asked(
    rows, acme, lead, recruiter, django_assert_num_queries
):
    opening = make_opening(by=lead)
    for _ in range(rows):
        make_application(opening)
    with django_assert_num_queries(1):
        list(Application.objects.visible_to(recruiter).select_related("candidate"))
    with django_assert_num_queries(1):
        list(Candidate.objects.visible_to(recruiter))


@pytest.mark.parametrize("rows", [1, 50])
def test_a_blind_opening_costs_one_query_for_any_number(
    rows, blind, recruiter, django_assert_num_queries
):
    for _ in range(rows):
        make_application(blind)
    with django_assert_num_queries(2):
        list(Application.objects.visible_to(recruiter).select_related("candidate"))


def test_rows_fetched_elsewhere_can_be_shown_blind(applied, recruiter):
    row = Application.objects.get(pk=applied.pk)
    show_blind([row], recruiter)
    assert row.candidate.name == alias_of(applied)


def test_turning_blind_screening_off_shows_everyone_and_on_hides_them_again(applied, recruiter):
    opening = applied.opening
    for is_blind in (False, True):
        opening.is_blind = is_blind
        opening.save()
        assert bool(masked_for(recruiter)) is is_blind
