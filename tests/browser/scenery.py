"""Rows for every screen to show: the world, and people at all points of their way in it."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assessments.briefs import brief_of, tasks_for
from assessments.take_homes import hand_in, set_brief
from config.accounts.models import Invitation, User
from config.accounts.roles import Role
from panels.models import CalibrationExample, Question
from panels.practice import rate_example
from panels.seats import seat
from pipeline.days import today
from pipeline.event_logs.claims import run_due_imports
from pipeline.framework.lists import LISTS
from pipeline.holding import hold
from pipeline.invitations import invitation_link
from pipeline.models import Application, Criterion, Fact, Level, Opening, ScreeningAnswer
from pipeline.moves import reject
from pipeline.offers import accept_offer, extend_offer
from pipeline.openings import edit_opening
from pipeline.password_links import password_link
from pipeline.people_imports.orders import order_people, order_trial
from pipeline.stewards import appoint
from tests.companies import KEYS
from tests.factories import make_application, make_offer, make_opening, stage_of
from tests.panels.cards import submitted
from tests.panels.inboxes import RESUME, give_resume
from tests.world import make_world

DAYS_AGO = {"inbox": 1, "screen": 4, "technical": 13, "take_home": 16, "final": 24}


def make_scenery(company) -> dict:
    """Fill the present company; return keys by noun, as `make_world` does, and a few more."""
    world = make_world()
    person = User.objects.get(pk=KEYS["recruiter"])
    person.roles = list(Role.values)
    person.save(update_fields=["roles"])
    opening = Opening.objects.get(pk=world["openings"])
    edit_opening(opening, by=person, version=opening.version, headcount=3)
    people = {kind: _person_in(opening, kind, days) for kind, days in DAYS_AGO.items()}
    hold(people["screen"], by=person, reason="Travels until Monday")
    reject(people["take_home"], by=person, reason="Below the bar")
    _fill_cards(opening, people["technical"], person)
    example = CalibrationExample.objects.get(key=world["example"])
    level = Level.objects.get(key=next(iter(example.verdicts)))
    rate_example(example, level, 4, by=person)
    handed_in, at_home = (_person_in(opening, "take_home", 6) for _ in range(2))
    _take_home(handed_in, person)
    _outdate_facts(person)
    offered, hired = (_person_in(opening, "final", 9) for _ in range(2))
    extended = extend_offer(make_offer(offered, by=person), by=person)
    accept_offer(extend_offer(make_offer(hired, by=person), by=person), by=person)
    sourced = make_application(opening, origin="sourced", first_contact_at=None)
    _fill_inbox(opening, people["inbox"], sourced, person)
    invitation = Invitation.objects.get(pk=world["invitations"])
    return world | {
        "person": person,
        "people import": _people_import(opening, person),
        "refused people": _people_import(opening, person, is_tried=True),
        "extended offer": extended.pk,
        "offered": offered.pk,
        "hired": hired.pk,
        "in inbox": people["inbox"].pk,
        "late": people["final"].pk,
        "rejected": people["take_home"].pk,
        "judged": people["technical"].pk,
        "sourced": sourced.pk,
        "blind": _blind_applicant(person).pk,
        "rated level": level.key,
        "exercise": Question.objects.filter(kind="exercise").first().key,
        "handed in": handed_in.pk,
        "at home": at_home.pk,
        "invitation token": _token(invitation_link(company, invitation)),
        "password token": _token(password_link(company, person)),
    }


def _people_import(opening, person, *, is_tried=False):
    """A sheet whose columns are to be looked at, or that was tried and found to be bad."""
    sheet = b"Name,Email,Shoe size\nAda Osei,ada@example.com,38\nBen Lind,ben@,44\n"
    row = order_people(SimpleUploadedFile("people.csv", sheet), opening, by=person)
    if is_tried:
        order_trial(row, row.options["columns"], by=person)
        run_due_imports()
    return row.pk


def _token(link):
    return link.rstrip("/").rpartition("/")[2]


def _person_in(opening, kind, days):
    began = timezone.now() - timedelta(days=days)
    return make_application(opening, stage=kind, first_contact_at=began)


def _take_home(application: Application, person):
    """Work handed in for a task of the framework, to be reviewed."""
    task = tasks_for(application.opening)[0]
    given = {"brief": brief_of(task), "due_at": None, "task": task.key}
    set_brief(application, application.stage, by=person, **given)
    link = "https://code.example.com/work"
    hand_in(application, application.stage, by=person, link=link)


def _fill_inbox(opening, waiting: Application, rated: Application, person):
    """A résumé that waits for the rating of `person`, with a flagged answer, and a rated one."""
    inbox, criteria = stage_of(opening, "inbox"), list(Criterion.objects.all()[:4])
    seat(inbox, person, criteria, by=User.objects.get(pk=KEYS["lead"]))
    give_resume(waiting, RESUME, by=person)
    ScreeningAnswer.objects.create(
        application=waiting, ask="May you work here?", answer="No", flag="Needs a permit"
    )
    submitted(rated, person, criteria, rating=3, stage=inbox)


def _blind_applicant(person) -> Application:
    """Somebody of whom even this person sees no name."""
    opening = make_opening(by=person, is_blind=True, title="Ranking engineer")
    application = make_application(opening)
    give_resume(application, RESUME)
    return application


def _outdate_facts(person):
    """Facts to be looked at again: two past their day, one soon."""
    for key, days in {"skills-changing": -3, "annual-openings": -1, "postings-growth": 20}.items():
        Fact.objects.filter(key=key).update(review_by=today() + timedelta(days=days))
    appoint(LISTS["facts"], person, by=person)


def _fill_cards(opening, application: Application, person):
    """A panel of two in the technical stage, of whom one is still to write for the others."""
    criteria = list(Criterion.objects.all()[:3])
    technical, colleague = stage_of(opening, "technical"), User.objects.get(pk=KEYS["lead"])
    for member in (person, colleague):
        seat(technical, member, criteria, by=person)
        submitted(application, member, criteria, rating=2, stage=technical)
