"""The outbox: what waits, what left and what was given up.

Where mail is written to a folder, in development and in the demo, it can be read here as well.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from config.accounts.guards import needs
from config.accounts.roles import Role
from config.records import outbox as rules
from config.records.audit import acting
from config.records.letters import letter_of
from config.records.models import OutboxMessage
from pipeline.mailing.conversations import messages_visible_to
from pipeline.mailing.states import say_error

PAGE_SIZE = 50
WORDLESS = ("html", "body")


@require_safe
@needs("emails.edit")
def outbox(request):
    rows = _readable(request)
    page = Paginator(rows.order_by("-id"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "mails": [(row, *_standing(row)) for row in page],
        "reads": _is_folder(),
        "waiting": rows.waiting().count(),
        "given_up": rows.filter(given_up_at__isnull=False).count(),
        "sent": rows.filter(sent_at__gt=timezone.now() - timedelta(days=1)).count(),
    }
    return render(request, "pipeline/mail/outbox.html", context)


@require_safe
@needs("emails.edit")
def outbox_mail(request, pk):
    """One mail with its headers, as it is written to the folder."""
    if not _is_folder():
        raise PermissionDenied
    row = get_object_or_404(_readable(request), pk=pk)
    letter = letter_of(row).message()
    headers = [(name, value) for name, value in letter.items() if name != "MIME-Version"]
    context = {"row": row, "headers": headers, "standing": _standing(row)}
    return render(request, "pipeline/mail/outbox_mail.html", context)


@require_POST
@needs("mail.set_up")
def try_mail_again(request, pk):
    """Let a mail that was given up wait once more."""
    with acting(request.user):
        given_up = OutboxMessage.objects.filter(given_up_at__isnull=False, hook="")
        rules.try_again(get_object_or_404(given_up.select_for_update(), pk=pk))
    notices.success(request, "It is tried once more.")
    return redirect("pipeline:outbox")


def _is_folder():
    return settings.EMAIL_FILE_PATH is not None


def _readable(request):
    """Everything for an admin; in development, the mail with their candidates for recruiters."""
    rows = OutboxMessage.objects.filter(hook="")
    if request.user.holds(Role.ADMIN):
        return rows
    if not _is_folder():
        raise PermissionDenied
    return rows.filter(message__in=messages_visible_to(request.user).values("pk"))


def _standing(row):
    """State, tone and why, in words."""
    if row.cancelled_at:
        return "Taken back", "", ""
    if row.given_up_at:
        return "Given up", "bad", say_error(row)
    if row.sent_at:
        return "Sent", "good", ""
    why = say_error(row) if row.last_error else ""
    return "Waits", "warn" if why else "", why
