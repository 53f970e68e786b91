"""The steps of the process as the candidate reads them, and what they ask of them in all."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.candidate_pages.standing import Standing, Told
from pipeline.careers.steps import say_length
from pipeline.models import Application, Stage, StageKind

PUBLIC_TEXTS = {
    StageKind.INBOX: "A person reads what you sent. No machine decides, and no answer of yours "
    "turns you down by itself.",
    StageKind.SCREEN: "A first conversation about the work you have done and the work here. Ask "
    "as much as you are asked.",
    StageKind.TECHNICAL: "We think through problems like ours together. How you get there counts "
    "more than the answer.",
    StageKind.TAKE_HOME: "A piece of work like the real one, in your own time. The brief says "
    "what is asked and how long it should take.",
    StageKind.FINAL: "The people you would work with, your questions, and a look back at what you "
    "showed us.",
    StageKind.OFFER: "Our answer, whatever it is.",
}
"""What candidates read where the company says nothing of its own."""


@dataclass(frozen=True)
class Step:
    """A stage as its candidate may know it; `place` is "past", "present" or "ahead"."""

    stage: Stage
    name: str
    text: str
    length: str
    pay: str
    place: str

    @property
    def is_present(self) -> bool:
        return self.place == "present"


@dataclass(frozen=True)
class Effort:
    """What the process asks of them: `words` such as "6 to 9 hours"; blank where nobody said.

    `untimed` names the stages that are not counted, since their length is not known.
    """

    words: str
    untimed: tuple[str, ...]


def steps_of(application: Application, standing: Standing) -> list[Step]:
    """Return the steps from application to answer, the present one marked (one query).

    Where the process is over, none is present: how far somebody came is no news to them.
    """
    stages = application.opening.stages.exclude(kind=StageKind.HIRED)
    here = application.stage.position
    return [_step(stage, here, standing) for stage in stages]


def _step(stage, here, standing):
    place = "past" if stage.position < here else "ahead"
    if stage.position == here:
        place = "past" if standing.is_over else "present"
    if standing.told == Told.HIRED:
        place = "past"
    name = {StageKind.INBOX: "You apply", StageKind.OFFER: "Our answer"}.get(stage.kind, stage.name)
    return Step(stage, name, text_of(stage), say_length(stage), say_pay(stage), place)


def text_of(stage: Stage) -> str:
    """Return what candidates read of `stage`: the company's words, else the usual ones."""
    return stage.public_text.strip() or PUBLIC_TEXTS.get(StageKind(stage.kind), "")


def say_pay(stage: Stage) -> str:
    """Say whether the work of a stage is paid: blank where nobody would ask.

    Of a take-home everybody asks, so it says as well that nothing is said.
    """
    note = stage.pay_note.strip()
    if stage.is_paid is None:
        is_asked = stage.kind == StageKind.TAKE_HOME
        return "Whether it is paid is not said: ask us." if is_asked and not note else note
    paid = "It is paid." if stage.is_paid else "It is not paid."
    return f"{paid} {note}".strip()


def effort_of(stages: Sequence[Stage]) -> Effort:
    """Return what the stages between application and answer ask in all.

    The sum of their lengths, low with low and high with high; one that says only one end counts
    with it for both.
    """
    asking = [stage for stage in stages if stage.kind not in (StageKind.INBOX, StageKind.OFFER)]
    timed = [stage for stage in asking if stage.minutes_low or stage.minutes_high]
    low = sum(stage.minutes_low or stage.minutes_high for stage in timed)
    high = sum(stage.minutes_high or stage.minutes_low for stage in timed)
    untimed = tuple(stage.name for stage in asking if stage not in timed)
    return Effort(say_hours(low, high), untimed if timed else ())


def say_hours(low: int, high: int) -> str:
    """Say a span of minutes in hours, by the half hours around it: "5½ to 8½ hours"."""
    if not high:
        return ""
    if high < 120:
        return f"{low} minutes" if low == high else f"{low} to {high} minutes"
    ends = [_halves(low // 30), _halves(-(-high // 30))]
    if ends[0] == ends[1]:
        return f"{ends[0]} hours"
    return f"{ends[0]} to {ends[1]} hours"


def _halves(halves):
    whole, rest = divmod(halves, 2)
    return f"{whole or ''}½" if rest else str(whole)
