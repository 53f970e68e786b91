"""Public pages: applying for an opening."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.addresses import address_of
from config.accounts.guards import public_page
from pipeline.applying.held_uploads import NotHeld, held_file, hold_upload, let_go
from pipeline.applying.prefill import read_prefill
from pipeline.applying.questions import asked_questions
from pipeline.applying.receiving import (
    APPLICANT,
    QuestionsChanged,
    TooManyApplications,
    place_of,
    receive,
)
from pipeline.applying.stamps import issue_stamp, read_stamp
from pipeline.careers.steps import way_of
from pipeline.forms.apply import ApplyForm, read_channel
from pipeline.forms.posted import posted
from pipeline.models import Opening

READ = {
    "name": "your name",
    "email": "your email address",
    "phone": "your phone number",
    "location": "where you live",
    "links": "links",
}


@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def apply(request, ref):
    """The form. “Fill in” reads the résumé, “Remove” lets go of it; nothing else is done then.

    No cache hands one copy of it to two visitors: its stamp leads to the file that came with it.
    """
    opening = _open(ref)
    if opening is None:
        return render(request, "public/apply_closed.html", status=404)
    if request.method == "POST" and "fill" in request.POST:
        return _fill_in(request, opening)
    if request.method == "POST" and "remove" in request.POST:
        return _remove(request, opening)
    form = _form(request, opening, posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _send(request, opening, form)
    return _show(request, opening, form)


def _send(request, opening, form):
    sent = form.sent(_channel(request))
    try:
        receive(opening, sent, company=request.company, address=address_of(request))
    except ValidationError as error:
        form.add_error("resume", error.messages)
    except TooManyApplications as refusal:
        form.add_error(None, str(refusal))
        return _show(request, opening, form, status=429)
    except QuestionsChanged:
        form = _form(request, opening, request.POST, request.FILES)
    else:
        return redirect("pipeline:applied", opening.ref)
    return _show(request, opening, form)


def _fill_in(request, opening):
    """Keep the file, and fill in what is empty; what was typed stays as it was typed."""
    upload = request.FILES.get("resume")
    if upload is None:
        form = _form(request, opening, initial=_typed(request))
        return _show(request, opening, form, problem="Choose a file first.")
    upload.seek(0)
    stamp = _stamp(request)
    try:
        stored = _hold(request, stamp, upload)
    except (NotHeld, ValidationError) as refusal:
        problem = " ".join(getattr(refusal, "messages", [str(refusal)]))
        form = _form(request, opening, stamp=stamp, initial=_typed(request))
        return _show(request, opening, form, problem=problem)
    upload.seek(0)
    prefill = read_prefill(upload.read(), stored.name)
    typed = _typed(request)
    form = _form(request, opening, stamp=stamp, initial=typed)
    taken = [
        name for name in prefill.values if name in form.fields and not typed.get(name, "").strip()
    ]
    form.initial |= {name: prefill.values[name] for name in taken}
    read = [READ[name] for name in READ if name in taken]
    return _show(request, opening, form, read=read, unread=prefill.problem, is_filled=True)


def _remove(request, opening):
    stamp = _stamp(request)
    let_go(stamp.nonce, by=APPLICANT)
    form = _form(request, opening, stamp=stamp, initial=_typed(request))
    return _show(request, opening, form, is_removed=True)


def _form(request, opening, *bound, stamp=None, **options):
    stamp = stamp or _stamp(request)
    return ApplyForm(
        *bound,
        company=request.company,
        opening=opening,
        questions=asked_questions(opening),
        stamp=stamp,
        held=held_file(stamp.nonce) if request.method == "POST" else None,
        **options,
    )


def _stamp(request):
    """The stamp that came with the form, or a new one where none of ours did."""
    sent = request.POST.get("stamp", "")
    return read_stamp(sent, request.company) or issue_stamp(request.company)


def _hold(request, stamp, upload):
    place = place_of(request.company, address_of(request))
    return hold_upload(upload, by=APPLICANT, nonce=stamp.nonce, sent_from=place)


def _keep_file(request, form):
    """Hold a chosen file while its form is put right; a browser would forget it."""
    upload = request.FILES.get("resume")
    if upload is None or form.has_error("resume"):
        return
    upload.seek(0)
    try:
        form.held = _hold(request, form.stamp, upload)
    except (NotHeld, ValidationError):
        form.held = None


def _typed(request):
    """What stands in the form, unread: control characters of any kind are no part of it."""
    return {name: value.replace("\0", "")[:6000] for name, value in request.POST.items()}


def _channel(request):
    return read_channel(request.POST.get("from", "") or request.GET.get("from", ""))


def _show(request, opening, form, *, status=None, **more):
    if form.errors:
        _keep_file(request, form)
    context = {
        "form": form,
        "opening": opening,
        "channel": _channel(request),
        "lost_file": bool(form.errors and form.files and not form.held),
        **more,
    }
    status = status or (422 if form.errors or "problem" in more else 200)
    return render(request, "public/apply.html", context, status=status)


@require_safe
@public_page
def applied(request, ref):
    """What happens next; it says nothing about anybody."""
    opening = _open(ref)
    if opening is None:
        return render(request, "public/apply_closed.html", status=404)
    context = {"opening": opening, "way": way_of(opening)}
    return render(request, "public/applied.html", context)


def _open(ref):
    openings = Opening.objects.taking_applications().select_related("specialization", "level")
    return openings.filter(ref=ref).first()
