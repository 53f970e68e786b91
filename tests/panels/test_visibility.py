"""Who reads which scorecard: the whole truth table, and every count made of it."""

import pytest

from config.accounts.models import User
from panels.models import Scorecard
from panels.scorecards import cards_for
from panels.seats import IllegalSeat, seat, unseat
from pipeline.models import Application, Membership
from pipeline.moves import move, reject, undo
from tests.factories import make_application, stage_of
from tests.panels.cards import drafted, seated_and_submitted, submitted


@pytest.fixture
def author(acme):
    return User.objects.create(email="author@example.com", name="Author", roles=["interviewer"])


@pytest.fixture
def card(application, author, criteria, lead):
    """A colleague's submitted card."""
    return seated_and_submitted(application, author, criteria, by=lead)


# role, on the team, sits there, own card -> reads a colleague's submitted card, knows of it
TRUTH = [
    ("recruiter", False, False, None, False, True),
    ("recruiter", True, False, None, True, True),
    ("recruiter", True, True, None, False, False),
    ("recruiter", True, True, "draft", False, False),
    ("recruiter", True, True, "submitted", True, True),
    ("recruiter", False, True, None, False, False),
    ("recruiter", False, True, "submitted", True, True),
    ("hiring_lead", False, False, None, False, True),
    ("hiring_lead", True, False, None, True, True),
    ("hiring_lead", True, True, "draft", False, False),
    ("hiring_lead", True, True, "submitted", True, True),
    ("interviewer", False, False, None, False, False),
    ("interviewer", True, False, None, False, False),
    ("interviewer", False, True, None, False, False),
    ("interviewer", False, True, "draft", False, False),
    ("interviewer", False, True, "submitted", True, True),
    ("interviewer", True, True, "submitted", True, True),
    ("admin", False, False, None, False, False),
    ("admin", True, False, None, False, False),
    ("nobody", True, False, None, False, False),
]


def make_reader(role, application, criteria, *, on_team, sits, own, by):
    roles = [] if role == "nobody" else [role]
    person = User.objects.create(email="reader@example.com", name="Reader", roles=roles)
    if on_team:
        Membership.objects.create(opening=application.opening, user=person)
    if sits:
        seat(application.stage, person, criteria, by=by)
    if own:
        {"draft": drafted, "submitted": submitted}[own](application, person, criteria)
    return person


@pytest.mark.parametrize(("role", "on_team", "sits", "own", "reads", "knows"), TRUTH)
def test_who_reads_a_colleagues_card(
    card, application, criteria, lead, role, on_team, sits, own, reads, knows
):
    reader = make_reader(role, application, criteria, on_team=on_team, sits=sits, own=own, by=lead)
    assert Scorecard.objects.readable_by(reader).filter(pk=card.pk).exists() is reads
    assert Scorecard.objects.known_to(reader).filter(pk=card.pk).exists() is knows
    mine = Scorecard.objects.filter(interviewer=reader)
    assert set(mine) <= set(Scorecard.objects.readable_by(reader))


@pytest.mark.parametrize(("role", "on_team", "sits", "own", "reads", "knows"), TRUTH)
def test_counts_and_averages_are_made_of_what_may_be_read(
    card, application, criteria, lead, role, on_team, sits, own, reads, knows
):
    reader = make_reader(role, application, criteria, on_team=on_team, sits=sits, own=own, by=lead)
    read = int(reads) + (own == "submitted")
    parts = cards_for(application, reader)
    for summary in (part.summary for part in parts):
        assert summary.n_ratings == read * len(criteria)
        assert (summary.average is None) is (read == 0)
        assert summary.is_withheld is (sits and own != "submitted")
        if summary.is_withheld:
            assert summary.submitted is None
            assert not any(character.isdigit() for character in summary.words)
        else:
            assert summary.submitted == int(knows) + (own == "submitted")
    assert {found for part in parts for found in part.cards} == set(
        Scorecard.objects.readable_by(reader).submitted()
    )


def test_a_draft_is_its_authors_alone(application, panel, criteria, interviewer, lead, recruiter):
    draft = drafted(application, interviewer, criteria)
    Membership.objects.create(opening=application.opening, user=recruiter)
    for reader, is_author in [(interviewer, True), (lead, False), (recruiter, False)]:
        readable = Scorecard.objects.readable_by(reader)
        assert readable.filter(pk=draft.pk).exists() is is_author


def test_a_card_in_for_the_screen_does_not_open_technical(
    card, application, criteria, lead, interviewer, opening
):
    screen = stage_of(opening, "screen")
    seat(screen, interviewer, criteria, by=lead)
    seat(application.stage, interviewer, criteria, by=lead)
    submitted(application, interviewer, criteria, stage=screen)
    assert card not in Scorecard.objects.readable_by(interviewer)


def test_a_card_in_for_another_candidate_opens_nothing(
    card, opening, application, criteria, lead, interviewer, recruiter
):
    seat(application.stage, interviewer, criteria, by=lead)
    submitted(make_application(opening, by=recruiter, stage="technical"), interviewer, criteria)
    assert card not in Scorecard.objects.readable_by(interviewer)


