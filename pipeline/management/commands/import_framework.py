import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.tenancy.naming import company_called
from config.tenancy.schemas import inside
from pipeline.framework.importing import RefusedFile, import_file, refusal_report, report_of
from pipeline.framework.yaml_files import LARGEST_BYTES


class Command(BaseCommand):
    help = "Make a company's hiring framework read as a YAML file says; see docs/framework.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a YAML file, or - for standard input")
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *, file, company, dry_run, **options):
        found = company_called(company)
        content = _read(file)
        note = "Imported" if file == "-" else f"Imported from {Path(file).name}"
        refused = None
        with inside(found):
            try:
                taken = import_file(content, by="import", note=note, is_dry_run=dry_run)
                report = report_of(taken, is_dry_run=dry_run)
            except RefusedFile as error:
                refused, report = error, refusal_report(error, is_dry_run=dry_run)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        elif not refused:
            self.stdout.write(_say(report))
        if refused:
            raise CommandError(_say_refusals(refused, report))


def _read(file):
    try:
        if file == "-":
            return sys.stdin.buffer.read(LARGEST_BYTES + 1)
        with Path(file).open("rb") as stream:
            return stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None


def _say(report):
    verb = "would be " if report["dry_run"] else ""
    lines = [
        f"Entries {verb}created: {report['created']:,}",
        f"Entries {verb}updated: {report['updated']:,}",
        f"Entries unchanged: {report['unchanged']:,}",
    ]
    if report["version"]:
        lines.append(f"This is version {report['version']} of the framework.")
    return "\n".join(lines)


def _say_refusals(refused, report):
    shown = refused.refusals[: len(report["refused"])]
    unlisted = report["refused_unlisted"]
    more = [f"And {unlisted:,} more."] if unlisted else []
    return "\n".join([*map(str, shown), *more, "Nothing was imported."])
