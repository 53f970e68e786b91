"""What automations are made of: typed lists of triggers, conditions and actions.

Higher rooms add their own in `AppConfig.ready()`. No action rejects, advances or moves anyone:
while an action runs, `pipeline.moves` refuses every step.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from pipeline.automations.names import Names
from pipeline.models import (
    Application,
    ApplicationState,
    Automation,
    AutomationRun,
    Happening,
    HappeningKind,
    Opening,
    Stage,
)

Settings = Mapping[str, Any]
"""What an entry needs to be told, by the name of its field: JSON."""

Fields = Callable[[Opening | None], dict[str, forms.Field]]
"""Returns the form fields of an entry, for an automation of one opening or of them all."""

ACTIVE = frozenset({ApplicationState.ACTIVE})


def no_fields(opening: Opening | None) -> dict[str, forms.Field]:
    return {}


@dataclass(frozen=True)
class Entry:
    """One thing to choose from. `label` stands in lists; `say` puts it into a sentence."""

    name: str
    label: str
    say: Callable[[Settings, Names], str]
    fields: Fields = no_fields


@dataclass(frozen=True)
class Past:
    """One time that a trigger would have fired."""

    application_id: UUID
    at: datetime
    stage_id: UUID | None = None


@dataclass(frozen=True)
class Due:
    """An application whose time has come; `occasion` is the same whenever it is found."""

    application_id: UUID
    occasion: str
    stage_id: UUID | None = None


@dataclass(frozen=True)
class Trigger(Entry):
    """When an automation acts: on happenings of these `kinds`, or when a time has come.

    `matches` says whether a happening is meant. `find_due` returns whose time has come by now,
    since the automation was switched on. `history` returns when it would have fired between
    two moments, the newest first. Unless the application is in one of `states` when its turn
    comes, nothing is done; nor, where it `stays`, once it has left the stage.
    """

    kinds: frozenset[HappeningKind] = frozenset()
    matches: Callable[[Happening, Settings], bool] = lambda happening, settings: True
    find_due: Callable[[Automation, Any], Iterable[Due]] | None = None
    history: Callable[[Settings, datetime, datetime], Iterable[Past]] = lambda *span: ()
    states: frozenset[str] = ACTIVE
    stays: bool = False

    @property
    def is_timed(self) -> bool:
        return self.find_due is not None


@dataclass(frozen=True)
class Standing:
    """An application, as it is, at the moment of which something is asked."""

    application: Application
    at: datetime
    stage: Stage
    company: Any


@dataclass(frozen=True)
class Condition(Entry):
    """What must be so as well. It has one field, `value`."""

    holds: Callable[[Standing, Settings], bool] = lambda standing, settings: True


@dataclass(frozen=True)
class Doing:
    """One action of one run, with what it is done for."""

    run: AutomationRun
    application: Application
    company: Any
    place: int
    is_timed: bool = False

    @property
    def automation(self) -> Automation:
        return self.run.automation


class NothingToDo(Exception):
    """Why an action leaves things as they are, as a sentence; that is no failure."""


@dataclass(frozen=True)
class Action(Entry):
    """What is done. `do` says in words what it did; raises NothingToDo, or fails.

    What has a lower `order` is done first, whatever order was written: a deadline before the
    mail that names it.
    """

    do: Callable[[Doing, Settings], str] = field(kw_only=True)
    order: int = 10


TRIGGERS: dict[str, Trigger] = {}
CONDITIONS: dict[str, Condition] = {}
ACTIONS: dict[str, Action] = {}


def add_triggers(*triggers: Trigger) -> None:
    TRIGGERS.update({trigger.name: trigger for trigger in triggers})


def add_conditions(*conditions: Condition) -> None:
    CONDITIONS.update({condition.name: condition for condition in conditions})


def add_actions(*actions: Action) -> None:
    ACTIONS.update({action.name: action for action in actions})
