"""Starter content: what every company finds on its first day, and edits as its own."""

from pathlib import Path

import yaml

from pipeline.framework.shipped import fill_framework
from pipeline.models import (
    Benchmark,
    EmailTemplate,
    Level,
    Process,
    ProcessStage,
    Reason,
    Specialization,
)

FOLDER = Path(__file__).resolve().parent / "starter"
PROCESSES = ("process", "process_infra", "process_genai", "process_research")
"""The default first; each of the others belongs to a specialization."""


def fill_pipeline() -> None:
    """Write the framework, the processes, benchmarks, reasons and mail templates."""
    fill_framework()
    _write_benchmarks(read_starter("benchmarks"))
    for name in PROCESSES:
        _write_process(read_starter(name))
    for position, row in enumerate(read_starter("reasons")):
        Reason.objects.create(position=position, **row)
    for row in read_starter("emails"):
        EmailTemplate.objects.create(**row)


def read_starter(name: str):
    """Return the content of one starter file."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def _write_benchmarks(rows):
    levels = {level.key: level for level in Level.objects.all()}
    for row in rows:
        Benchmark.objects.create(**{**row, "level": levels[row["level"]]})


def _write_process(row):
    key = row.get("specialization")
    process = Process.objects.create(
        name=row["name"],
        specialization=Specialization.objects.get(key=key) if key else None,
        is_default=key is None,
    )
    for position, stage in enumerate(row["stages"]):
        ProcessStage.objects.create(process=process, position=position, **stage)
