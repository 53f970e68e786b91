import json

from django.core.management.base import BaseCommand, CommandError

from config.tenancy.naming import company_called
from config.tenancy.schemas import inside
from pipeline.models import Opening
from reports.printing import REPORTS, as_text
from reports.scopes import scope_of


class Command(BaseCommand):
    help = "Print a report of a company, or of one of its openings."

    def add_arguments(self, parser):
        parser.add_argument("name", help=", ".join(REPORTS))
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("--opening", metavar="REF")
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *, name, company, opening, **options):
        if name not in REPORTS:
            raise CommandError(f"There is no report “{name}”. There are: {', '.join(REPORTS)}.")
        with inside(company_called(company)) as tenant:
            narrowed = {"opening": _opening(opening)} if opening else {}
            report = REPORTS[name](scope_of(tenant, **narrowed))
        self.stdout.write(_as_json(report) if options["json"] else as_text(report))


def _opening(ref):
    try:
        return Opening.objects.get(ref=ref)
    except Opening.DoesNotExist:
        refs = ", ".join(Opening.objects.order_by("ref").values_list("ref", flat=True))
        raise CommandError(
            f"There is no opening “{ref}”. There are: {refs or 'none yet'}."
        ) from None


def _as_json(report):
    return json.dumps(report, ensure_ascii=False)
