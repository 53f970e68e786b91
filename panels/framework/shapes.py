"""The lists of the framework that panels keep."""

from pathlib import Path

from panels.models import Background, CalibrationExample, Kit, Probe, Question, Signal
from pipeline.framework.checks import RULES
from pipeline.framework.lists import EntryList, add_lists, read_schema

CONTENT = Path(__file__).resolve().parent.parent / "starter"
SCHEMA = read_schema(Path(__file__).parent / "schema.yaml")

FOR_WHOM = {"specializations[]": "specializations", "levels[]": "levels"}


KITS = EntryList(
    "kits",
    "kit",
    Kit,
    SCHEMA["kits"],
    references={
        **FOR_WHOM,
        "seats[].criteria[]": "criteria",
        "questions[]": "questions",
        "signals[]": "signals",
    },
)
QUESTIONS = EntryList(
    "questions",
    "question",
    Question,
    SCHEMA["questions"],
    references={
        **FOR_WHOM,
        "criteria[]": "criteria",
        "probes[]": "probes",
        "shows{}": "levels",
    },
)
PROBES = EntryList("probes", "probe", Probe, SCHEMA["probes"])
SIGNALS = EntryList("signals", "signal", Signal, SCHEMA["signals"])
BACKGROUNDS = EntryList(
    "backgrounds", "background", Background, SCHEMA["backgrounds"], {"probes[]": "probes"}
)
CALIBRATION_EXAMPLES = EntryList(
    "calibration_examples",
    "calibration example",
    CalibrationExample,
    SCHEMA["calibration_examples"],
    references={"criterion": "criteria", "verdicts{}": "levels", "why{}": "levels"},
    kept_back={"verdicts": ("framework.edit",), "why": ("framework.edit",)},
)


def add_panel_lists() -> None:
    """Take the lists of panels into the framework."""
    add_lists(KITS, QUESTIONS, PROBES, SIGNALS, BACKGROUNDS, CALIBRATION_EXAMPLES)
    RULES["questions"] = [exercise_rule]


def exercise_rule(document):
    """An exercise says what is handed out and how it is solved; nothing else does."""
    is_exercise = document.get("kind") == "exercise"
    if is_exercise and not document.get("exercise"):
        yield ("exercise",), "An exercise needs what is handed out, a solution and its checks."
    if document.get("exercise") and not is_exercise:
        yield ("kind",), "Only a question of kind “exercise” has an exercise."
