"""Openings kept under a name, to begin others with."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from config.records.audit import acting, person_of
from config.records.models import AuditEntry
from pipeline.copying.contents import Extent, content_of
from pipeline.models import Opening, OpeningTemplate
from pipeline.opening_locks import IllegalChange

TABLE = OpeningTemplate._meta.db_table


def save_template(opening: Opening, *, by, name: str, extent: Extent) -> OpeningTemplate:
    """Keep what `opening` is now under `name`; return it. Raises IllegalChange for a taken name."""
    content = content_of(opening, extent)
    with acting(by):
        return _write(OpeningTemplate(name=name.strip(), content=content, by=person_of(by)))


def rename_template(template: OpeningTemplate, *, by, name: str) -> OpeningTemplate:
    """Call a template otherwise; return it. Raises IllegalChange for a taken name."""
    with acting(by):
        row = OpeningTemplate.objects.select_for_update().get(pk=template.pk)
        row.name = name.strip()
        return _write(row)


def delete_template(template: OpeningTemplate, *, by) -> None:
    """Offer it no longer. Openings that came from it keep what they have."""
    with acting(by):
        template.delete()


def undo_change(key: UUID, *, by) -> OpeningTemplate:
    """Take back the latest change of the template `key`: a new name, or that it was deleted.

    It is read from the audit, which forgets nothing. Raises OpeningTemplate.DoesNotExist where
    there never was such a template, and IllegalChange where there is nothing to take back or
    its name is taken meanwhile.
    """
    with acting(by):
        row = OpeningTemplate.objects.select_for_update().filter(pk=key).first()
        latest = AuditEntry.objects.filter(table=TABLE, row_id=key).last()
        if latest is None:
            raise OpeningTemplate.DoesNotExist
        if "name" not in (latest.before or {}):
            raise IllegalChange("There is nothing to undo.")
        if row is not None:
            row.name = latest.before["name"]
        elif latest.action == "delete":
            row = OpeningTemplate(**_columns(latest.before))
        else:
            raise IllegalChange("There is nothing to undo.")
        return _write(row)


def _columns(values):
    """The values of a row by the columns it has today."""
    columns = {field.attname for field in OpeningTemplate._meta.concrete_fields}
    return {name: value for name, value in values.items() if name in columns}


def _write(template):
    if not template.name:
        raise ValidationError({"name": "Give it a name."})
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:
        raise IllegalChange("There is a template of this name already.") from error
    return template
