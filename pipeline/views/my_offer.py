"""A candidate's offer on their own page: read it, take its letter, accept it or decline it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.addresses import address_of
from config.records.files import file_response
from pipeline.candidate_pages.guarding import candidate_page
from pipeline.forms.offer_answers import AcceptForm, RefuseForm
from pipeline.forms.posted import posted
from pipeline.offering.answering import accept_as_candidate, decline_as_candidate
from pipeline.offering.candidate_offers import offer_of, read_offer
from pipeline.offering.letters import letter_of
from pipeline.offering.refusals import IllegalOffer, NoSeatLeft, StaleOffer
from pipeline.offers import Signed

READ_AGAIN = "This offer has changed since you opened it. Read it again, then answer."
NO_SEAT = (
    "The last place was taken while you were deciding. We are sorry. Your wish to accept has "
    "reached the people who made the offer, and they will write to you. The offer stays open."
)
NO_LONGER = "This offer can no longer be answered here. Write to us if that surprises you."


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def my_offer(request, page):
    """The offer with all its terms, and the answer to it."""
    answer = request.POST.get("answer", "")
    accept = AcceptForm(posted(request) if answer == "accept" else None, prefix="accept")
    refuse = RefuseForm(posted(request) if answer == "decline" else None, prefix="decline")
    bound = accept if accept.is_bound else refuse
    if bound.is_valid() and _answer(request, page, bound):
        return redirect(page.address_of("my_offer"))
    read = read_offer(page.application)
    if read is None:
        raise Http404("There is no offer.")
    context = {
        "page": page,
        "opening": page.application.opening,
        "read": read,
        "accept": accept,
        "refuse": refuse,
        "form": bound,
    }
    status = 422 if bound.errors else 200
    return render(request, "public/my/offer.html", context, status=status)


@require_safe
@candidate_page
def my_letter(request, page):
    """The letter of the offer that is out."""
    offer = offer_of(page.application)
    letter = letter_of(offer) if offer else None
    if letter is None:
        raise Http404("There is no letter.")
    return file_response(letter.file)


def _answer(request, page, form) -> bool:
    """Give the answer of a sound form; where it is refused, say so on the form."""
    offer = offer_of(page.application)
    if offer is None:
        raise Http404("There is no offer.")
    said, address = form.cleaned_data, address_of(request)
    try:
        if isinstance(form, AcceptForm):
            signed = Signed(said["name"], address)
            accept_as_candidate(offer, signed, version=said["version"])
            messages.success(request, "You have accepted. Welcome.")
        else:
            signed = Signed(page.candidate.name, address)
            decline_as_candidate(offer, signed, said["reason"], version=said["version"])
            messages.success(request, "You have declined the offer. Thank you for telling us.")
    except StaleOffer:
        form.add_error(None, READ_AGAIN)
    except NoSeatLeft:
        form.add_error(None, NO_SEAT)
    except IllegalOffer:
        form.add_error(None, NO_LONGER)
    else:
        return True
    page.application.refresh_from_db()
    return False
