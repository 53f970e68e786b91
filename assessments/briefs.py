"""Briefs from the framework's tasks: which fit an opening, and what a reviewer reads beside one."""

from dataclasses import dataclass

from django.db.models import Q

from assessments.models import TakeHome
from pipeline.framework.history import entries_at
from pipeline.models import Opening, Task, TaskKind

LISTED = "tasks"
"""The framework's list that tasks stand in."""

LONGEST_BRIEF = 50_000
"""What the longest task makes fits: 5,000 characters, and forty parts of 1,000 each."""


@dataclass(frozen=True)
class ReadingAid:
    """What to look for in the work, and what is noted when it is absent. Not for candidates."""

    name: str
    present: list[str]
    missing: list[str]


def tasks_for(opening: Opening) -> list[Task]:
    """Return the tasks in use that fit the opening: take-homes, then assessment tasks."""
    of_level = Q(level=None) | Q(level=opening.level_id)
    of_specialization = Q(specialization=None) | Q(specialization=opening.specialization_id)
    tasks = Task.objects.in_use().filter(of_level, of_specialization)
    return sorted(tasks, key=lambda task: task.kind != TaskKind.TAKE_HOME)


def brief_of(task: Task) -> str:
    """Return what a candidate is told: the brief, its parts by number, and the time limit."""
    parts = "\n".join(f"{number}. {part}" for number, part in enumerate(task.parts, start=1))
    limit = f"Time limit: {say_minutes(task.minutes)}." if task.minutes else ""
    return "\n\n".join(filter(None, [task.name, task.brief.strip(), parts, limit]))


def say_minutes(minutes: int) -> str:
    """Say a span: "90 minutes", "1 hour", "5 hours"."""
    if minutes % 60:
        return f"{minutes} minutes"
    return "1 hour" if minutes == 60 else f"{minutes // 60} hours"


def aid_for(take_home: TakeHome) -> ReadingAid | None:
    """Return the lists of the task as it was when it was set; None without a task (one query)."""
    if not take_home.task or take_home.framework_version is None:
        return None
    read = entries_at(take_home.framework_version, LISTED, [take_home.task])
    document = read.get(take_home.task)
    if document is None:
        return None
    return ReadingAid(document["name"], document["present"], document["missing"])
