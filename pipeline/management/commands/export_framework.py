import json

from django.core.management.base import BaseCommand, CommandError

from config.tenancy.naming import company_called
from config.tenancy.schemas import inside
from pipeline.framework.documents import framework_document
from pipeline.framework.editing import current_version
from pipeline.framework.history import framework_at
from pipeline.framework.lists import whole_schema
from pipeline.framework.yaml_files import dump_framework


class Command(BaseCommand):
    help = "Print a company's hiring framework as one YAML document."
    requires_system_checks = []

    def create_parser(self, *names, **options):
        """Let --version be ours: Django's own would print that of Django."""
        return super().create_parser(*names, conflict_handler="resolve", **options)

    def add_arguments(self, parser):
        parser.add_argument("--company", metavar="SLUG", help="needed but for --schema")
        parser.add_argument(
            "--version", type=int, metavar="N", help="as version N had it, not as it is now"
        )
        parser.add_argument(
            "--schema", action="store_true", help="print the JSON Schema of such documents instead"
        )

    def handle(self, *, company, version, schema, **options):
        if schema:
            self.stdout.write(json.dumps(whole_schema(), indent=2, ensure_ascii=False))
            return
        if not company:
            raise CommandError("Say whose framework: --company SLUG.")
        with inside(company_called(company)):
            self.stdout.write(dump_framework(_documents(version)), ending="")


def _documents(version):
    if version is None:
        return framework_document()
    latest = current_version()
    if not 1 <= version <= latest:
        raise CommandError(f"There is no version {version}; the latest is {latest}.")
    return framework_at(version)
