"""What of an opening another can begin with, as plain values that can be kept."""

from dataclasses import dataclass

from pipeline.models import Opening
from pipeline.opening_stages import middle_stages

SIMPLE = (
    "title",
    "location",
    "summary",
    "pay_low",
    "pay_high",
    "currency",
    "headcount",
    "clock_days",
    "employment_type",
    "is_blind",
    "workplace",
)
"""Fields whose values are kept as they are."""

STAGE = ("kind", "name", "aim", "minutes_low", "minutes_high", "target_days", "gate", "interviews")
QUESTION = ("ask", "kind", "options", "is_required", "flags")


@dataclass(frozen=True)
class Extent:
    """How much is taken along besides fields, job description, questions and stages."""

    weights: bool = True
    approvers: bool = True
    team: bool = False


def content_of(opening: Opening, extent: Extent) -> dict:
    """Return an opening as values, to keep or to begin another with (up to five queries).

    Whatever could be gone one day is named besides, so that its loss can be told.
    """
    content = {
        "fields": {name: getattr(opening, name) for name in SIMPLE},
        "specialization": _named(opening.specialization),
        "level": _named(opening.level),
        "process": str(opening.process_id or ""),
        "posting": dict(opening.posting),
        "stages": [_stage(stage) for stage in middle_stages(opening)],
        "questions": [
            {name: getattr(question, name) for name in QUESTION}
            for question in opening.screening_questions.all()
        ],
    }
    if extent.weights:
        content["weights"] = {
            "components": dict(opening.component_weights),
            "dimensions": dict(opening.dimension_weights),
        }
    if extent.approvers:
        rows = opening.approvals.select_related("approver")
        content["approvers"] = [_person(row.approver) for row in rows]
    if extent.team:
        content["team"] = [_person(person) for person in opening.team.by_name()]
    return content


def _named(entry):
    return {"key": entry.key, "name": entry.name}


def _person(user):
    return {"id": str(user.pk), "name": user.name}


def _stage(stage):
    template = {"template": str(stage.template_id or "")}
    return {**{name: getattr(stage, name) for name in STAGE}, **template}
