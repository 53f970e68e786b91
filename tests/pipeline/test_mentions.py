"""Mentions in notes: who is meant, who may be told, and what a reader then sees."""

import pytest
from django.core.exceptions import ValidationError

from config.accounts.models import User
from config.tenancy.schemas import inside
from panels.seats import seat
from pipeline.blind.hiding import alias_of
from pipeline.happenings import look_at_happenings
from pipeline.models import Criterion, Follow, Mention, Note, Notice
from pipeline.notes import write_note
from pipeline.notices.following import unfollow
from pipeline.templatetags.mentions import marking
from tests.blindness import make_applicant, told_by
from tests.factories import make_application, make_candidate, make_opening, stage_of

ADDRESS = "robin.adler@example.com"


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead)


@pytest.fixture
def application(opening):
    return make_application(opening, candidate=make_candidate(name="Amara Osei"))


@pytest.fixture
def robin(acme):
    return make_colleague("Robin Adler", ADDRESS)


def make_colleague(name, email, roles=("recruiter",)):
    return User.objects.create(name=name, email=email, roles=list(roles))


def write(application, text, by):
    return write_note(application.candidate, by=by, text=text, application=application)


def told(person):
    return [notice.topic for notice in Notice.objects.filter(person=person)]


@pytest.mark.parametrize(
    "typed",
    [
        "@Robin Adler",
        "@robin adler",
        "@robin",
        "@ADLER",
        "@robin.adler",
        f"@{ADDRESS}",
    ],
)
@pytest.mark.parametrize("after", ["", ".", ", look", "'s idea", ") yes"])
def test_a_colleague_is_meant_however_the_name_is_typed(typed, after, application, robin, lead):
    note = write(application, f"Ask ({typed}{after}", by=lead)
    assert note.text == f"Ask (@Robin Adler{after}"
    assert told(robin) == ["mention"]


@pytest.mark.parametrize("typed", ["@Zoë", "@zoe", "@O'Brien", "@zoë o'brien"])
def test_accents_and_apostrophes_are_no_hurdle(typed, application, lead):
    make_colleague("Zoë O'Brien", "zob@example.com")
    assert "@Zoë O'Brien asks" in write(application, f"Hm {typed} asks", by=lead).text


@pytest.mark.parametrize("text", ["Talk @NeurIPS", "robin@example.org", "at @ robin", "x@robin"])
def test_what_names_nobody_stays_as_it_is(text, application, robin, lead):
    assert write(application, text, by=lead).text == text
    assert not Notice.objects.exists()


def test_the_longest_whole_name_is_meant(application, robin, lead):
    longer = make_colleague("Robin Adler-Baum", "baum@example.com")
    write(application, "@Robin Adler-Baum and @Robin Adler", by=lead)
    assert set(Mention.objects.values_list("person", flat=True)) == {robin.pk, longer.pk}


