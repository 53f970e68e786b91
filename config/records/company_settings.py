"""The settings that a company's admin may change."""

from config.records.audit import acting, note
from config.tenancy.models import Company
from config.tenancy.rights import COMPANY_SETTINGS
from config.tenancy.schemas import outside

TABLE = Company._meta.db_table


def change_company(company, *, by, **changes) -> Company:
    """Change settings of `company` on behalf of `by`; return the row as it now is.

    The row lies in the shared schema, where no trigger watches: the audit entry is written
    here, in the same transaction. It is written where nothing differs as well, since somebody
    has looked at the settings and left them.
    Raises ValidationError keyed by field.
    """
    assert set(changes) <= set(COMPANY_SETTINGS), changes
    with acting(by):
        with outside():
            row = Company.objects.select_for_update().get(pk=company.pk)
            before = {name: getattr(row, name) for name in changes}
            for name, value in changes.items():
                setattr(row, name, value)
            row.clean_fields(exclude={f.name for f in row._meta.fields} - set(changes))
            row.validate_constraints(exclude={"slug", "schema_name"})
            row.save(update_fields=list(changes))
        differing = [name for name, value in changes.items() if before[name] != value]
        note(
            by=by,
            table=TABLE,
            row_id=row.pk,
            action="update",
            before={name: before[name] for name in differing},
            after={name: changes[name] for name in differing},
        )
    return row
