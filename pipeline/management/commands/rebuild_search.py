from django.core.management.base import BaseCommand

from config.tenancy.naming import company_called
from config.tenancy.schemas import inside
from pipeline.search.rebuilding import rebuild_search


class Command(BaseCommand):
    help = "Take everybody of a company up anew for search, after a restore for example."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--company", required=True, metavar="SLUG")

    def handle(self, *, company, **options):
        with inside(company_called(company)):
            number = rebuild_search()
        self.stdout.write(f"{number} people can be found.")
