"""The scorecard page: filling, saving by itself, conflicts, the lock, and who gets there."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.accounts.models import User
from config.records.files import store_file
from config.tenancy.schemas import inside
from panels.filling import content_of
from panels.models import Scorecard
from panels.seats import seat, unseat
from pipeline.models import Criterion, Document, Note
from tests.factories import make_application, make_opening, stage_of
from tests.panels.cards import drafted, form_of, make_filling, submitted


@pytest.fixture
def page(application):
    return reverse("panels:fill_scorecard", args=[application.pk, application.stage_id])


@pytest.fixture
def autosave(application):
    return reverse("panels:autosave_scorecard", args=[application.pk, application.stage_id])


@pytest.fixture
def fill(client_of, panel, interviewer):
    """The interviewer's client, seated."""
    return client_of(interviewer)


def test_it_shows_the_anchors_of_the_openings_level(fill, page, criteria):
    html = fill.get(page).content.decode()
    for criterion in criteria:
        for anchor in criterion.anchors.filter(level__key="senior"):
            assert anchor.text in html
        for anchor in criterion.anchors.filter(level__key="junior"):
            assert anchor.text not in html
    assert "Day 1 of 14" in html


def test_a_draft_is_saved_without_script(fill, page, criteria, interviewer):
    answer = fill.post(page, {**form_of(criteria), "action": "save"})
    assert answer.status_code == 302
    card = Scorecard.objects.get()
    assert not card.is_submitted
    assert card.interviewer == interviewer
    assert content_of(card) == make_filling(criteria, text="Asked who acts.")


def test_submitting_opens_colleagues_cards_and_closes_the_form(
    fill, page, application, criteria, other_interviewer
):
    secret = "Drew the failure first"
    submitted(application, other_interviewer, criteria, text=secret)
    assert secret not in fill.get(page).content.decode()
    fill.post(page, {**form_of(criteria), "action": "submit"})
    html = fill.get(page).content.decode()
    assert secret in html
    assert "<textarea" not in html


def test_an_incomplete_card_is_kept_and_told_what_it_lacks(fill, page, criteria):
    answer = fill.post(page, {**form_of(criteria, recommendation="", rating=4), "action": "submit"})
    assert answer.status_code == 422
    assert "Choose an overall recommendation." in answer.content.decode()
    card = Scorecard.objects.get()
    assert not card.is_submitted
    assert f'name="version" value="{card.version}"' in answer.content.decode()


def test_a_note_that_follows_finds_its_place_again(fill, page, criteria):
    further = f"note-{len(criteria)}"
    fields = {
        further: "Changed her mind\r\nwhen shown data.",
        f"{further}-criteria": criteria[1].pk,
    }
    fill.post(page, {**form_of(criteria), **fields, "action": "save"})
    html = fill.get(page).content.decode()
    assert re.search(rf'<textarea name="{further}"[^>]*>\s*Changed her mind\nwhen', html)
    assert f'name="note-{len(criteria) + 1}"' in html


class TestSavingByItself:
    def test_answers_with_the_new_version(self, fill, autosave, criteria):
        answer = fill.post(autosave, form_of(criteria))
        assert answer.json()["version"] == 1
        assert fill.post(autosave, form_of(criteria, version=1, rating=2)).json()["version"] == 2

    def test_keeps_the_newer_copy(self, fill, autosave, criteria, application):
        fill.post(autosave, form_of(criteria))
        answer = fill.post(autosave, form_of(criteria, version=0, rating=1))
        assert (answer.status_code, answer.json()["version"]) == (409, 1)
        assert set(content_of(Scorecard.objects.get()).ratings.values()) == {3}

    def test_comes_too_late_once_the_card_is_submitted(
        self, fill, autosave, criteria, application, interviewer
    ):
        card = submitted(application, interviewer, criteria)
        answer = fill.post(autosave, form_of(criteria, version=card.version, rating=1))
        assert answer.status_code == 409
        assert "locked" in answer.json()["detail"]

    @pytest.mark.parametrize(
        "change",
        [
            {"rating": 5},
            {"rating": "three"},
            {"recommendation": "maybe"},
            {"version": -1},
            {"version": ""},
            {"note": "x" * 5001},
            {"note": "nul \0"},
        ],
    )
    def test_refuses_what_no_card_says(self, fill, autosave, criteria, change):
        answer = fill.post(autosave, form_of(criteria, **change))
        assert answer.status_code == 422
        assert answer.json()["detail"]
        assert not Scorecard.objects.exists()

    @pytest.mark.parametrize(
        ("field", "named"),
        [("note-0", "Evidence"), ("summary", "The summary"), ("explanation", "The explanation")],
    )
    def test_names_the_text_that_is_too_long(self, fill, autosave, criteria, field, named):
        answer = fill.post(autosave, {**form_of(criteria), field: "x" * 5001})
        assert answer.json()["detail"] == f"{named} has at most 5,000 characters."

    def test_takes_no_criterion_of_another_seat(self, fill, autosave, criteria):
        foreign = Criterion.objects.exclude(pk__in=[row.pk for row in criteria]).first()
        fields = {**form_of(criteria), f"rating-{foreign.pk}": 4}
        fill.post(autosave, fields)
        assert foreign.pk not in content_of(Scorecard.objects.get()).ratings
        fields = {**form_of(criteria, version=1), "note-0-criteria": [str(foreign.pk)]}
        assert fill.post(autosave, fields).status_code == 422


