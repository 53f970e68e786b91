"""Telling people: each thing once, whoever says it how often."""

import re
from collections.abc import Iterable

from django.db import transaction

from config.accounts.models import User
from config.records.audit import person_of
from pipeline.models import Application, Notice, Topic

CANDIDATE = "{candidate}"
"""Stands in a sentence for whoever it is about; each reader sees the name that they may see."""

LONGEST = Notice._meta.get_field("sentence").max_length
SHORTEST_NAME = 3


def tell(
    people: Iterable[User | None],
    *,
    topic: Topic,
    sentence: str,
    href: str,
    key: str,
    application: Application | None = None,
    by=None,
) -> list[Notice]:
    """Write a notice for each of `people` who has none with this `key`; return the new ones.

    Nobody is told what they did themselves. `href` is a path of the company's own host. With
    an `application`, only who may see it will read the notice, and its candidate's name is
    kept out of the row: CANDIDATE stands for it.
    """
    if application is not None:
        sentence = _unnamed(sentence, application)
    notices = [
        Notice(
            person=person,
            topic=topic,
            key=key,
            sentence=sentence[:LONGEST],
            href=href,
            application=application,
            by=person_of(by),
        )
        for person in dict.fromkeys(people)
        if person is not None and person != by
    ]
    if not notices:
        return []
    with transaction.atomic():
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
        keys = [notice.pk for notice in notices]
        written = set(Notice.objects.filter(pk__in=keys).values_list("pk", flat=True))
    return [notice for notice in notices if notice.pk in written]


def _unnamed(sentence, application):
    """A name in the row would be read by whom it is hidden from, in mail and chat as well."""
    name = application.candidate.name
    if len(name) < SHORTEST_NAME:
        return sentence
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", CANDIDATE, sentence)
