from django.core.management.base import BaseCommand, CommandError

from config.records.chain import first_broken_link
from config.records.models import AuditLink
from config.tenancy.naming import company_called
from config.tenancy.schemas import inside


class Command(BaseCommand):
    help = "Reckon the hash chain of a company's audit trail anew."

    def add_arguments(self, parser):
        parser.add_argument("--company", required=True, metavar="SLUG")

    def handle(self, *, company, **options):
        with inside(company_called(company)):
            broken, last = first_broken_link(), AuditLink.objects.last()
        if broken is not None:
            raise CommandError(
                f"The entries up to {broken.last_entry} are not what they were when they were "
                f"linked on {broken.linked_at:%Y-%m-%d}."
            )
        if last is None:
            self.stdout.write("Nothing is linked yet; the first link comes within a day.")
            return
        self.stdout.write(f"All is as it was linked, up to {last.last_entry}: {last.digest.hex()}")
