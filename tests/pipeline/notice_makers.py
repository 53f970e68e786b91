"""Notices for tests, as old as a test needs them."""

from datetime import timedelta

from django.utils import timezone

from config.tenancy.ids import first_id_at, new_id
from pipeline.models import Notice
from pipeline.notices.telling import CANDIDATE


def make_notice(person, *, topic="mention", application=None, ago=timedelta(0), **fields):
    """A notice written `ago`, with a key of that moment."""
    at = timezone.now() - ago
    born = first_id_at(at).int | new_id().int & (1 << 80) - 1
    fields.setdefault("sentence", f"Robin mentioned you in a note about {CANDIDATE}.")
    notice = Notice.objects.create(
        id=type(new_id())(int=born),
        person=person,
        topic=topic,
        key=fields.pop("key", str(new_id())),
        href=fields.pop("href", "/"),
        application=application,
        **fields,
    )
    Notice.objects.filter(pk=notice.pk).update(created_at=at)
    return Notice.objects.get(pk=notice.pk)