def test_an_unclear_name_is_a_question_and_nothing_is_written(application, robin, lead, client_of):
    make_colleague("Robin Baum", "baum@example.com")
    answer = client_of(lead).post(
        f"/applications/{application.pk}/notes/", {"text": "Long words. @robin?"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Which robin do you mean: Robin Adler or Robin Baum?" in page
    assert "Long words. @robin?" in page
    assert not Note.objects.exists()


def test_two_of_one_name_are_told_apart_by_address(application, robin, lead):
    twin = make_colleague("Robin Adler", "other@example.com")
    with pytest.raises(ValidationError, match=f"@other@example.com or @{ADDRESS}"):
        write(application, "@Robin Adler", by=lead)
    write(application, "@other@example.com", by=lead)
    assert Mention.objects.get().person == twin


def test_of_two_by_one_name_only_the_one_who_sees_is_meant(application, robin, lead):
    make_colleague("Robin Baum", "baum@example.com", roles=["interviewer"])
    write(application, "@robin", by=lead)
    assert Mention.objects.get().person == robin


def test_who_may_not_see_it_cannot_be_mentioned(application, interviewer, lead, client_of):
    path = f"/applications/{application.pk}/notes/"
    answer = client_of(lead).post(path, {"text": "@interviewer, see"})
    assert answer.status_code == 422
    assert "Interviewer may not see this candidate here" in answer.content.decode()
    assert not Note.objects.exists()


def test_who_has_left_is_nobody_any_more(application, robin, lead):
    User.objects.filter(pk=robin.pk).update(is_active=False)
    assert write(application, "@robin", by=lead).text == "@robin"


def test_what_an_applicant_writes_mentions_nobody(application, robin):
    write(application, "I know @robin", by="applicant")
    assert not Mention.objects.exists()


def test_the_rival_company_is_not_told(application, lead, globex):
    with inside(globex):
        make_colleague("Robin Adler", "robin.adler@example.com")
    assert write(application, "@robin", by=lead).text == "@robin"


def test_the_author_and_whoever_is_mentioned_follow_unless_they_stopped(application, robin, lead):
    unfollow([application], by=robin)
    write(application, "@robin", by=lead)
    follows = dict(Follow.objects.values_list("person", "ended_at"))
    assert follows[lead.pk] is None
    assert follows[robin.pk] is not None


def test_whoever_is_mentioned_is_told_once_though_they_follow(application, robin, lead):
    write(application, "@robin and @robin", by=lead)
    look_at_happenings()
    assert told(robin) == ["mention"]


def test_a_note_on_the_person_reaches_who_sees_any_of_their_applications(
    application, lead, recruiter
):
    note = write_note(application.candidate, by=recruiter, text="@lead")
    notice = Notice.objects.get()
    assert (notice.person, notice.application) == (lead, application)
    assert note.application is None


def test_a_panel_reads_the_note_that_mentions_it_and_no_other(
    opening, application, recruiter, interviewer, client_of
):
    technical = stage_of(opening, "technical")
    seat(technical, interviewer, [Criterion.objects.first()], by=recruiter)
    application = make_application(opening, stage=technical)
    write(application, "Between us", by=recruiter)
    write(application, "Please look, @interviewer", by=recruiter)
    page = client_of(interviewer).get(f"/applications/{application.pk}/").content.decode()
    assert '<b class="mention">@Interviewer</b>' in page
    assert "Between us" not in page


def test_a_mention_of_somebody_hidden_names_the_alias_everywhere(
    acme, recruiter, lead, interviewer, client_of
):
    opening = make_opening(by=lead, is_blind=True)
    application, _ = make_applicant(opening, recruiter)
    seat(stage_of(opening, "inbox"), interviewer, [Criterion.objects.first()], by=lead)
    write(application, "Xanthippe Quillfeather of Thistlewick: @interviewer, rate", by=recruiter)
    assert "Quillfeather" not in Notice.objects.get(person=interviewer).sentence
    client = client_of(interviewer)
    notices = client.get("/notices/").content
    page = client.get(f"/applications/{application.pk}/").content
    assert alias_of(application) in notices.decode()
    assert told_by(notices) == told_by(page) == []
    assert b"rate" in page


def test_only_who_may_see_it_is_offered(application, robin, lead, interviewer, client_of):
    path = f"/applications/{application.pk}/mentionable/"
    offered = client_of(lead).get(path, {"q": ""}).content.decode()
    assert "Robin Adler" in offered
    assert "Interviewer" not in offered
    assert "Robin" not in client_of(lead).get(path, {"q": "x\0y"}).content.decode()
    assert "Robin" in client_of(lead).get(path, {"q": "adl"}).content.decode()


def test_a_mark_lets_no_markup_through():
    marked = marking("<i>@A & B</i> @A & Bo", ["A & B"])
    assert marked == ('&lt;i&gt;<b class="mention">@A &amp; B</b>&lt;/i&gt; @A &amp; Bo')
