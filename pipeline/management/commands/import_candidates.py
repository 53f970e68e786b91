import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.tenancy.naming import company_called
from config.tenancy.schemas import inside
from pipeline.event_logs.importing import ImportRunning, read_file
from pipeline.event_logs.problems import RefusedLog
from pipeline.models import Opening
from pipeline.people_files.reading import Format
from pipeline.people_imports.importing import RefusedPeople, import_people
from pipeline.people_imports.reports import say_problem, say_report


class Command(BaseCommand):
    help = "Import people from a spreadsheet, an export of another system, or résumés."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV, XLSX, JSON, a résumé or a zip of them")
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("--opening", required=True, metavar="REF", help="whose inbox")
        formats = [known.value for known in Format]
        parser.add_argument("--format", choices=formats, default=Format.AUTO.value)
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
        parser.add_argument("--skip-bad", action="store_true", help="import the good rows only")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *, file, company, dry_run, skip_bad, **options):
        read = []
        keep = (lambda person: read.append(person.as_dict())) if options["json"] else _forget
        with inside(company_called(company)):
            report = self._import(
                file,
                opening=_opening(options["opening"]),
                format=options["format"],
                is_dry_run=dry_run,
                skips_bad=skip_bad,
                on_read=keep,
            )
        if options["json"]:
            self.stdout.write(json.dumps(report | {"read": read}, ensure_ascii=False))
        elif not report["refused"] or report["skipped"]:
            self.stdout.write(say_report(report))
        self._say_refused(report)

    def _import(self, file, **options):
        try:
            return import_people(read_file(file), filename=file.name, by="import", **options)
        except RefusedPeople as error:
            return error.report
        except RefusedLog as error:
            raise CommandError(error.problems.listed[0].problem) from None
        except ImportRunning as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from None

    def _say_refused(self, report):
        """On standard error; an error of the command unless only bad rows were skipped."""
        if not report["refused"]:
            return
        sentences = [say_problem(problem) for problem in report["refused"]]
        if report["refused_unlisted"]:
            sentences.append(f"And {report['refused_unlisted']:,} more.")
        if report["skipped"]:
            self.stderr.write("\n".join(sentences))
            return
        if report["good"]:
            sentences.append(f"--skip-bad would import the {report['good']:,} others.")
        raise CommandError("\n".join([*sentences, "Nothing was imported."]))


def _forget(person):
    """Without --json nobody asks who was read."""


def _opening(ref):
    opening = Opening.objects.filter(ref=ref).first()
    if opening is None:
        raise CommandError(f"There is no opening “{ref}”.")
    return opening
