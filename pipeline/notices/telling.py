"""Telling people: each thing once, whoever says it how often."""

from collections.abc import Iterable

from config.accounts.models import User
from config.records.audit import person_of
from pipeline.models import Application, Notice, Topic


def tell(
    people: Iterable[User],
    *,
    topic: Topic,
    sentence: str,
    href: str,
    key: str,
    application: Application | None = None,
    by=None,
) -> list[Notice]:
    """Write a notice for each of `people` who has none with this `key`; return the new ones.

    Nobody is told what they did themselves. `href` is a path of the company's own host.
    """
    notices = []
    for person in people:
        if person == by:
            continue
        notice, is_new = Notice.objects.get_or_create(
            person=person,
            key=key,
            defaults={
                "topic": topic,
                "sentence": sentence,
                "href": href,
                "application": application,
                "by": person_of(by),
            },
        )
        if is_new:
            notices.append(notice)
    return notices
