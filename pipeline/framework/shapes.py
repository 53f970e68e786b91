"""The lists of the framework that the pipeline keeps."""

from pathlib import Path

from pipeline.framework.lists import EntryList, add_lists, read_schema
from pipeline.models import (
    Anchor,
    Component,
    Criterion,
    Dimension,
    Fact,
    Failure,
    Level,
    Skill,
    Specialization,
    Task,
)

SCHEMA = read_schema(Path(__file__).parent / "schema.yaml")

OF_PAY = ("pay.view", "specializations.edit")
"""Who sees what people earn reads a pay premium, and so does whoever sets it."""


def add_pipeline_lists() -> None:
    """Take the pipeline's own lists into the framework."""
    add_lists(
        EntryList(
            "specializations",
            "specialization",
            Specialization,
            SCHEMA["specializations"],
            references={"component_weights{}": "components"},
            kept_back={"premium_low_percent": OF_PAY, "premium_high_percent": OF_PAY},
        ),
        EntryList("levels", "level", Level, SCHEMA["levels"]),
        EntryList("skills", "skill", Skill, SCHEMA["skills"]),
        EntryList("dimensions", "dimension", Dimension, SCHEMA["dimensions"]),
        EntryList("components", "component", Component, SCHEMA["components"]),
        EntryList(
            "criteria",
            "criterion",
            Criterion,
            SCHEMA["criteria"],
            references={"skill": "skills", "component": "components", "dimension": "dimensions"},
        ),
        EntryList(
            "anchors",
            "anchor",
            Anchor,
            SCHEMA["anchors"],
            references={"criterion": "criteria", "level": "levels"},
            identity=("criterion", "level", "rating"),
        ),
        EntryList("failures", "failure", Failure, SCHEMA["failures"], {"level": "levels"}),
        EntryList(
            "tasks",
            "task",
            Task,
            SCHEMA["tasks"],
            references={"level": "levels", "specialization": "specializations"},
        ),
        EntryList("facts", "fact", Fact, SCHEMA["facts"]),
    )
