"""Followers: told of what others do and they may see, and of nothing else."""

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from panels.seats import seat
from pipeline.happenings import announce, look_at_happenings
from pipeline.models import Criterion, Follow, HappeningKind, Notice
from pipeline.moves import reject
from pipeline.notes import write_note
from pipeline.notices.following import follow, followers_of, let_follow, unfollow
from pipeline.notices.sight import notices_for
from pipeline.visibility import manages
from tests.factories import make_application, make_candidate, make_opening, moved, stage_of
from tests.races import at_once


@pytest.fixture
def opening(acme, lead):
    opening = make_opening(by=lead)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def application(opening):
    application = make_application(opening, candidate=make_candidate(name="Amara Osei"))
    look_at_happenings()
    return application


@pytest.fixture
def panelist(opening, application, interviewer, lead):
    """Sits where the application will be, and follows it."""
    seat(stage_of(opening, "screen"), interviewer, [Criterion.objects.first()], by=lead)
    follow([application], by=interviewer)
    return interviewer


def sentences(person):
    look_at_happenings()
    rows = Notice.objects.filter(person=person).order_by("pk")
    return list(rows.values_list("sentence", flat=True))


def test_followers_are_told_of_moves_by_others_and_not_of_their_own(application, recruiter, lead):
    follow([application], by=recruiter)
    follow([application], by=lead)
    moved(application, "screen", by=recruiter)
    assert sentences(recruiter) == []
    assert sentences(lead) == ["Recruiter moved {candidate} to Screen."]


def test_a_rejection_is_told_without_its_reason(application, recruiter, lead):
    follow([application], by=lead)
    reject(application, by=recruiter, reason="Too dear")
    assert sentences(lead) == ["Recruiter rejected {candidate}."]


def test_the_owner_follows_without_asking_and_can_stop_for_good(application, recruiter, lead):
    application.owner = lead
    application.save()
    assert followers_of(application) == [lead]
    unfollow([application], by=lead)
    let_follow(application, [lead])
    assert followers_of(application) == []
    follow([application], by=lead)
    assert followers_of(application) == [lead]


def test_many_are_followed_at_once_and_each_counts_once(opening, recruiter, application):
    rows = [application, make_application(opening), make_application(opening)]
    follow([application], by=recruiter)
    assert follow(rows, by=recruiter) == 2
    assert Follow.objects.count() == 3


def test_what_happened_before_somebody_followed_is_no_news(application, recruiter, lead):
    moved(application, "screen", by=recruiter)
    follow([application], by=lead)
    assert sentences(lead) == []


KINDS = [HappeningKind.NOTE_WRITTEN, HappeningKind.SCORECARD_SUBMITTED]
KINDS += [HappeningKind.OFFER_EXTENDED, HappeningKind.REPLY_RECEIVED, HappeningKind.REQUEST_MADE]


@pytest.mark.parametrize("kind", KINDS)
def test_a_panel_is_told_of_steps_and_of_nothing_that_it_may_not_read(
    kind, application, panelist, recruiter
):
    moved(application, "screen", by=recruiter)
    write_note(application.candidate, by=recruiter, text="Hm", application=application)
    announce(kind, application, by=recruiter, note="", message="1", request="1")
    assert not manages(panelist, application)
    assert sentences(panelist) == ["Recruiter moved {candidate} to Screen."]


def test_who_lost_access_is_told_nothing_not_even_what_was_written_before(
    application, opening, lead, recruiter
):
    follow([application], by=lead)
    moved(application, "screen", by=recruiter)
    look_at_happenings()
    opening.team.remove(lead)
    moved(application, "technical", by=recruiter)
    look_at_happenings()
    assert Notice.objects.filter(person=lead).count() == 1
    assert not notices_for(lead).exists()


def test_who_only_sits_on_the_panel_by_now_no_longer_reads_what_managers_read(
    application, opening, lead, recruiter
):
    screen = stage_of(opening, "screen")
    seat(screen, lead, [Criterion.objects.first()], by=recruiter)
    follow([application], by=lead)
    moved(application, "screen", by=recruiter)
    write_note(application.candidate, by=recruiter, text="Hm", application=application)
    look_at_happenings()
    assert notices_for(lead).count() == 2
    opening.team.remove(lead)
    assert notices_for(lead).get().sentence == "Recruiter moved {candidate} to Screen."


def test_a_happening_that_is_shown_again_tells_nobody_twice(application, recruiter, lead):
    follow([application], by=lead)
    moved(application, "screen", by=recruiter)
    look_at_happenings()
    application.happenings.update(handled_at=None)
    assert len(sentences(lead)) == 1


def test_what_nobody_did_is_told_as_well(application, lead):
    follow([application], by=lead)
    announce(HappeningKind.REPLY_RECEIVED, application, by=None, message="7")
    assert sentences(lead) == ["{candidate} wrote to you."]


def test_what_a_candidate_writes_reaches_whoever_sees_to_it(application, lead, recruiter):
    announce(HappeningKind.REPLY_RECEIVED, application, by=None, message="7")
    assert sentences(lead) == ["{candidate} wrote to you."]
    assert sentences(recruiter) == []


def test_the_page_offers_to_follow_and_to_stop(application, panelist, recruiter, client_of):
    moved(application, "screen", by=recruiter)
    client, path = client_of(panelist), f"/applications/{application.pk}/"
    assert "Unfollow" in client.get(path).content.decode()
    page = client.post(f"{path}unfollow/", follow=True).content.decode()
    assert "You no longer follow this." in page
    assert f"{path}follow/" in page
    client.post(f"{path}follow/")
    assert followers_of(application) == [panelist]


def test_nobody_follows_what_they_do_not_see(application, client_of, other_interviewer):
    path = f"/applications/{application.pk}/follow/"
    assert client_of(other_interviewer).post(path).status_code == 404


def test_two_who_follow_at_once_and_one_twice_make_two_follows(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        lead, recruiter = (User.objects.get(name=name) for name in ("Lead", "Recruiter"))
        application = make_application(make_opening(by=lead))
    tries = [lambda who=who: follow([application], by=who) for who in (lead, recruiter, lead)]
    assert not [each for each in at_once(acme, *tries) if isinstance(each, Exception)]
    with inside(acme):
        assert Follow.objects.filter(ended_at=None).count() == 2
        unfollow([application], by=lead)
        assert Follow.objects.filter(ended_at__lte=timezone.now()).count() == 1
