"""The chat of one person: an incoming webhook that notices are posted to.

A chat may have other readers, so what goes there names the opening and never the candidate. An
address that does not take posts is switched off, visibly, until its person writes it anew.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.records.audit import acting
from config.records.hook_addresses import RefusedAddress, read_hook
from config.records.hooks import put_post
from config.records.models import OutboxMessage
from pipeline.models import ChatHook
from pipeline.models.notices import Channel
from pipeline.notices.choices import settle
from pipeline.notices.letters import address_of
from pipeline.notices.reading import Line

TEST = "This is a test from Fortnight. Your notices will come here."
MOST_LINES = 20


def set_chat(url: str, *, by: User) -> ChatHook:
    """Let the notices of `by` be posted to `url` from now on; return the hook, switched on.

    Raises ValidationError where nothing may be posted there.
    """
    try:
        read_hook(url)
    except RefusedAddress as refused:
        raise ValidationError({"url": str(refused)}) from refused
    with acting(by):
        _forget_posts(ChatHook.objects.filter(person=by).first())
        hook, _ = ChatHook.objects.update_or_create(
            person=by, defaults={"url": url, "failed_at": None, "last_error": ""}
        )
        settle(by, Channel.CHAT)
    return hook


def remove_chat(*, by: User) -> None:
    """Let nothing be posted any more, not even what waits."""
    with acting(by):
        hook = ChatHook.objects.filter(person=by).first()
        _forget_posts(hook)
        if hook:
            hook.delete()


def send_test(hook: ChatHook, *, by: User) -> OutboxMessage:
    """Post a test to the hook, also to one that is switched off; return what waits or is sent.

    While a post waits, there is no second test.
    """
    with acting(by):
        ChatHook.objects.select_for_update().get(pk=hook.pk)
        waiting = posts_of(hook).waiting().first()
        return waiting or put_post(hook.url, TEST, about=hook.pk)


def posts_of(hook: ChatHook):
    """What was and will be posted to a hook, the latest first."""
    return OutboxMessage.objects.filter(about=hook.pk, hook=hook.url).order_by("-id")


def post_lines(hook: ChatHook, lines: Sequence[Line], *, heading: str = "") -> None:
    """Put one post of some notices into the outbox."""
    shown = [_say(line) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        everything = connection.tenant.address(reverse("pipeline:notices"))
        shown.append(f"And {len(lines) - MOST_LINES} more: {everything}")
    put_post(hook.url, "\n".join(filter(None, [heading, *shown])), about=hook.pk)


def heed_post(row: OutboxMessage) -> None:
    """Note on its hook how a post went; one that is given up switches the hook off."""
    hook = ChatHook.objects.select_for_update().filter(pk=row.about, url=row.hook).first()
    if hook is None:
        return
    hook.last_error = row.last_error[:300]
    if row.sent_at:
        hook.failed_at = None
    elif row.given_up_at:
        hook.failed_at = hook.failed_at or timezone.now()
        _forget_posts(hook)
    hook.save(update_fields=["failed_at", "last_error"])


def _say(line) -> str:
    about = f" ({line.about})" if line.about else ""
    return f"{_plain(line.sentence)}{_plain(about)} {address_of(line)}"


def _plain(words):
    """Without the signs by which a chat calls everyone, or hides where a link leads."""
    return words.replace("<", "‹").replace(">", "›")


def _forget_posts(hook):
    if hook is None:
        return
    # One that is being posted at this moment is left to whoever posts it.
    rows = posts_of(hook).waiting().select_for_update(skip_locked=True)
    keys = list(rows.values_list("pk", flat=True))
    OutboxMessage.objects.filter(pk__in=keys).update(cancelled_at=timezone.now())
