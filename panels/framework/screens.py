"""How the lists that panels keep are read and edited on screen."""

from panels.forms.framework import (
    BackgroundForm,
    CalibrationExampleForm,
    KitForm,
    ProbeForm,
    SignalForm,
)
from panels.forms.framework_questions import QuestionForm
from pipeline.framework.editors import EDITORS, Editor

FOLDER = "panels/framework"


def add_panel_editors() -> None:
    """Take the editors of panels into the framework."""
    EDITORS["kits"] = Editor(KitForm, f"{FOLDER}/_kit.html", f"{FOLDER}/_kit_fields.html")
    EDITORS["questions"] = Editor(
        QuestionForm, f"{FOLDER}/_question.html", f"{FOLDER}/_question_fields.html"
    )
    EDITORS["probes"] = Editor(ProbeForm, f"{FOLDER}/_probe.html")
    EDITORS["signals"] = Editor(SignalForm, f"{FOLDER}/_signal.html")
    EDITORS["backgrounds"] = Editor(
        BackgroundForm, f"{FOLDER}/_background.html", f"{FOLDER}/_background_fields.html"
    )
    EDITORS["calibration_examples"] = Editor(
        CalibrationExampleForm, f"{FOLDER}/_example.html", f"{FOLDER}/_example_fields.html"
    )
