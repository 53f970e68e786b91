"""What candidates ask for on their page, and taking themselves out of the process."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from pipeline.candidate_pages.details import zone_of
from pipeline.candidate_pages.guarding import candidate_page
from pipeline.candidate_pages.limits import TooMuch
from pipeline.candidate_pages.process import steps_of
from pipeline.candidate_pages.reading import person_stage
from pipeline.candidate_pages.requests import ask
from pipeline.candidate_pages.standing import standing_of
from pipeline.candidate_pages.withdrawing import come_back, withdraw_oneself, withdrawal_reasons
from pipeline.forms.candidate_page import ASK_FORMS, RescheduleForm, WithdrawOneselfForm
from pipeline.forms.posted import posted
from pipeline.models import RequestKind
from pipeline.moves import IllegalMove

AT_ANY_TIME = (RequestKind.QUESTION,)
"""What may be asked when the process is over, too."""


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def my_request(request, page, kind):
    """Ask for another time, an adjustment, a person; or ask a question."""
    kind = _kind(page, kind)
    form = _form(kind, posted(request), page)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            ask(page.application, kind, text=form.text)
        except TooMuch as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            messages.success(request, "We have it. The answer comes by mail and stands here.")
            return redirect(page.address_of("my_page"))
    elif form.errors:
        status = 422
    context = {"page": page, "opening": page.application.opening, "form": form, "kind": kind.value}
    return render(request, "public/my/request.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def my_withdrawal(request, page):
    """Withdraw; for an hour it can be taken back."""
    application = page.application
    if not standing_of(application).is_running:
        return redirect(page.address_of("my_page"))
    form = WithdrawOneselfForm(posted(request), reasons=withdrawal_reasons())
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_oneself(application, **form.cleaned_data)
        except TooMuch as refusal:
            form.add_error(None, str(refusal))
            status = 429
        except IllegalMove:
            return redirect(page.address_of("my_page"))
        else:
            messages.success(request, "You have withdrawn. For an hour you can take it back.")
            return redirect(page.address_of("my_page"))
    elif form.errors:
        status = 422
    context = {"page": page, "opening": application.opening, "form": form}
    return render(request, "public/my/withdrawal.html", context, status=status)


@require_POST
@candidate_page
def my_return(request, page):
    """Take one's own withdrawal back."""
    try:
        come_back(page.application)
    except (IllegalMove, TooMuch) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "You are in the process again, where you were.")
    return redirect(page.address_of("my_page"))


def _kind(page, kind) -> RequestKind:
    """The kind of request that is open to them now; else there is no such page."""
    forms = {form_kind.value: form_kind for form_kind in ASK_FORMS}
    found = forms.get(kind)
    standing = standing_of(page.application)
    if found is None or not (standing.is_running or found in AT_ANY_TIME):
        raise Http404
    if found == RequestKind.PERSON and not person_stage(steps_of(page.application, standing)):
        raise Http404
    return found


def _form(kind, data, page):
    form = ASK_FORMS[kind]
    options = {"zone": zone_of(page.candidate).key} if form is RescheduleForm else {}
    return form(data, **options)
