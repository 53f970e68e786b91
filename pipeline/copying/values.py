"""Values of yesterday: what was kept as JSON, read again for what it is today."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models


def mapping_in(values: Any, name: str) -> Mapping:
    """Return what `values` hold at `name`, or nothing where that is no mapping."""
    found = values.get(name) if isinstance(values, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def list_in(values: Any, name: str) -> list[Mapping]:
    """Return the mappings that `values` hold at `name`; whatever else is there is left out."""
    found = values.get(name) if isinstance(values, Mapping) else None
    rows = found if isinstance(found, list) else []
    return [row for row in rows if isinstance(row, Mapping)]


def name_in(values: Mapping) -> str:
    """Return what a kept entry is called."""
    return str(values.get("name") or values.get("key") or "without a name")[:160]


def key_in(values: Mapping, name: str) -> UUID | None:
    """Return the key at `name`, or None where there is none."""
    try:
        return UUID(str(values.get(name)))
    except ValueError:
        return None


def clean_value(model: type[models.Model], name: str, value: Any) -> Any:
    """Return `value` as the field takes it. Raises ValidationError."""
    field = model._meta.get_field(name)
    if isinstance(field, models.BooleanField) and not isinstance(value, bool):
        raise ValidationError("This is neither yes nor no.")
    if isinstance(field, models.CharField | models.TextField) and not isinstance(value, str):
        raise ValidationError("This is no text.")
    try:
        return field.clean(value, None)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValidationError("This cannot be read.") from error
