"""Mail that came in and of which nobody was found: filed by hand, or put aside."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from config.accounts.guards import needs
from pipeline.keys import read_key
from pipeline.mailing import filing
from pipeline.mailing.conversations import messages_visible_to
from pipeline.mailing.incoming import read_mail
from pipeline.mailing.reading_people import MOST_SHOWN, reachable_by
from pipeline.models import Candidate, InboundMail
from pipeline.models.messages import InboundState
from pipeline.views.undoing import offer_undo

MOST_MAILS = 100


@require_safe
@needs("mail.file")
def unmatched_mail(request):
    """What waits to be filed, the newest first."""
    rows = InboundMail.objects.filter(state=InboundState.UNMATCHED).defer("raw")[:MOST_MAILS]
    return render(request, "pipeline/mail/unmatched.html", {"mails": rows})


@require_safe
@needs("mail.file")
def unmatched_one(request, pk):
    """One of them, and whom it may be from."""
    row = _unmatched(pk)
    words = request.GET.get("q", row.from_address).replace("\0", "").strip()[:200]
    context = {"row": row, "mail": read_mail(bytes(row.raw)), "q": words}
    context["people"] = _people(request.user, words)
    return render(request, "pipeline/mail/unmatched_one.html", context)


@require_POST
@needs("mail.file")
def file_mail(request, pk):
    row = _unmatched(pk)
    key = read_key(request.POST.get("application", ""))
    application = get_object_or_404(reachable_by(request.user), pk=key)
    try:
        filing.file_mail(row, application, by=request.user)
    except filing.NotFiled as problem:
        messages.error(request, str(problem))
        return redirect("pipeline:unmatched_mail")
    messages.success(request, f"It stands in the messages with {application.candidate}.")
    return redirect("pipeline:messages", application.pk)


@require_POST
@needs("mail.file")
def put_mail_aside(request, pk):
    row = _unmatched(pk)
    try:
        filing.put_aside(row, by=request.user)
    except filing.NotFiled as problem:
        messages.error(request, str(problem))
    else:
        offer_undo(request, "The mail is put aside.", "pipeline:bring_mail_out", pk)
    return redirect("pipeline:unmatched_mail")


@require_POST
@needs("mail.file")
def bring_mail_out(request, pk):
    row = get_object_or_404(InboundMail.objects.defer("raw"), pk=pk, message=None)
    filing.bring_out(row, by=request.user)
    return redirect("pipeline:unmatched_mail")


@require_safe
@needs("messages.view")
def original_mail(request, pk):
    """A mail as it arrived, to be kept as a file: nothing of it runs here."""
    row = get_object_or_404(InboundMail, pk=pk)
    if not _may_read(request.user, row):
        raise Http404
    response = HttpResponse(bytes(row.raw), content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="{row.pk}.eml"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _may_read(user, row):
    if row.message_id is None:
        return row.state == InboundState.UNMATCHED and user.can("mail.file")
    return messages_visible_to(user).filter(pk=row.message_id).exists()


def _unmatched(pk):
    return get_object_or_404(InboundMail, pk=pk, state=InboundState.UNMATCHED)


def _people(user, words):
    """Applications of people with this name or address, running ones first."""
    if not words:
        return []
    people = Candidate.objects.managed_by(user).matching(words).values("pk")
    rows = reachable_by(user).filter(candidate__in=people)
    return rows.order_by("state", "-id")[:MOST_SHOWN]
