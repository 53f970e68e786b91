"""Which mail goes out for which reason."""

from collections.abc import Mapping
from uuid import UUID

from config.records.audit import acting
from pipeline.models import EmailTemplate, Reason
from pipeline.models.reasons import ReasonKind


def choose_mails(chosen: Mapping[UUID, EmailTemplate | None], *, by) -> None:
    """Let whoever is rejected for each reason get the mail of its template; None: the usual."""
    with acting(by):
        reasons = Reason.objects.select_for_update().filter(kind=ReasonKind.REJECT, pk__in=chosen)
        for reason in reasons:
            template = chosen[reason.pk]
            if reason.template_id != (template and template.pk):
                reason.template = template
                reason.save(update_fields=["template"])
