"""Intakes on rows: what the company's framework proposes, and opening a role from it."""

from collections.abc import Mapping

from config.records.audit import acting, person_of
from pipeline.intake import (
    Answers,
    Offer,
    Offered,
    OfferedProcess,
    Proposal,
    propose,
    speaks_against,
    weigh,
)
from pipeline.models import (
    Component,
    Dimension,
    Intake,
    Level,
    Opening,
    Process,
    Specialization,
)
from pipeline.openings import create_opening


def read_offer() -> Offer:
    """Return what the framework has to propose from (five queries)."""
    processes = Process.objects.select_related("specialization").order_by("-is_default", "name")
    return Offer(
        specializations=[_offered(row) for row in Specialization.objects.in_use()],
        levels=[Offered(level.key, level.name) for level in Level.objects.all()],
        components=dict(Component.objects.values_list("key", "name")),
        dimension_weights=dict(Dimension.objects.values_list("key", "weight_percent")),
        processes=[
            OfferedProcess(
                str(row.pk), row.name, row.specialization.key if row.specialization else ""
            )
            for row in processes
            if row.specialization or row.is_default
        ],
    )


def propose_role(answers: Answers, specialization: str = "") -> Proposal:
    """Return what complete `answers` propose here. Raises LookupError as `propose` does."""
    return propose(answers, read_offer(), specialization)


def open_from_intake(
    answers: Answers, proposal: Proposal, *, by, specialization, **fields
) -> Opening:
    """Open a role as `create_opening` does and keep the intake it came from; return it.

    Component weights left as they were proposed follow the specialization chosen in the end.
    """
    is_as_proposed = fields.get("component_weights") == proposal.component_weights
    if is_as_proposed and specialization.key != proposal.specialization.key:
        components = dict(Component.objects.values_list("key", "name"))
        fields["component_weights"], _ = weigh(answers, _offered(specialization), components)
    with acting(by):
        opening = create_opening(by=by, specialization=specialization, **fields)
        Intake.objects.create(
            opening=opening,
            answers=dict(answers),
            proposal=proposal.as_document(),
            by=person_of(by),
        )
    return opening


def other_specialization(intake: Intake, chosen: Specialization) -> str:
    """Return the name of the specialization that the intake spoke for instead, or nothing."""
    offered = [_offered(row) for row in Specialization.objects.in_use()]
    found = speaks_against(_texts(intake.answers), offered, chosen.key)
    return found.name if found else ""


def _offered(specialization):
    weights = specialization.component_weights
    return Offered(specialization.key, specialization.name, weights)


def _texts(answers: Mapping) -> dict[str, str]:
    return {str(key): str(value) for key, value in answers.items()}
