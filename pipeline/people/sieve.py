"""Which people a list shows: by words, tag, pool and how they stand in openings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from config.accounts.models import User
from pipeline.channels import channels_among
from pipeline.keys import read_key
from pipeline.models import (
    Application,
    ApplicationState,
    Opening,
    Pool,
    PoolPlace,
    Referral,
    Tag,
    Tagging,
)
from pipeline.models.applications import Origin
from pipeline.people.pools import running

MOST_OPTIONS = 300
RUNNING = {"yes": "In a running opening", "no": "In none"}
LONGEST_WORDS = 160
RETIRED = " (retired)"


@dataclass(frozen=True)
class Choice:
    """One thing to choose by: its name in the address, what it is called, and its options."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str

    @property
    def chosen_label(self) -> str:
        return dict(self.options).get(self.chosen, "")


@dataclass(frozen=True)
class PeopleSieve:
    """What is asked for; None or "" asks for nothing.

    Opening, state, source and channel are asked of one application that the reader sees.
    """

    words: str = ""
    tag: UUID | None = None
    pool: UUID | None = None
    of_application: Mapping[str, object] = field(default_factory=dict)
    is_referred: bool = False
    is_running: bool | None = None

    def sift(self, people, user: User):
        """Return those of `people`, all of whom `user` may see, who are asked for."""
        if self.words:
            people = people.matching(self.words)
        if self.tag:
            tagged = Tagging.objects.filter(tag=self.tag, candidate=OuterRef("pk"))
            people = people.named_for(user).filter(Exists(tagged))
        if self.pool:
            places = PoolPlace.objects.filter(pool=self.pool, candidate=OuterRef("pk"))
            people = people.named_for(user).filter(Exists(places))
        theirs = Application.objects.visible_to(user).filter(candidate=OuterRef("pk"))
        if self.of_application or self.is_referred:
            people = people.filter(Exists(self._among(theirs)))
        if self.is_running is not None:
            runs = Exists(running(theirs))
            people = people.filter(runs if self.is_running else ~runs)
        return people

    def _among(self, applications):
        applications = applications.filter(**self.of_application)
        if self.is_referred:
            spoken_for = Exists(Referral.objects.filter(application=OuterRef("pk")))
            applications = applications.filter(Q(origin=Origin.REFERRED) | Q(spoken_for))
        return applications


def read_choices(asked: Mapping[str, str], user: User) -> list[Choice]:
    """Return what people can be chosen by, and what of it is `asked` for (four queries).

    What is asked for and is no option asks for nothing.
    """
    openings = Opening.objects.visible_to(user).order_by("-id").values_list("pk", "title", "ref")
    seen = Application.objects.visible_to(user)
    found = {
        "tag": ("Tag", _keyed(Tag.objects.values_list("pk", "name")[:MOST_OPTIONS])),
        "pool": ("Talent pool", _pools()),
        "opening": (
            "Opening",
            [(str(key), f"{title} ({ref})") for key, title, ref in openings[:MOST_OPTIONS]],
        ),
        "state": ("State", list(ApplicationState.choices)),
        "source": ("Source", list(Origin.choices)),
        "channel": ("Heard of us by", [(name, name) for name in channels_among(seen)]),
        "running": ("Running", list(RUNNING.items())),
    }
    return [
        Choice(name, label, options, _chosen(asked.get(name, ""), options))
        for name, (label, options) in found.items()
    ]


def read_sieve(asked: Mapping[str, str], choices: Sequence[Choice]) -> PeopleSieve:
    """Return the sieve that `asked` and `choices` amount to."""
    chosen = {choice.name: choice.chosen for choice in choices}
    of_application = {
        field: value
        for field, value in (
            ("opening", read_key(chosen["opening"])),
            ("state", chosen["state"]),
            ("channel", chosen["channel"]),
        )
        if value
    }
    is_referred = chosen["source"] == Origin.REFERRED
    if chosen["source"] and not is_referred:
        of_application["origin"] = chosen["source"]
    return PeopleSieve(
        words=asked.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS],
        tag=read_key(chosen["tag"]),
        pool=read_key(chosen["pool"]),
        of_application=of_application,
        is_referred=is_referred,
        is_running={"yes": True, "no": False}.get(chosen["running"]),
    )


def _keyed(rows):
    return [(str(key), name) for key, name in rows]


def _pools():
    pools = Pool.objects.order_by("is_retired", *Pool._meta.ordering)[:MOST_OPTIONS]
    return [(str(pool.pk), f"{pool}{RETIRED if pool.is_retired else ''}") for pool in pools]


def _chosen(value, options):
    return value if any(value == option for option, _ in options) else ""
