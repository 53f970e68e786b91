"""Offer letters: what a template may say, what is drawn, and who reads it."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import LetterTemplate, Membership, OfferLetter
from pipeline.offering.letter_blocks import UnfilledFields, fill_blocks
from pipeline.offering.letter_fields import SAMPLES
from pipeline.offering.letter_pages import draw_letter
from pipeline.offering.letters import (
    IllegalTemplate,
    check_template,
    draw_offer_letter,
    letter_of,
    remove_template,
    usual_template,
    write_template,
)
from pipeline.offering.refusals import UnwritableLetter
from pipeline.offers import extend_offer, postpone_expiry, today
from tests.factories import make_application, make_candidate, make_offer, make_opening

NAMES = ["Łukasz Źdźbło-Żółć", "Ελένη Παπαδοπούλου", "Наталія Їжакевич", "Nguyễn Thị Phương Thảo"]


@pytest.fixture
def opening(acme, recruiter, lead):
    opening = make_opening(by=recruiter, title="Search engineer")
    opening.stages.update(gate="none")
    Membership.objects.create(opening=opening, user=lead)
    return opening


@pytest.fixture
def offer(opening, recruiter):
    return make_offer(make_application(opening, by=recruiter), by=recruiter)


def offer_to(opening, name, **terms):
    candidate = make_candidate(name=name)
    return make_offer(make_application(opening, candidate=candidate), **terms)


def text_of(content):
    reader = PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("name", NAMES)
def test_names_in_every_script_of_the_fonts_are_drawn(opening, name):
    content = draw_offer_letter(offer_to(opening, name), usual_template(), by=None)
    assert f"Our offer to {name}" in text_of(content)


@pytest.mark.parametrize(("name", "named"), [("王伟", "王 伟"), ("שרה", "ש ר ה"), ("Ada 🦊", "🦊")])
def test_characters_that_cannot_be_drawn_are_named_and_block(opening, recruiter, name, named):
    offer = offer_to(opening, name)
    with pytest.raises(UnwritableLetter, match=named):
        extend_offer(offer, by=recruiter)
    offer.refresh_from_db()
    assert offer.status == "draft"
    assert extend_offer(offer, by=recruiter, letter=False).status == "extended"
    assert letter_of(offer) is None


def test_a_name_is_no_markdown(opening):
    content = draw_offer_letter(offer_to(opening, "*Ada* # 1. {base}"), usual_template(), by=None)
    assert "Our offer to *Ada* # 1. {base}" in text_of(content)


def test_equal_input_gives_equal_bytes_and_a_tagged_file(offer, recruiter):
    first, second = (draw_offer_letter(offer, usual_template(), by=recruiter) for _ in range(2))
    assert first == second
    root = PdfReader(io.BytesIO(first)).trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    kinds = {kid.get_object()["/S"] for kid in root["/StructTreeRoot"]["/K"][0]["/K"]}
    assert {"/H1", "/P"} <= kinds
    assert PdfReader(io.BytesIO(first)).metadata.title.startswith("Offer to Candidate")


def test_a_long_letter_goes_on_for_pages_and_loses_nothing(acme):
    text = "\n\n".join(f"Paragraph {n} {'says a lot ' * 40}**{n}**" for n in range(40))
    content = draw_letter(
        fill_blocks(text + "\n\n" + "w" * 300, {}), title="T", author="A", at=timezone.now()
    )
    said = text_of(content)
    assert len(PdfReader(io.BytesIO(content)).pages) > 4
    assert all(f"Paragraph {n} " in said for n in range(40))
    assert said.replace(" ", "").count("w" * 300) == 1


def test_an_unfilled_field_blocks_and_is_named(offer, recruiter):
    usual = usual_template()
    write_template(usual, by=recruiter, name=usual.name, text="{terms} {starts} {bonus}")
    with pytest.raises(UnfilledFields) as refusal:
        extend_offer(offer, by=recruiter)
    assert refusal.value.names == ["starts", "bonus"]


def test_the_letter_is_written_once_with_its_hash(offer, recruiter):
    extend_offer(offer, by=recruiter)
    letter = letter_of(offer)
    content = letter.file.path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == letter.file.sha256
    assert "Base pay: $300,000 a year" in text_of(content)
    write_template(usual_template(), by=recruiter, name="Other", text="{base}")
    assert letter_of(offer).file.path.read_bytes() == content


def test_more_time_writes_a_further_letter_and_keeps_the_first(offer, recruiter):
    extend_offer(offer, by=recruiter)
    day = today() + timedelta(days=30)
    postpone_expiry(offer, expires_on=day, by=recruiter)
    assert OfferLetter.objects.count() == 2
    assert f"{day.day} {day:%B %Y}" in text_of(letter_of(offer).file.path.read_bytes())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{terms} {salary}", "no field {salary}"),
        ("Welcome, {candidate}", "has to say what is offered"),
        ("{terms} 王", "王"),
    ],
)
def test_a_template_that_would_fail_is_refused(acme, text, sentence):
    with pytest.raises(IllegalTemplate, match=sentence):
        check_template(text)


def test_one_letter_is_the_usual_one_at_any_time(acme, lead):
    first = usual_template()
    other = write_template(LetterTemplate(), by=lead, name="Other", text="{terms}", is_default=True)
    assert list(LetterTemplate.objects.filter(is_default=True)) == [other]
    with pytest.raises(IllegalTemplate, match="usual"):
        remove_template(other, by=lead)
    remove_template(first, by=lead)
    with pytest.raises(IllegalTemplate, match="name"):
        write_template(LetterTemplate(), by=lead, name="Other", text="{terms}")


def test_the_shipped_letter_fills_every_field_of_a_preview(acme):
    assert fill_blocks(usual_template().text, SAMPLES)


# The pages.


@pytest.mark.parametrize(
    ("who", "status"), [("recruiter", 200), ("lead", 200), ("interviewer", 404), ("admin", 403)]
)
def test_a_letter_is_for_who_may_see_pay(request, client_of, offer, recruiter, who, status):
    extend_offer(offer, by=recruiter)
    path = reverse("records:file", args=[letter_of(offer).file_id])
    answer = client_of(request.getfixturevalue(who)).get(path)
    answer.close()
    assert answer.status_code == status


def test_a_lead_of_another_team_and_the_rival_read_no_letter(
    client_of, offer, lead, recruiter, globex
):
    extend_offer(offer, by=recruiter)
    path = reverse("records:file", args=[letter_of(offer).file_id])
    Membership.objects.filter(user=lead).delete()
    assert client_of(lead).get(path).status_code == 404
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    assert client_of(rival, globex).get(path).status_code == 404


def test_a_draft_is_read_as_it_would_go_out(client_of, offer, recruiter):
    answer = client_of(recruiter).get(reverse("pipeline:offer_letter", args=[offer.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert "$300,000" in text_of(answer.content)
    assert not OfferLetter.objects.exists()


def test_a_template_is_tried_with_a_real_offer(client_of, offer, lead, admin):
    path = reverse("pipeline:edit_offer_letter", args=[usual_template().pk])
    sent = {"name": "L", "text": "{candidate}: {base}", "preview": "1", "offer": str(offer.pk)}
    assert f"{offer.application.candidate.name}: $300,000" in client_of(lead).post(path, sent).text
    shown = client_of(admin).post(path, sent).text
    assert "Amara Osei: €120,000" in shown
    assert offer.application.candidate.name not in shown


def test_a_letter_that_cannot_be_written_can_be_left_out_on_the_page(client_of, opening, recruiter):
    offer = offer_to(opening, "王伟")
    client, path = client_of(recruiter), reverse("pipeline:extend_offer", args=[offer.pk])
    assert "王 伟" in client.get(path).text
    assert client.post(path, {"version": "1"}).status_code == 422
    client.post(path, {"version": "1", "without_letter": "on"})
    offer.refresh_from_db()
    assert offer.status == "extended"
