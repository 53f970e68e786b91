"""Starter content: what every company finds on its first day, and edits as its own."""

from pathlib import Path

import yaml

from pipeline.framework.editing import current_version
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
    _write_mails()


def _write_mails():
    for row in read_starter("emails"):
        EmailTemplate.objects.get_or_create(key=row["key"], defaults=row)


def complete_pipeline() -> None:
    """Give a company of an earlier release the mails that are new, its first framework, and the
    processes with it.

    One that has a framework keeps what it has; so do stages that say what they hold, and mails.
    """
    _write_mails()
    if current_version():
        return
    fill_framework()
    if not Process.objects.exclude(specialization=None).exists():
        for name in PROCESSES[1:]:
            _write_process(read_starter(name))
    for stage in read_starter(PROCESSES[0])["stages"]:
        ProcessStage.objects.filter(
            process__is_default=True, kind=stage["kind"], interviews=[]
        ).update(interviews=stage["interviews"])


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
