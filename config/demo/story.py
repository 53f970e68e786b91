"""What has happened in a demo company by the day it is looked at.

The same dice for each company and each run, so that a demo looks alike wherever it is shown.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from config.accounts.models import User
from config.demo.applicants import SEARCH
from config.demo.cast import FIRST_NAMES, LAST_NAMES, PRIVACY, ROLES, Role
from config.demo.duplicates import tell_duplicate
from config.demo.evidence import fill_scorecard, hand_in_and_review
from config.demo.inbox import fill_inbox
from config.demo.next_roles import prepare_roles
from config.demo.outcomes import make_offer
from config.demo.people import keep_people
from config.demo.postings import intro_of, posting_of
from config.records.company_settings import change_company
from panels.seats import panel_of, seat
from pipeline.holding import hold
from pipeline.models import Application, Candidate, Criterion, Level, Opening, Specialization
from pipeline.moves import enter, move, reject, withdraw
from pipeline.notes import write_note
from pipeline.openings import create_opening
from pipeline.teams import add_member

SHARES = {"inbox": 30, "screen": 22, "technical": 17, "take_home": 12, "final": 10, "offer": 9}
"""Where people stand by now, in percent; some of them were turned down there."""

ORDER = list(SHARES)
NOTES = (
    "Has run a ranking service for two years; ask about the migration.",
    "Prefers mornings. Notice period of one month.",
    "Knows the team from a meetup talk on evaluation.",
)


@dataclass
class Telling:
    """What the teller of one company's story holds in hand."""

    company: object
    now: datetime
    dice: random.Random
    people: dict[str, User]
    names: set[str] = field(default_factory=set)


def tell(company) -> None:
    """Fill the present company's openings with people at all points of their way."""
    telling = Telling(
        company=company,
        now=timezone.now(),
        dice=random.Random(company.slug),  # noqa: S311 - a story, no secret
        people={user.email.partition("@")[0]: user for user in User.objects.all()},
    )
    openings = []
    change_company(
        company,
        by=telling.people["admin"],
        careers_intro=intro_of(company.slug),
        privacy_notice=PRIVACY.get(company.slug, ""),
    )
    for role in ROLES[company.slug]:
        opening = _open(telling, role)
        for _ in range(role.people):
            _live_through(telling, opening)
        openings.append(opening)
    keep_people(telling, openings[0])
    tell_duplicate(telling, openings[0])
    prepare_roles(telling)
    if company.slug == "acme":
        fill_inbox(telling, _open(telling, SEARCH), earlier=openings[-1])


def _open(telling, role: Role) -> Opening:
    lead, said = telling.people["lead"], posting_of(telling.company.slug, role.title)
    opening = create_opening(
        by=lead,
        title=role.title,
        specialization=Specialization.objects.get(key=role.specialization),
        level=Level.objects.get(key=role.level),
        location=role.location,
        workplace=said.workplace,
        summary=said.summary,
        posting=said.sections,
        headcount=role.headcount,
        status="open",
    )
    opening.published_at = telling.now - timedelta(days=said.posted_days)
    if said.closes_in_days:
        opening.closes_on = (telling.now + timedelta(days=said.closes_in_days)).date()
    opening.save(update_fields=["published_at", "closes_on"])
    add_member(opening, telling.people["recruiter"], by=lead)
    criteria = list(Criterion.objects.all())
    panels = {
        "screen": {"ravi": criteria[:2]},
        "technical": {"interviewer": criteria[:3], "mei": criteria[2:5]},
        "final": {"interviewer": criteria[3:5], "lead": criteria[:1] + criteria[4:5]},
    }
    for stage in opening.stages.all():
        for login, asked in panels.get(stage.kind, {}).items():
            seat(stage, telling.people[login], asked, by=lead)
    return opening


def _live_through(telling, opening):
    """Bring one invented person in, some days ago, and as far as the dice say."""
    dice = telling.dice
    reach = dice.choices(ORDER, weights=SHARES.values())[0]
    days = max(0.4, min(19.0, dice.gauss(1.2 + 2.4 * ORDER.index(reach), 2.8)))
    began = telling.now - timedelta(days=days)
    application = enter(
        _person(telling),
        opening,
        by=telling.people["recruiter"],
        origin=dice.choice(["applied", "applied", "applied", "referred"]),
        happened_at=began,
        first_contact_at=began,
    )
    stages = {stage.kind: stage for stage in opening.stages.all()}
    steps = ORDER[1 : ORDER.index(reach) + 1]
    for number, kind in enumerate(steps, start=1):
        at = began + (telling.now - began) * number / (len(steps) + 0.8)
        _gather_evidence(telling, application, at)
        if kind == "offer":
            make_offer(telling, application, at)
        else:
            move(application, stages[kind], by=telling.people["recruiter"], happened_at=at)
    _colour(telling, application)


def _person(telling) -> Candidate:
    while True:
        first, last = telling.dice.choice(FIRST_NAMES), telling.dice.choice(LAST_NAMES)
        if f"{first} {last}" not in telling.names:
            break
    telling.names.add(f"{first} {last}")
    return Candidate.objects.create(
        name=f"{first} {last}",
        email=f"{first}.{last}@example.com".lower(),
        location=telling.dice.choice(["Berlin", "Lisbon", "Warsaw", "Remote", "Zurich"]),
    )


def _gather_evidence(telling, application: Application, at):
    """What the gate of the present stage asks for, before it is left."""
    if application.stage.kind == "take_home":
        hand_in_and_review(application, at, by=telling.people["lead"])
        return
    for place in panel_of(application).seats:
        fill_scorecard(telling.dice, application, place, at)


def _colour(telling, application):
    """Some are turned down, some withdraw, some are on hold, some have a note."""
    recruiter, die = telling.people["recruiter"], telling.dice.random()
    lately = telling.now - timedelta(hours=telling.dice.randint(2, 9))
    if application.stage.kind == "offer" or lately < (application.stage_entered_at or lately):
        return
    if die < 0.16:
        reason = "Evidence from the interviews"
        reject(application, by=recruiter, reason=reason, happened_at=lately)
    elif die < 0.2:
        withdraw(application, by=recruiter, reason="Took another offer", happened_at=lately)
    elif die < 0.28:
        since = telling.now - timedelta(days=1.3)
        if application.first_contact_at < since:
            hold(application, by=recruiter, reason="Candidate is travelling", starts_at=since)
    elif die < 0.45:
        write_note(application.candidate, by=recruiter, text=telling.dice.choice(NOTES))
