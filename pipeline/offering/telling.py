"""Who is told what of offers: approvers by mail and notice, and whoever looks after an offer.

Sentences name the opening and nobody: of somebody who is screened blind not even the name may
reach a reader who has not earned it.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.accounts.roles import Role
from config.records.audit import person_of
from config.records.outbox import put
from pipeline.emails import render_email
from pipeline.models import Offer, OfferApproval, Topic
from pipeline.models.offer_rules import OfferDecision
from pipeline.notices.telling import tell
from pipeline.visibility import manages


def minders_of(offer: Offer) -> list[User]:
    """Return who looks after an offer: the application's owner, whoever extended it, or the team.

    Only people who may see it; where nobody is left of a team, every recruiter.
    """
    application = offer.application
    keys = [application.owner_id, offer.extended_by_id, offer.created_by_id]
    people = User.objects.active().in_bulk([key for key in keys if key])
    for key in keys:
        person = people.get(key)
        if person and person.can("pay.view") and manages(person, application):
            return [person]
    hiring = User.objects.active().holding(Role.RECRUITER, Role.HIRING_LEAD).by_name()
    team = hiring.filter(memberships__opening=application.opening_id)
    return list(team) or list(hiring.filter(Q(roles__contains=[Role.RECRUITER])))


def tell_minders(offer: Offer, sentence: str, *, key: str, by=None) -> None:
    """Tell whoever looks after the offer; of one `key` once."""
    tell(
        minders_of(offer),
        topic=Topic.OFFER,
        sentence=sentence,
        href=reverse("pipeline:application", args=[offer.application_id]),
        key=f"offer-{offer.pk}-{key}",
        application=offer.application,
        by=by,
    )


def tell_approvers(row: OfferApproval, approvers: Iterable[User], *, by) -> None:
    """Tell those who may give the word, by notice and by mail; whoever asks needs no telling."""
    opening = row.offer.application.opening
    href = reverse("pipeline:offer_approval", args=[row.pk])
    notices = tell(
        approvers,
        topic=Topic.OFFER,
        sentence=f"An offer for {opening.title} waits for your approval.",
        href=href,
        key=f"offer-approval-{row.pk}",
        by=by,
    )
    for notice in notices:
        _mail(notice, opening, by=by)


def tell_word(row: OfferApproval, *, is_last: bool, by) -> None:
    """Tell whoever looks after the offer, and whoever asked, what an approver has said."""
    opening = row.offer.application.opening
    if row.decision == OfferDecision.DECLINED:
        sentence = f"{by.name} declined the offer for {opening.title}: {row.note}"
    elif is_last:
        sentence = f"The offer for {opening.title} is approved and can go out."
    else:
        return
    people = {person.pk: person for person in minders_of(row.offer)}
    asker = person_of(row.asked_by)
    if asker and asker.is_active and asker.can("pay.view"):
        people[asker.pk] = asker
    tell(
        people.values(),
        topic=Topic.OFFER,
        sentence=sentence[:400],
        href=reverse("pipeline:application", args=[row.offer.application_id]),
        key=f"offer-approval-{row.pk}-{row.decision}",
        application=row.offer.application,
        by=by,
    )


def _mail(notice, opening, *, by):
    """The mail is their notice by mail, too: it is not sent a second time."""
    company = connection.tenant
    subject, body = render_email(
        "offer_approval_asked",
        company=company.name,
        person=notice.person.name,
        asker=getattr(by, "name", company.name),
        opening=opening.title,
        link=company.address(notice.href),
    )
    put(to=notice.person.email, subject=subject, body=body, about=notice.pk)
    notice.mailed_at = timezone.now()
    notice.save(update_fields=["mailed_at"])
