"""Processes: how a specialization hires. Openings copy them and keep their copy."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable

from config.records.audit import acting
from pipeline.models import Opening, Process, ProcessStage, Specialization, Stage
from pipeline.models.processes import MIDDLE_KINDS
from pipeline.openings import lock_process
from pipeline.stage_lists import StageLine, UnknownStage, write_stages


class StaleProcess(Exception):
    """Somebody else has changed the process meanwhile."""


def create_process(specialization: Specialization, *, by) -> Process:
    """Give `specialization` a process of its own, a copy of the default; return it.

    Where it has one already, that one is returned.
    """
    with acting(by):
        Specialization.objects.select_for_update().get(pk=specialization.pk)
        process, is_new = Process.objects.get_or_create(
            specialization=specialization, defaults={"name": f"Hiring for {specialization}"[:120]}
        )
        if is_new:
            ProcessStage.objects.bulk_create(
                ProcessStage(process=process, **stage.shape())
                for stage in ProcessStage.objects.filter(process__is_default=True)
            )
    return process


def rewrite_process(
    process: Process, *, by, name: str, stages: Iterable[StageLine], mark: str
) -> None:
    """Make the template read as `stages`, in their order. Openings keep the copy they have.

    `mark` is what `mark_of` said when the stages were read. Raises StaleProcess where it says
    something else now.
    """
    with acting(by):
        locked = lock_process(process)
        rows = list(locked.stages.all())
        if mark != mark_of(locked, rows):
            raise StaleProcess
        locked.name = name
        locked.save()
        try:
            left_out = write_stages(rows, stages, process=locked)
        except UnknownStage as unknown:
            raise StaleProcess from unknown
        for row in left_out:
            row.delete()


def remove_process(process: Process, *, by) -> None:
    """Let the specialization hire by the default again. Openings keep the copy they have."""
    if process.is_default:
        raise ValueError("The default process stays.")
    with acting(by):
        process.delete()


def mark_of(process: Process, stages: Iterable[ProcessStage]) -> str:
    """Return a mark that changes with anything the editor shows."""
    shown = [process.name, *([str(stage.pk), *stage.shape().values()] for stage in stages)]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:32]


def openings_apart(processes: Iterable[Process]) -> dict[Process, list[Opening]]:
    """Return, by process, the running openings whose copy reads otherwise than it (2 queries).

    The process was changed since they copied it, or they have changed their copy.
    """
    templates = {
        process: [(row.pk, _read(row)) for row in process.stages.all()] for process in processes
    }
    copies = defaultdict(list)
    running = Opening.objects.running().filter(process__in=templates).select_related("process")
    for stage in Stage.objects.filter(opening__in=running, kind__in=MIDDLE_KINDS).select_related(
        "opening__process"
    ):
        copies[stage.opening].append((stage.template_id, _read(stage)))
    apart = {process: [] for process in templates}
    for opening, stages in copies.items():
        if stages != templates[opening.process]:
            apart[opening.process].append(opening)
    return apart


def _read(stage):
    return {field: value for field, value in stage.shape().items() if field != "position"}
