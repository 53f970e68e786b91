"""Referrals: somebody enters once, and whoever refers them learns nothing of who is known."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from panels.seats import seat
from pipeline.models import Application, Candidate, Criterion, Opening, Referral
from pipeline.moves import move, reject
from pipeline.referral_pages import own_referrals, referrals_waiting
from pipeline.referrals import Introduction, refer
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening, stage_of
from tests.races import at_once

SCRIPT = "<script>alert(1)</script>"
REFER, OWN = "/refer/", "/referrals/"


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead, title="Speech ML")


def said(**changes):
    return Introduction(
        **{
            "name": "Amara Osei",
            "email": "amara@example.com",
            "relation": "We shared a team",
            "words": "She made our search fast.",
            **changes,
        }
    )


def typed(opening, **changes):
    return {
        "opening": str(opening.pk),
        "name": "Amara Osei",
        "email": "amara@example.com",
        "relation": "We shared a team",
        "words": "She made our search fast.",
        "agreed": "on",
        **changes,
    }


def shown(answer):
    return answer.content.decode()


def standings(user):
    return [row.standing for row in own_referrals(user, most=50)[0]]


# Who enters


def test_who_is_new_enters_as_referred_and_the_clock_starts(opening, interviewer):
    referral = refer(opening, said(), by=interviewer, rule="reply")
    application = referral.application
    assert (application.origin, application.stage.kind) == ("referred", "inbox")
    assert application.first_contact_at is not None
    assert (application.candidate.name, referral.by) == ("Amara Osei", interviewer)
    assert application.candidate.attributes["agreed_to_referral_at"]


def test_a_referral_of_who_runs_in_the_opening_is_attached_and_starts_no_clock(
    opening, interviewer
):
    began = timezone.now() - timedelta(days=5)
    known = make_candidate(email="AMARA@example.com", name="A. Osei")
    application = make_application(opening, candidate=known, first_contact_at=began)
    referral = refer(opening, said(), by=interviewer, rule="reply")
    application.refresh_from_db()
    assert referral.application == application
    assert (application.first_contact_at, application.origin) == (began, "applied")
    assert (Candidate.objects.count(), Application.objects.count()) == (1, 1)
    known.refresh_from_db()
    assert known.name == "A. Osei"


def test_who_is_known_elsewhere_enters_with_one_record(opening, interviewer, recruiter):
    known = make_candidate(email="amara@example.com")
    make_application(make_opening(by=recruiter), candidate=known)
    referral = refer(opening, said(), by=interviewer, rule="reply")
    assert referral.candidate == known
    assert known.applications.count() == 2


def test_who_was_turned_down_enters_anew_and_who_was_hired_does_not(opening, interviewer):
    known = make_candidate(email="amara@example.com")
    rejected = make_application(opening, candidate=known)
    reject(rejected, by=None, reason="Not yet")
    anew = refer(opening, said(), by=interviewer, rule="reply").application
    assert anew != rejected
    Application.objects.filter(pk=anew.pk).update(state="hired")
    again = refer(opening, said(words="Again"), by=interviewer, rule="reply")
    assert again.application == anew
    assert known.applications.count() == 2


def test_a_record_that_was_merged_leads_to_the_one_that_was_kept(opening, interviewer):
    kept = make_candidate(email="other@example.com")
    make_candidate(email="amara@example.com", merged_into=kept)
    assert refer(opening, said(), by=interviewer, rule="reply").candidate == kept


def test_of_several_with_one_address_the_one_who_runs_there_is_meant_then_the_name(
    opening, interviewer, recruiter
):
    named = make_candidate(email="amara@example.com", name="amara osei")
    make_candidate(email="amara@example.com", name="Info")
    assert refer(opening, said(), by=interviewer, rule="reply").candidate == named
    other = make_opening(by=recruiter)
    running = make_candidate(email="amara@example.com", name="Desk")
    make_application(other, candidate=running)
    assert refer(other, said(), by=interviewer, rule="reply").candidate == running


def test_the_same_said_twice_is_one_referral_and_two_colleagues_make_two(
    opening, interviewer, other_interviewer
):
    for by in (interviewer, interviewer, other_interviewer):
        refer(opening, said(), by=by, rule="reply")
    assert Referral.objects.count() == 2
    assert Application.objects.count() == 1


def test_two_who_refer_one_stranger_at_once_start_one_clock(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening()
        people = [User.objects.get(pk=KEYS[who]) for who in ("interviewer", "lead")]

    def speak(by):
        return refer(opening, said(), by=by, rule="reply").application_id

    first, second = at_once(acme, *[lambda by=by: speak(by) for by in people])
    assert first == second
    with inside(acme):
        assert (Candidate.objects.count(), Referral.objects.count()) == (1, 2)


# What the referrer sees


def test_the_answer_is_the_same_whether_or_not_the_person_is_known(
    opening, client_of, interviewer, recruiter
):
    known = make_candidate(email="known@example.com", name="Full Legal Name", phone="+49 30 1")
    application = make_application(opening, candidate=known, by=recruiter)
    move(application, stage_of(opening, "screen"), by=recruiter)
    client = client_of(interviewer)
    pages = []
    for email in ("known@example.com", "stranger@example.com"):
        answer = client.post(REFER, typed(opening, email=email), follow=True)
        assert answer.redirect_chain == [(OWN, 302)]
        pages.append(shown(answer))
    for page in pages:
        for words in ["Full Legal Name", "+49 30 1", "Screen", str(known.pk)]:
            assert words not in page
    assert pages[1].count("In the process") == 2
    assert client.get(reverse("pipeline:candidate", args=[known.pk])).status_code == 404
    assert client.get(reverse("pipeline:application", args=[application.pk])).status_code == 404


def test_ones_own_list_tells_the_end_and_never_what_was_before(opening, interviewer, recruiter):
    referral = refer(opening, said(), by=interviewer, rule="reply")
    assert standings(interviewer) == ["In the process"]
    reject(referral.application, by=recruiter, reason="Below the bar")
    assert standings(interviewer) == ["Not going on"]
    known = make_candidate(email="hired@example.com")
    hired = make_application(opening, candidate=known)
    past = timezone.now() - timedelta(days=1)
    Application.objects.filter(pk=hired.pk).update(state="hired", ended_at=past)
    refer(opening, said(email="hired@example.com"), by=interviewer, rule="reply")
    assert standings(interviewer) == ["In the process", "Not going on"]
    Application.objects.filter(pk=hired.pk).update(ended_at=timezone.now())
    assert standings(interviewer)[0] == "Hired"


def test_nobody_reads_the_referrals_of_others(opening, client_of, interviewer, recruiter):
    refer(opening, said(), by=interviewer, rule="reply")
    assert "Amara Osei" in shown(client_of(interviewer).get(OWN))
    assert "Amara Osei" not in shown(client_of(recruiter).get(OWN))


@pytest.mark.parametrize(
    ("who", "status"),
    [("recruiter", 200), ("lead", 200), ("interviewer", 200), ("admin", 200), ("outsider", 403)],
)
def test_everyone_with_a_role_may_refer(who, status, opening, client_of):
    client = client_of(User.objects.get(pk=KEYS[who]))
    assert client.get(REFER).status_code == client.get(OWN).status_code == status


def test_only_openings_that_the_public_sees_are_offered(opening, client_of, interviewer, lead):
    draft = make_opening(by=lead, title="Secret role", status="draft")
    client = client_of(interviewer)
    assert "Secret role" not in shown(client.get(REFER))
    assert client.post(REFER, typed(draft)).status_code == 422
    Opening.objects.update(status="closed")
    assert "No role is open now" in shown(client.get(REFER))


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 161},
        {"name": "a\x00b"},
        {"email": ""},
        {"email": "no address"},
        {"relation": ""},
        {"relation": "x" * 201},
        {"words": ""},
        {"words": "x" * 5001},
        {"agreed": ""},
        {"opening": ""},
        {"opening": "x"},
        {"opening": "01900000-0000-7000-8000-000000000099"},
    ],
)
def test_a_form_that_cannot_be_writes_nothing(wrong, opening, client_of, interviewer):
    answer = client_of(interviewer).post(REFER, typed(opening) | wrong)
    assert answer.status_code == 422
    assert not Candidate.objects.exists()


def test_a_résumé_comes_along_and_a_refused_one_leaves_nothing(
    opening, client_of, interviewer, recruiter
):
    client = client_of(interviewer)
    bad = SimpleUploadedFile("cv.exe", b"MZ\x00")
    assert client.post(REFER, typed(opening, resume=bad)).status_code == 422
    assert not Candidate.objects.exists()
    good = SimpleUploadedFile("cv.txt", b"Amara Osei")
    assert client.post(REFER, typed(opening, resume=good)).status_code == 302
    document = Candidate.objects.get().documents.get()
    assert document.application == Application.objects.get()
    address = reverse("records:file", args=[document.file_id])
    assert client.get(address).status_code == 404
    assert client_of(recruiter).get(address).status_code == 200


# What the team sees


def test_the_team_sees_a_new_referral_until_it_is_moved(
    acme, opening, interviewer, lead, recruiter
):
    referral = refer(opening, said(), by=interviewer, rule="reply")
    (item,) = referrals_waiting(lead, acme)
    assert (item.what, item.candidate) == (f"New referral by {interviewer.name}", "Amara Osei")
    assert list(referrals_waiting(recruiter, acme)) == []  # the lead looks after it
    assert list(referrals_waiting(interviewer, acme)) == []
    move(referral.application, stage_of(opening, "screen"), by=lead)
    assert list(referrals_waiting(lead, acme)) == []


def test_a_referral_for_a_team_of_nobody_waits_for_recruiters(acme, interviewer, recruiter):
    refer(make_opening(), said(), by=interviewer, rule="reply")
    assert len(list(referrals_waiting(recruiter, acme))) == 1
    Referral.objects.update(created_at=timezone.now() - timedelta(days=3))
    assert list(referrals_waiting(recruiter, acme)) == []


def test_a_referral_is_marked_on_card_list_and_pages(opening, client_of, interviewer, lead):
    referral = refer(opening, said(), by=interviewer, rule="reply")
    candidate, application = referral.candidate, referral.application
    client = client_of(lead)
    board = reverse("pipeline:board", args=[opening.pk])
    for path in [board, "/candidates/", f"/openings/{opening.pk}/applications/"]:
        assert "Referred" in shown(client.get(path)), path
    for path in [
        reverse("pipeline:candidate", args=[candidate.pk]),
        reverse("pipeline:application", args=[application.pk]),
    ]:
        page = shown(client.get(path))
        for words in ["She made our search fast.", "We shared a team", interviewer.name]:
            assert words in page, (path, words)


def test_an_attached_referral_is_marked_on_the_card_too(opening, client_of, interviewer, lead):
    known = make_candidate(email="amara@example.com")
    make_application(opening, candidate=known)
    board = reverse("pipeline:board", args=[opening.pk])
    client = client_of(lead)
    assert "Referred" not in shown(client.get(board))
    refer(opening, said(), by=interviewer, rule="reply")
    assert "Referred" in shown(client.get(board))


def test_a_panel_judges_without_what_the_referrer_said(
    opening, client_of, interviewer, other_interviewer, lead
):
    application = refer(opening, said(), by=other_interviewer, rule="reply").application
    seat(application.stage, interviewer, Criterion.objects.all()[:1], by=lead)
    client = client_of(interviewer)
    page = shown(client.get(reverse("pipeline:application", args=[application.pk])))
    assert "Amara Osei" in page
    assert "She made our search fast." not in page
    assert "We shared a team" not in page


def test_what_people_typed_is_never_run(opening, client_of, interviewer, lead):
    mean = said(name=SCRIPT, relation=SCRIPT, words=SCRIPT)
    referral = refer(opening, mean, by=interviewer, rule="reply")
    path = reverse("pipeline:candidate", args=[referral.candidate_id])
    for client, where in [(client_of(interviewer), OWN), (client_of(lead), path)]:
        page = shown(client.get(where))
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("rows", [1, 50])
def test_ones_own_list_costs_the_same_queries_for_any_number(
    rows, opening, client_of, interviewer, django_assert_num_queries
):
    for number in range(rows):
        one = said(email=f"amara{number}@example.com")
        refer(opening, one, by=interviewer, rule="reply")
    client = client_of(interviewer)
    with django_assert_num_queries(6):  # path, company, path, session, user; referrals
        assert len(client.get(OWN).context["rows"]) == rows


@pytest.mark.parametrize("rows", [1, 50])
def test_today_costs_the_same_for_any_number_of_referrals(
    rows, opening, interviewer, lead, acme, django_assert_num_queries
):
    for number in range(rows):
        one = said(email=f"amara{number}@example.com")
        refer(opening, one, by=interviewer, rule="reply")
    with django_assert_num_queries(1):
        assert len(list(referrals_waiting(lead, acme))) == rows
