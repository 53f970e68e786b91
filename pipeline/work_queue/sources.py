"""What candidates and deadlines leave to whoever manages an application."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from pipeline.decisions_due import decisions_due, say_decisions
from pipeline.models import Application, ApplicationState, CandidateRequest, Deadline, Message
from pipeline.models.messages import Direction
from pipeline.queue import Errand, Kind, Source
from pipeline.templatetags.cards import address_of


def unanswered() -> QuerySet[Message]:
    """Messages of candidates that nobody has answered."""
    return Message.objects.filter(direction=Direction.IN, answered_at=None).order_by()


def replies_waiting(user, company) -> QuerySet | None:
    """Applications in whose threads a candidate waits for an answer, whatever their state."""
    if not user.can("messages.view"):
        return None
    return unanswered().exclude(thread__application=None).values("thread__application")


def say_replies(applications: Sequence[Application], user, waits) -> Mapping[UUID, Errand]:
    return {
        row.pk: Errand(f"Answer {row.candidate.name}", _on_page(row, "messages"))
        for row in applications
    }


def requests_waiting(user, company) -> QuerySet | None:
    """Applications with something that the candidate asked for on their page."""
    if not user.can("requests.answer"):
        return None
    return CandidateRequest.objects.to_answer().told_to(user).values("application")


def say_requests(applications: Sequence[Application], user, waits) -> Mapping[UUID, Errand]:
    """Say what is asked for (one query)."""
    asked: dict[UUID, list[str]] = {}
    rows = CandidateRequest.objects.to_answer().told_to(user)
    for row in rows.filter(application__in=applications).order_by("id"):
        asked.setdefault(row.application_id, []).append(row.get_kind_display().lower())
    return {
        row.pk: Errand(
            f"They ask for: {', '.join(dict.fromkeys(asked.get(row.pk, ())))}",
            _on_page(row, "candidate-page"),
        )
        for row in applications
    }


def missed() -> QuerySet[Deadline]:
    """Deadlines that passed while nobody did what was due."""
    return Deadline.objects.filter(passed_at__isnull=False, met_at=None, dropped_at=None)


def deadlines_passed(user, company) -> QuerySet | None:
    if not user.can("applications.move"):
        return None
    return missed().filter(application__state=ApplicationState.ACTIVE).values("application")


def say_deadlines(applications: Sequence[Application], user, waits) -> Mapping[UUID, Errand]:
    """Say what was due (one query)."""
    due = {row.application_id: row.what for row in missed().filter(application__in=applications)}
    return {
        row.pk: Errand(f"Deadline passed: {due.get(row.pk, '')}", _on_page(row, ""))
        for row in applications
    }


def _on_page(application, part):
    address = address_of(application.pk)
    return f"{address}#{part}" if part else address


PIPELINE_SOURCES = (
    Source(Kind.DECISION, decisions_due, say_decisions),
    Source(Kind.REPLY, replies_waiting, say_replies),
    Source(Kind.REQUEST, requests_waiting, say_requests),
    Source(Kind.DEADLINE, deadlines_passed, say_deadlines, own_days_left=0),
)
