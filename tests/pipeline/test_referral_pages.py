"""What referrers and teams see of a referral."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from panels.seats import seat
from pipeline.models import Application, Candidate, Criterion, Opening, Referral
from pipeline.moves import move, reject
from pipeline.people.referral_pages import own_referrals, referrals_waiting
from pipeline.people.referrals import Introduction, refer
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening, stage_of

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
    answer = client_of(recruiter).get(address)
    assert b"".join(answer.streaming_content) == b"Amara Osei"
    answer.close()


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
