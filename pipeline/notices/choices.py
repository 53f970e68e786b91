"""How each person wants to be told: a pace for each topic and channel, calm by default."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from config.accounts.models import User
from config.records.audit import acting
from pipeline.models import Notice, NoticeChoice, Topic
from pipeline.models.notices import Channel, Pace

ONCE, DAILY, NEVER = Pace.AT_ONCE, Pace.DIGEST, Pace.NEVER

Choices = dict[tuple[Topic, Channel], Pace]

USUAL: dict[Topic, tuple[Pace, Pace, Pace]] = {
    Topic.MENTION: (ONCE, ONCE, ONCE),
    Topic.FOLLOWED: (DAILY, ONCE, NEVER),
    Topic.REPLY: (ONCE, ONCE, ONCE),
    Topic.REQUEST: (ONCE, ONCE, NEVER),
    Topic.DUE: (DAILY, ONCE, NEVER),
    Topic.CLOCK: (DAILY, ONCE, NEVER),
    Topic.ESCALATION: (ONCE, ONCE, ONCE),
    Topic.OFFER: (ONCE, ONCE, NEVER),
    Topic.AUTOMATION: (DAILY, ONCE, NEVER),
}
"""By mail, in Fortnight and to a chat, for whoever has chosen nothing."""

CHANNELS = (Channel.MAIL, Channel.IN_APP, Channel.CHAT)
SETTLED = {Channel.MAIL: "mailed_at", Channel.CHAT: "posted_at"}
"""Where a notice notes that it has gone by a channel, or never will."""


def usual_pace(topic: Topic, channel: Channel) -> Pace:
    return USUAL[topic][CHANNELS.index(channel)]


def choices_of(person: User) -> Choices:
    """Return the pace of every topic and channel for `person` (one query)."""
    choices = {
        (topic, channel): usual_pace(topic, channel) for topic in Topic for channel in CHANNELS
    }
    for row in NoticeChoice.objects.filter(person=person):
        choices[Topic(row.topic), Channel(row.channel)] = Pace(row.pace)
    return choices


def choose(paces: Mapping[tuple[Topic, Channel], Pace], *, by: User) -> None:
    """Keep the `paces` that `by` chose; what is not among them stays as it was.

    What went unsaid by a channel until now is not said by it afterwards.
    """
    with acting(by):
        before = choices_of(User.objects.select_for_update(no_key=True).get(pk=by.pk))
        for (topic, channel), pace in paces.items():
            if before[topic, channel] == pace:
                continue
            NoticeChoice.objects.update_or_create(
                person=by, topic=topic, channel=channel, defaults={"pace": pace}
            )
            if before[topic, channel] == NEVER:
                settle(by, channel, topic=topic)


def settle(person: User, channel: Channel, **which) -> None:
    """Note that what is written for `person` so far will not go by a channel any more."""
    field = SETTLED.get(channel)
    if field:
        rows = Notice.objects.filter(person=person, **{field: None}, **which)
        rows.update(**{field: timezone.now()})


def chosen(channel: Channel, pace: Pace) -> Q:
    """The condition on Notice that holds where its person wants it by `channel` at this `pace`."""
    own = NoticeChoice.objects.filter(
        person=OuterRef("person"), topic=OuterRef("topic"), channel=channel
    )
    usual = [topic for topic in Topic if usual_pace(topic, channel) == pace]
    return Q(Exists(own.filter(pace=pace))) | Q(topic__in=usual) & ~Q(Exists(own))