def test_a_panel_of_the_candidates_own_frees_the_usual_one(
    card, application, criteria, lead, recruiter, interviewer
):
    Membership.objects.create(opening=application.opening, user=recruiter)
    seat(application.stage, recruiter, criteria, by=lead)
    assert card not in Scorecard.objects.readable_by(recruiter)
    seat(application.stage, interviewer, criteria, by=lead, application=application)
    assert card in Scorecard.objects.readable_by(recruiter)


def test_nobody_leaves_a_panel_to_read_what_waits_for_their_own_card(
    card, application, criteria, lead, recruiter
):
    place = seat(application.stage, lead, criteria, by=recruiter)
    with pytest.raises(IllegalSeat, match="ask somebody else"):
        unseat(place, by=lead)
    assert card not in Scorecard.objects.readable_by(lead)


def test_nobody_makes_a_panel_of_their_own_to_get_off_the_usual_one(
    card, application, criteria, lead, interviewer, recruiter
):
    seat(application.stage, lead, criteria, by=recruiter)
    with pytest.raises(IllegalSeat, match="You sit on the usual panel"):
        seat(application.stage, interviewer, criteria, by=lead, application=application)
    assert card not in Scorecard.objects.readable_by(lead)


def test_nobody_seats_themselves_beside_cards_that_are_open_to_them(
    card, application, criteria, lead, recruiter
):
    assert card in Scorecard.objects.readable_by(lead)
    with pytest.raises(IllegalSeat, match="are open to you already"):
        seat(application.stage, lead, criteria, by=lead)
    assert not technical_seats(application).filter(interviewer=lead).exists()


def test_a_colleague_may_take_somebody_off_the_panel(card, application, criteria, lead, recruiter):
    place = seat(application.stage, lead, criteria, by=recruiter)
    unseat(place, by=recruiter)
    assert card in Scorecard.objects.readable_by(lead)


def test_one_may_leave_a_panel_on_which_nothing_waits(panel, application, criteria, lead):
    place = seat(application.stage, lead, criteria, by=lead)
    unseat(place, by=lead)
    assert not technical_seats(application).filter(interviewer=lead).exists()


def test_undoing_the_move_opens_nothing(opening, criteria, lead, author, recruiter):
    application = make_application(opening, by=recruiter, stage="inbox")
    technical = stage_of(opening, "technical")
    seat(technical, lead, criteria, by=recruiter)
    move(application, technical, by=recruiter)
    card = seated_and_submitted(application, author, criteria, by=recruiter, stage=technical)
    undo(application, by=lead)
    assert card not in Scorecard.objects.readable_by(lead)


def test_a_seat_on_the_usual_panel_does_not_reach_back_to_those_who_left(
    card, application, criteria, lead, recruiter
):
    reject(application, by=recruiter, reason="No.")
    seat(application.stage, lead, criteria, by=recruiter)
    assert card in Scorecard.objects.readable_by(lead)


def technical_seats(application):
    return stage_of(application.opening, "technical").seats


class TestApplications:
    """Which applications an interviewer sees at all."""

    def test_of_the_panel(self, application, panel, interviewer):
        assert application in Application.objects.visible_to(interviewer)

    def test_not_before_they_reach_the_stage(self, opening, panel, interviewer, recruiter):
        early = make_application(opening, by=recruiter, stage="screen")
        assert early not in Application.objects.visible_to(interviewer)

    def test_after_they_have_left_the_stage(self, opening, panel, interviewer, recruiter):
        gone_on = make_application(opening, by=recruiter, stage="technical")
        gone_on.stage.gate = "none"
        gone_on.stage.save()
        move(gone_on, stage_of(opening, "final"), by=recruiter)
        assert gone_on in Application.objects.visible_to(interviewer)

    def test_not_once_they_are_rejected(self, application, panel, interviewer, recruiter):
        reject(application, by=recruiter, reason="No.")
        assert application not in Application.objects.visible_to(interviewer)

    def test_for_good_where_a_card_was_written(
        self, application, panel, criteria, interviewer, recruiter
    ):
        submitted(application, interviewer, criteria)
        reject(application, by=recruiter, reason="No.")
        assert application in Application.objects.visible_to(interviewer)

    def test_not_those_who_have_another_panel(
        self, application, panel, criteria, interviewer, other_interviewer, lead
    ):
        seat(application.stage, other_interviewer, criteria, by=lead, application=application)
        assert application not in Application.objects.visible_to(interviewer)
        assert application in Application.objects.visible_to(other_interviewer)

    def test_a_hiring_lead_sees_where_they_sit(self, application, criteria, recruiter, acme):
        guest = User.objects.create(email="g@example.com", name="Guest", roles=["hiring_lead"])
        assert application not in Application.objects.visible_to(guest)
        seat(application.stage, guest, criteria, by=recruiter)
        assert application in Application.objects.visible_to(guest)


def test_an_admin_reads_no_ratings_in_the_audit_trail(client_of, admin, card):
    evidence, rating = card.evidence.get(), card.ratings.first()
    client = client_of(admin)
    for row in (card, evidence, rating):
        (line,) = client.get("/audit/", {"row": row.pk}).context["lines"][-1:]
        assert {change.after for change in line.changes} == {None}
    assert evidence.text not in client.get("/audit/").text
