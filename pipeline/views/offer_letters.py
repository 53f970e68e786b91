"""Offer letters: their templates, and the PDF of one offer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.accounts.guards import needs
from config.records.files import file_response
from pipeline.blind.hiding import shown_blind
from pipeline.forms.offer_letters import LetterForm
from pipeline.forms.posted import posted
from pipeline.keys import read_key
from pipeline.models import LetterTemplate, Offer
from pipeline.offering.letter_blocks import fill_blocks
from pipeline.offering.letter_fields import LETTER_FIELDS, SAMPLES, letter_values
from pipeline.offering.letters import (
    IllegalTemplate,
    draw_offer_letter,
    draw_sample,
    file_name,
    letter_of,
    remove_template,
    usual_template,
    write_template,
)
from pipeline.offering.refusals import UnwritableLetter
from pipeline.views.offers import editable

MOST_OFFERS = 20


@require_safe
@needs("offers.set_up")
def letters(request):
    return render(request, "pipeline/offer_letters.html", {"letters": LetterTemplate.objects.all()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.set_up")
def add_letter(request):
    """Write a further letter; it begins with the words of the usual one."""
    usual = usual_template()
    begin = LetterTemplate(name="", text=usual.text if usual else "")
    return _edit(request, begin)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.set_up")
def edit_letter(request, pk):
    return _edit(request, get_object_or_404(LetterTemplate, pk=pk))


@require_POST
@needs("offers.set_up")
def make_usual(request, pk):
    """Let a letter be the one that offers go out with."""
    row = get_object_or_404(LetterTemplate, pk=pk)
    write_template(row, by=request.user, name=row.name, text=row.text, is_default=True)
    messages.success(request, f"Offers now go out with “{row.name}”.")
    return redirect("pipeline:offer_letters")


@require_POST
@needs("offers.set_up")
def remove_letter(request, pk):
    row = get_object_or_404(LetterTemplate, pk=pk)
    try:
        remove_template(row, by=request.user)
    except IllegalTemplate as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{row.name}” is removed. Letters written with it stay.")
    return redirect("pipeline:offer_letters")


@require_safe
@needs("offers.set_up")
def letter_sample(request, pk):
    """The letter as PDF with invented values."""
    row = get_object_or_404(LetterTemplate, pk=pk)
    return _pdf(draw_sample(row.text), f"{row.name}.pdf")


@require_safe
@needs("offers.edit")
def offer_letter(request, pk):
    """The letter of one offer: as it went out, or as it would go out now."""
    offer = editable(request, pk)
    written = letter_of(offer)
    if written is not None:
        return file_response(written.file)
    template = usual_template()
    if template is None or offer.terms is None:
        messages.error(request, "There is no letter for this offer.")
        return redirect("pipeline:application", offer.application_id)
    try:
        content = draw_offer_letter(offer, template, by=request.user)
    except UnwritableLetter as refusal:
        messages.error(request, str(refusal))
        return redirect("pipeline:extend_offer", offer.pk)
    return _pdf(content, file_name(offer))


def _edit(request, row):
    initial = {"name": row.name, "text": row.text}
    form = LetterForm(posted(request), initial=initial)
    if form.is_valid() and "preview" not in request.POST:
        try:
            write_template(row, by=request.user, **form.cleaned_data)
        except IllegalTemplate as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"“{row.name}” is saved.")
            return redirect("pipeline:offer_letters")
    offers = _offers_seen(request.user)
    chosen = read_key(request.POST.get("offer", ""))
    offer = next((each for each in offers if each.pk == chosen), None)
    context = {
        "letter": row,
        "is_new": row._state.adding,
        "form": form,
        "fields": [(name, field.label) for name, field in LETTER_FIELDS.items()],
        "offers": offers,
        "chosen": offer,
        "preview": _preview(request, form, row, offer),
    }
    page = "pipeline/_letter_preview.html" if request.htmx else "pipeline/offer_letter_edit.html"
    return render(request, page, context, status=422 if form.errors else 200)


def _preview(request, form, row, offer) -> dict:
    """The letter as typed, or as it is kept; of a real offer where one is chosen."""
    text = form.cleaned_data.get("text") if form.is_bound and not form.errors else None
    values = letter_values(offer, by=request.user) if offer else SAMPLES
    try:
        return {"blocks": fill_blocks(text or row.text, values), "problem": ""}
    except UnwritableLetter as problem:
        return {"blocks": [], "problem": str(problem)}


def _offers_seen(user) -> list[Offer]:
    """The newest offers of which this person may see pay, to try a letter with."""
    if not (user.can("offers.view") and user.can("pay.view")):
        return []
    rows = Offer.objects.visible_to(user).exclude(versions=None)
    rows = rows.select_related("application__candidate", "application__opening").order_by("-id")
    found = shown_blind(rows[:MOST_OFFERS], user)
    return [offer for offer in found if not offer.application.candidate.is_stand_in]


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{_plain(name)}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _plain(name):
    return "".join(c if c.isascii() and (c.isalnum() or c in " ._-") else "_" for c in name)
