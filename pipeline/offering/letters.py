"""Offer letters: their templates, and the PDF that is written once for a version that goes out."""

from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from config.records.audit import acting
from config.records.files import store_file
from pipeline.blind.hiding import masked_people
from pipeline.models import LetterTemplate, Offer, OfferLetter
from pipeline.offering.letter_blocks import fields_in, fill_blocks
from pipeline.offering.letter_fields import LETTER_FIELDS, SAMPLES, letter_values
from pipeline.offering.letter_pages import check_characters, draw_letter
from pipeline.offering.refusals import UnwritableLetter

LONGEST = 20_000
INDISPENSABLE = ("terms", "base")
"""A letter says what is offered: it uses one of these."""


class IllegalTemplate(Exception):
    """Why a template stays as it is; its text is a sentence for whoever tried."""


def check_template(text: str) -> None:
    """Raise IllegalTemplate for a field that letters do not have, and for strange characters."""
    used = fields_in(text)
    unknown = [name for name in used if name not in LETTER_FIELDS]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in LETTER_FIELDS)
        raise IllegalTemplate(f"There is no field {{{unknown[0]}}} in letters; there are {known}.")
    if not set(used) & set(INDISPENSABLE):
        raise IllegalTemplate("A letter has to say what is offered: use {terms} or {base}.")
    try:
        check_characters([text])
    except UnwritableLetter as refusal:
        raise IllegalTemplate(str(refusal)) from refusal


def write_template(
    template: LetterTemplate, *, by, name: str, text: str, is_default: bool = False
) -> LetterTemplate:
    """Write a template, new or not; the first one is the usual one, and one always is.

    Raises IllegalTemplate, also for a name that another one has.
    """
    check_template(text)
    with acting(by):
        # Whoever writes one waits for the others, so that one is the usual one at any time.
        known = {row.pk: row for row in LetterTemplate.objects.select_for_update()}
        others = LetterTemplate.objects.exclude(pk=template.pk)
        was_default = template.pk in known and known[template.pk].is_default
        is_default = is_default or was_default or not others.filter(is_default=True).exists()
        if is_default:
            others.filter(is_default=True).update(is_default=False)
        template.name, template.text, template.is_default = name.strip(), text, is_default
        try:
            with transaction.atomic():
                template.save()
        except IntegrityError as clash:
            raise IllegalTemplate("Another letter has this name.") from clash
    return template


def remove_template(template: LetterTemplate, *, by) -> None:
    """Remove a template; letters that were written with it stay. The usual one cannot go."""
    with acting(by):
        row = LetterTemplate.objects.select_for_update().get(pk=template.pk)
        if row.is_default:
            raise IllegalTemplate("This is the usual letter. Make another one the usual one first.")
        row.delete()


def usual_template() -> LetterTemplate | None:
    return LetterTemplate.objects.filter(is_default=True).first()


def draw_offer_letter(offer: Offer, template: LetterTemplate, *, by) -> bytes:
    """Return the letter of the offer's present terms as PDF; nothing is kept.

    The file says that it was made when the terms were written. Raises UnwritableLetter.
    """
    blocks = fill_blocks(template.text, letter_values(offer, by=by))
    return draw_letter(
        blocks,
        title=title_of(offer),
        author=connection.tenant.name,
        at=offer.terms.created_at,
    )


def draw_sample(text: str) -> bytes:
    """Return a letter with invented values. Raises UnwritableLetter."""
    blocks = fill_blocks(text, SAMPLES)
    return draw_letter(blocks, title="Offer", author="Acme", at=timezone.now())


def problem_of(offer: Offer, template: LetterTemplate | None, *, by) -> str:
    """Say why the letter could not be written now; "" where it could, or where there is none."""
    if template is None or offer.terms is None:
        return ""
    try:
        blocks = fill_blocks(template.text, letter_values(offer, by=by))
        check_characters([title_of(offer), *(text for each in blocks for text, _ in each.runs)])
    except UnwritableLetter as refusal:
        return str(refusal)
    return ""


def write_letter(offer: Offer, template: LetterTemplate, *, by) -> OfferLetter:
    """Write the letter of the offer's present version, once: a second time it is as it was.

    Belongs into the transaction that has taken the offer. Raises UnwritableLetter.
    """
    known = OfferLetter.objects.filter(version=offer.terms).first()
    if known:
        return known
    content = ContentFile(draw_offer_letter(offer, template, by=by), name=file_name(offer))
    stored = store_file(content, by=by)
    return OfferLetter.objects.create(version=offer.terms, template=template, file=stored)


def letter_of(offer: Offer) -> OfferLetter | None:
    """Return the letter that stands: the latest one of the offer."""
    return letters_of(offer).first()


def letters_of(offer: Offer) -> QuerySet[OfferLetter]:
    """All letters of an offer, the latest first."""
    letters = OfferLetter.objects.filter(version__offer=offer).select_related("file", "version")
    return letters.order_by("-version__number")


def may_read_letter(stored, user) -> bool:
    """Say whether `stored` is a letter and `user` may see offers and pay of its application."""
    if not (user.can("offers.view") and user.can("pay.view")):
        return False
    seen = Offer.objects.visible_to(user).exclude(masked_people(user, "application__candidate"))
    return OfferLetter.objects.filter(file=stored, version__offer__in=seen).exists()


def title_of(offer: Offer) -> str:
    return f"Offer to {offer.application.candidate.name}: {offer.application.opening.title}"


def file_name(offer: Offer) -> str:
    return f"Offer {offer.application.candidate.name} v{offer.terms.number}.pdf"
