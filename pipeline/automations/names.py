"""What stands for keys in sentences; each list is read once, and only where it is asked for."""

from functools import cached_property
from typing import Any
from uuid import UUID

from config.accounts.models import User
from pipeline.models import EmailTemplate, Level, Opening, Specialization, Stage, StageKind


class Names:
    """The names of what settings refer to. What is there no longer is said to be gone."""

    def __init__(self, company: Any):
        self.company = company
        self._stages: dict[str, str] = {}

    def template(self, key: str) -> str:
        return f"“{self._templates.get(key, 'a mail that is gone')}”"

    def person(self, key: str) -> str:
        return self._people.get(key, "somebody who is gone")

    def opening(self, key: str) -> str:
        return self._openings.get(key, "an opening that is gone")

    def specialization(self, key: str) -> str:
        return self._specializations.get(key, "one that is gone")

    def level(self, key: str) -> str:
        return self._levels.get(key, "one that is gone")

    def stage(self, kind_or_key: str) -> str:
        """A kind of stage, or one stage of an opening."""
        if kind_or_key in StageKind.values:
            return str(StageKind(kind_or_key).label)
        if kind_or_key not in self._stages:
            found = Stage.objects.filter(pk=UUID(kind_or_key)).values_list("name", flat=True)
            self._stages[kind_or_key] = found.first() or "a stage that is gone"
        return self._stages[kind_or_key]

    @cached_property
    def _templates(self):
        return dict(EmailTemplate.objects.values_list("key", "name"))

    @cached_property
    def _people(self):
        return _named(User, "name")

    @cached_property
    def _openings(self):
        return _named(Opening, "title")

    @cached_property
    def _specializations(self):
        return dict(Specialization.objects.values_list("key", "name"))

    @cached_property
    def _levels(self):
        return dict(Level.objects.values_list("key", "name"))


def _named(model, field):
    return {str(key): name for key, name in model.objects.values_list("pk", field)}
