"""Stages, questions and weights of yesterday, as far as they are sound today."""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError

from pipeline.applying.questions import MOST_QUESTIONS, QuestionLine, check_question
from pipeline.copying.contents import STAGE
from pipeline.copying.values import clean_value, key_in, mapping_in, name_in
from pipeline.models import InterviewKind, ProcessStage, ScreeningQuestion, Stage
from pipeline.models.processes import MIDDLE_KINDS
from pipeline.opening_weights import check_weights

MOST_STAGES = 30


def read_stages(kept: Sequence[Mapping], lost: list[str]) -> list[Stage]:
    """Return the middle stages, unsaved; what is lost of them is said in `lost`."""
    keys = {key for row in kept if (key := key_in(row, "template"))}
    templates = ProcessStage.objects.in_bulk(keys)
    stages = []
    for row in kept[:MOST_STAGES]:
        try:
            stage = _stage(row, lost)
        except ValidationError:
            lost.append(f"The stage “{name_in(row)}” could not be read.")
            continue
        stage.template = templates.get(key_in(row, "template"))
        stages.append(stage)
    return stages


def _stage(row, lost):
    if row.get("kind") not in list(MIDDLE_KINDS):
        raise ValidationError("This is no kind of a middle stage.")
    plain = [name for name in STAGE if name != "interviews" and name in row]
    shape = {name: clean_value(Stage, name, row[name]) for name in plain}
    if not shape.get("name"):
        raise ValidationError("It has no name.")
    kinds = _texts(row.get("interviews"))
    known = [kind for kind in kinds if kind in list(InterviewKind)]
    if len(known) < len(kinds):
        lost.append(f"An interview of the stage “{name_in(row)}” is no longer held.")
    return Stage(**shape, interviews=known)


def read_questions(kept: Sequence[Mapping], lost: list[str]) -> list[ScreeningQuestion]:
    """Return the screening questions, unsaved and in order; what is lost is said in `lost`."""
    questions = []
    for row in kept:
        try:
            if len(questions) == MOST_QUESTIONS:
                raise ValidationError("There are enough questions.")
            questions.append(_question(row, position=len(questions)))
        except ValidationError:
            lost.append(
                f"The question “{str(row.get('ask') or 'without words')[:80]}” is left out."
            )
    return questions


def _question(row, *, position):
    line = QuestionLine(
        ask=clean_value(ScreeningQuestion, "ask", row.get("ask")),
        kind=clean_value(ScreeningQuestion, "kind", row.get("kind")),
        options=tuple(_texts(row.get("options"))),
        is_required=row.get("is_required") is True,
        flags={
            answer: words
            for answer, words in mapping_in(row, "flags").items()
            if isinstance(words, str)
        },
    )
    check_question(line)
    return ScreeningQuestion(
        position=position,
        ask=line.ask,
        kind=line.kind,
        options=list(line.options),
        is_required=line.is_required,
        flags=line.flags,
    )


def read_weights(kept: Mapping, lost: list[str]) -> dict[str, dict]:
    """Return the weights for `create_opening`, or nothing where they no longer go with today's."""
    if not kept:
        return {}
    components, dimensions = mapping_in(kept, "components"), mapping_in(kept, "dimensions")
    try:
        if not all(type(weight) is int for weight in (*components.values(), *dimensions.values())):
            raise ValidationError("These are no percentages.")
        check_weights(components, dimensions)
    except ValidationError:
        lost.append("The weights no longer go with the framework; it takes those of today.")
        return {}
    return {"component_weights": dict(components), "dimension_weights": dict(dimensions)}


def _texts(values: object) -> list[str]:
    rows: Iterable = values if isinstance(values, list) else []
    return [value for value in rows if isinstance(value, str)]
