"""The actions that the pipeline knows itself: they write, remind, sort and ask; nobody is moved."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.accounts.roles import Role
from pipeline.automations.deadlines import LONGEST_WHAT, set_deadline
from pipeline.automations.fields import (
    choice_field,
    days_field,
    people,
    template_field,
    text_field,
)
from pipeline.automations.registry import Action, Doing, NothingToDo, Settings
from pipeline.automations.spans import day_after, end_of_day, say_days
from pipeline.happenings import AUTOMATION
from pipeline.mailing.sending import send_message
from pipeline.mailing.writing import fill_in
from pipeline.models import EmailTemplate, MessageKind, Note, Topic
from pipeline.notices.telling import CANDIDATE, tell
from pipeline.people.tags import LONGEST_NAME, tag_people
from pipeline.people_due import wake_keepers
from pipeline.rejections.hours import zone_of
from pipeline.rejections.humane_hours import next_humane_hour
from pipeline.work_queue.company_calendar import calendar_of
from pipeline.work_queue.owners import assign, owner_of

OWNER, LEADS, RECRUITERS = "owner", "leads", "recruiters"
TOLD = [(OWNER, "Its owner"), (LEADS, "The hiring leads"), (RECRUITERS, "The recruiters")]
WHOM = {OWNER: "its owner", LEADS: "the hiring leads", RECRUITERS: "the recruiters"}
LONGEST_NOTE = 2000
MANAGERS = (Role.RECRUITER, Role.HIRING_LEAD)


def write_mail(doing: Doing, settings: Settings) -> str:
    """At once; where a time has come rather than a person acted, at the next humane hour."""
    template = EmailTemplate.objects.get(key=settings["template"])
    application = doing.application
    if not application.candidate.email:
        raise NothingToDo("No mail: no email address is known.")
    words = {"subject": template.subject, "text": template.body}
    subject, text = fill_in(application, by=AUTOMATION, **words)
    send_message(
        application,
        by=AUTOMATION,
        subject=subject,
        text=text,
        kind=MessageKind.AUTOMATION,
        template=template,
        due_at=humane_hour(doing) if doing.is_timed else None,
    )
    return f"Wrote “{template.name}” to the candidate."


def humane_hour(doing: Doing):
    """The next hour at which a mail may reach the candidate of a run."""
    works_on = calendar_of(doing.company).is_business_day
    zone = zone_of(doing.application.candidate, doing.company)
    return next_humane_hour(timezone.now(), zone, works_on)


def tell_somebody(doing: Doing, settings: Settings) -> str:
    told = _people_of(doing, settings["who"])
    if not told:
        raise NothingToDo("Nobody was told: the team has nobody of that kind.")
    tell(
        told,
        topic=Topic.AUTOMATION,
        sentence=f"{CANDIDATE}: {settings.get('words') or doing.automation.name}",
        href=reverse("pipeline:application", args=[doing.application.pk]),
        key=f"automation:{doing.run.pk}:{doing.place}",
        application=doing.application,
        by=None,
    )
    return f"Told {', '.join(person.name for person in told)}."


def _people_of(doing, who):
    if who == OWNER:
        owner = owner_of(doing.application)
        return [owner] if owner else []
    if who in WHOM:
        role = Role.HIRING_LEAD if who == LEADS else Role.RECRUITER
        team = User.objects.active().filter(memberships__opening=doing.application.opening_id)
        return list(team.holding(role).by_name())
    return list(User.objects.active().filter(pk=UUID(who)))


def ask_by_a_day(doing: Doing, settings: Settings) -> str:
    """For the candidate calendar days, until their midnight; for us as the company counts."""
    is_theirs = settings["whose"] == "candidate"
    company, now = doing.company, timezone.now()
    if is_theirs:
        zone = zone_of(doing.application.candidate, company)
        day = now.astimezone(zone).date() + timedelta(days=settings["days"])
    else:
        zone = company.zone
        day = day_after(now.astimezone(zone).date(), settings["days"], company)
    deadline = set_deadline(
        doing.application,
        by=AUTOMATION,
        what=settings["what"],
        due_at=end_of_day(day, zone),
        is_for_candidate=is_theirs,
        stage=doing.application.stage,
        automation=doing.automation,
    )
    return f"Set a deadline: {deadline.what}, by {day:%A} {day.day} {day:%B}."


def put_tag(doing: Doing, settings: Settings) -> str:
    tag, new = tag_people([doing.application.candidate], settings["tag"], by=AUTOMATION)
    if not new:
        raise NothingToDo(f"They had the tag “{tag}” already.")
    return f"Put the tag “{tag}” on the candidate."


def name_owner(doing: Doing, settings: Settings) -> str:
    person = User.objects.active().get(pk=UUID(settings["person"]))
    if doing.application.owner_id == person.pk:
        raise NothingToDo(f"It was {person}’s already.")
    assign(doing.application, person, by=AUTOMATION)
    return f"Gave it to {person}."


def note_down(doing: Doing, settings: Settings) -> str:
    """In the name of whoever made the automation: a note of nobody's is the candidate's own."""
    row, automation = doing.application, doing.automation
    author = automation.by or owner_of(row)
    if author is None:
        raise NothingToDo("No note: nobody stands for it.")
    text = f"{settings['text'].strip()}\n\n(By the automation “{automation.name}”.)"
    wake_keepers()
    Note.objects.create(candidate=row.candidate, application=row, author=author, text=text)
    return "Wrote a note."


def _say_whom(settings, names):
    who = settings["who"]
    words = f": “{settings['words'].rstrip('. ')}”" if settings.get("words") else ""
    return f"tell {WHOM.get(who) or names.person(who)}{words}"


def _say_deadline(settings, names):
    if settings["whose"] == "candidate":
        days = "1 day" if settings["days"] == 1 else f"{settings['days']} days"
        return f"set a deadline of {days} for the candidate (“{settings['what']}”)"
    return (
        f"set us a deadline of {say_days(settings['days'], names.company)} (“{settings['what']}”)"
    )


PIPELINE_ACTIONS = [
    Action(
        "mail",
        "Send the candidate a mail",
        lambda settings, names: f"send the mail {names.template(settings['template'])}",
        lambda opening: {"template": template_field()},
        do=write_mail,
    ),
    Action(
        "tell",
        "Tell somebody",
        _say_whom,
        lambda opening: {
            "who": choice_field("Whom", [*TOLD, ("By name", people(*MANAGERS))]),
            "words": text_field("What", longest=200, required=False),
        },
        do=tell_somebody,
    ),
    Action(
        "deadline",
        "Set a deadline",
        _say_deadline,
        lambda opening: {
            "days": days_field(),
            "whose": choice_field("Whose", [("candidate", "The candidate’s"), ("us", "Our own")]),
            "what": text_field("What is due", longest=LONGEST_WHAT),
        },
        do=ask_by_a_day,
        order=0,
    ),
    Action(
        "tag",
        "Put a tag on the candidate",
        lambda settings, names: f"put the tag “{settings['tag']}” on the candidate",
        lambda opening: {"tag": text_field("Tag", longest=LONGEST_NAME)},
        do=put_tag,
    ),
    Action(
        "assign",
        "Name an owner",
        lambda settings, names: f"give it to {names.person(settings['person'])}",
        lambda opening: {"person": choice_field("To", people(*MANAGERS))},
        do=name_owner,
    ),
    Action(
        "note",
        "Write a note",
        lambda settings, names: "write a note",
        lambda opening: {"text": text_field("Note", longest=LONGEST_NOTE, rows=3)},
        do=note_down,
    ),
]