def test_of_two_copies_both_are_shown_and_neither_is_lost(
    fill, page, criteria, application, interviewer
):
    drafted(application, interviewer, criteria, text="Typed on the phone.")
    typed = form_of(criteria, version=0, note="Typed at the desk.")
    answer = fill.post(page, {**typed, "action": "submit"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Typed on the phone." in html
    assert "Typed at the desk." in html
    assert "data-autosave=" not in html
    assert Scorecard.objects.get().evidence.get().text == "Typed on the phone."
    fill.post(page, {**typed, "version": 1, "action": "save"})
    assert Scorecard.objects.get().evidence.get().text == "Typed at the desk."


@pytest.mark.parametrize("action", ["save", "submit"])
def test_a_submitted_card_takes_nothing_more(
    fill, page, criteria, application, interviewer, action
):
    card = submitted(application, interviewer, criteria)
    fields = form_of(criteria, version=card.version, rating=1)
    assert fill.post(page, {**fields, "action": action}).status_code == 409
    assert content_of(Scorecard.objects.get()) == make_filling(criteria)


def test_who_was_taken_off_the_panel_keeps_the_draft_and_cannot_change_it(
    fill, page, panel, criteria, application, interviewer, other_interviewer, lead
):
    drafted(application, interviewer, criteria)
    submitted(application, other_interviewer, criteria, text="Drew the failure first")
    unseat(panel[0], by=lead)
    html = fill.get(page).content.decode()
    assert "You no longer sit on this panel" in html
    assert "Drew the failure first" not in html
    assert fill.post(page, {**form_of(criteria), "action": "save"}).status_code == 409


def test_an_interviewer_sees_documents_and_no_pay_nor_notes(
    fill, page, application, recruiter, opening
):
    opening.pay_low, opening.pay_high = 9_123_400, 9_923_400
    opening.save()
    Note.objects.create(
        candidate=application.candidate, application=application, author=recruiter, text="Hm, no."
    )
    stored = store_file(SimpleUploadedFile("cv.pdf", b"%PDF"), by=recruiter)
    Document.objects.create(candidate=application.candidate, file=stored, title="Her résumé")
    html = fill.get(page).content.decode()
    assert "Her résumé" in html
    for hidden in ("Hm, no.", "91,234", "91234", "9123400"):
        assert hidden not in html


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("interviewer", 200),
        ("recruiter", 404),
        ("lead", 404),
        ("admin", 403),
        ("outsider", 403),
    ],
)
@pytest.mark.parametrize("address", ["page", "autosave"])
def test_who_gets_to_the_card(request, client_of, panel, criteria, who, status, address):
    client = client_of(request.getfixturevalue(who))
    url = request.getfixturevalue(address)
    answer = client.get(url) if address == "page" else client.post(url, form_of(criteria))
    assert answer.status_code == status


def test_a_visitor_is_asked_to_sign_in(visitor, page):
    assert visitor.get(page).status_code == 302


def test_an_unsigned_token_posts_nothing(panel, page, criteria, acme, interviewer):
    client = Client(HTTP_HOST=acme.host, enforce_csrf_checks=True)
    with inside(acme):
        client.force_login(interviewer)
    assert client.post(page, form_of(criteria)).status_code == 403


def test_a_stage_of_another_opening_is_not_found(fill, application, lead):
    elsewhere = stage_of(make_opening(by=lead), "technical")
    url = reverse("panels:fill_scorecard", args=[application.pk, elsewhere.pk])
    assert fill.get(url).status_code == 404


def test_the_rival_company_finds_no_card_under_the_same_address(
    acme, globex, client_of, panel, page, interviewer
):
    """The same person has an account in both companies, under one key."""
    with inside(globex):
        namesake = User.objects.get(pk=interviewer.pk)
    assert client_of(namesake, company=globex).get(page).status_code == 404
    assert client_of(interviewer).get(page).status_code == 200


@pytest.mark.parametrize("cards", [1, 50])
def test_the_page_costs_the_same_queries_for_any_number_of_cards(
    opening, page, application, panel, criteria, interviewer, recruiter, client_of, lead,
    django_assert_num_queries, cards,
):  # fmt: skip
    for number in range(cards):
        person = User.objects.create(email=f"{number}@x.example", name="X", roles=["interviewer"])
        seat(application.stage, person, criteria, by=lead)
        submitted(application, person, criteria)
    submitted(application, interviewer, criteria)
    make_application(opening, by=recruiter, stage="technical")
    client = client_of(interviewer)
    client.get(page)
    with django_assert_num_queries(23):
        assert client.get(page).status_code == 200
