"""Public pages: applying for an opening."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.addresses import address_of
from config.accounts.guards import public_page
from pipeline.applying import TooManyApplications, receive
from pipeline.forms.apply import ApplyForm
from pipeline.forms.posted import posted
from pipeline.models import Opening
from pipeline.opening_postings import published_sections

TOO_MANY = "Many applications came from your connection within the hour. Please try again later."


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def apply(request, ref):
    opening = _open(ref)
    if opening is None:
        return render(request, "public/apply_closed.html", status=404)
    form = ApplyForm(posted(request), request.FILES or None, company=request.company)
    if request.method == "POST" and form.is_valid():
        try:
            address = address_of(request)
            receive(opening, company=request.company, address=address, **form.sent())
        except ValidationError as error:
            form.add_error("resume", error.messages)
        except TooManyApplications:
            form.add_error(None, TOO_MANY)
            context = _page_of(opening, form)
            return render(request, "public/apply.html", context, status=429)
        else:
            return redirect("pipeline:applied", ref)
    context = _page_of(opening, form)
    return render(request, "public/apply.html", context, status=422 if form.errors else 200)


@require_safe
@public_page
def applied(request, ref):
    """What happens next; it says nothing about anybody."""
    opening = _open(ref)
    if opening is None:
        return render(request, "public/apply_closed.html", status=404)
    return render(request, "public/applied.html", {"opening": opening})


def _page_of(opening, form):
    return {"form": form, "opening": opening, "sections": published_sections(opening)}


def _open(ref):
    openings = Opening.objects.taking_applications().select_related("specialization", "level")
    return openings.filter(ref=ref).first()
