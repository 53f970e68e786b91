"""Starter content: what every company finds on its first day, and edits as its own."""

from pathlib import Path

import yaml

from pipeline.models import (
    Anchor,
    Benchmark,
    Component,
    Criterion,
    Dimension,
    EmailTemplate,
    Level,
    Process,
    ProcessStage,
    Reason,
    Skill,
    Specialization,
)

FOLDER = Path(__file__).resolve().parent / "starter"


def fill_pipeline(using: str) -> None:
    """Write the framework, the default process, benchmarks, reasons and mail templates."""
    framework = read_starter("framework")
    by_key = {}
    for name, model in [
        ("specializations", Specialization),
        ("levels", Level),
        ("components", Component),
        ("dimensions", Dimension),
        ("skills", Skill),
    ]:
        by_key[name] = _write_ordered(model, framework[name], using)
    _write_criteria(framework["criteria"], by_key, using)
    _write_benchmarks(read_starter("benchmarks"), by_key["levels"], using)
    _write_process(read_starter("process"), using)
    for position, row in enumerate(read_starter("reasons")):
        Reason.objects.using(using).create(position=position, **row)
    for row in read_starter("emails"):
        EmailTemplate.objects.using(using).create(**row)


def read_starter(name: str):
    """Return the content of one starter file."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def _write_ordered(model, rows, using):
    made = {}
    for position, row in enumerate(rows):
        made[row["key"]] = model.objects.using(using).create(position=position, **row)
    return made


def _write_criteria(rows, by_key, using):
    for position, row in enumerate(rows):
        criterion = Criterion.objects.using(using).create(
            key=row["key"],
            name=row["name"],
            position=position,
            skill=by_key["skills"][row["skill"]],
            component=by_key["components"][row["component"]],
            dimension=by_key["dimensions"][row["dimension"]],
        )
        Anchor.objects.using(using).bulk_create(
            Anchor(criterion=criterion, level=by_key["levels"][level], rating=rating, text=text)
            for level, texts in row["anchors"].items()
            for rating, text in enumerate(texts, start=1)
        )


def _write_benchmarks(rows, levels, using):
    for row in rows:
        Benchmark.objects.using(using).create(**{**row, "level": levels[row["level"]]})


def _write_process(row, using):
    process = Process.objects.using(using).create(name=row["name"], is_default=True)
    for position, stage in enumerate(row["stages"]):
        ProcessStage.objects.using(using).create(process=process, position=position, **stage)
