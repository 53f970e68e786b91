import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.tenancy.naming import company_called
from config.tenancy.schemas import inside
from pipeline.event_logs.importing import ImportRunning, import_log, read_file
from pipeline.event_logs.mapping_files import UnusableMapping, read_mapping
from pipeline.event_logs.mappings import DEFAULT_MAPPING
from pipeline.event_logs.problems import RefusedLog
from pipeline.event_logs.reports import refusal_of, say_problem, say_report


class Command(BaseCommand):
    help = "Import an event log of hiring: candidates, applications, moves and offers."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a CSV file with a row for each event")
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument(
            "--map",
            type=Path,
            default=DEFAULT_MAPPING,
            metavar="FILE",
            help="what the log's words mean (TOML; see docs/imports.md)",
        )
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *, file, company, dry_run, **options):
        found = company_called(company)
        with inside(found):
            report = self._import(file, options["map"], dry_run)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        elif not report["refused"]:
            self.stdout.write(say_report(report))
        if report["refused"]:
            sentences = [say_problem(problem) for problem in report["refused"]]
            if report["refused_unlisted"]:
                sentences.append(f"And {report['refused_unlisted']:,} more.")
            raise CommandError("\n".join([*sentences, "Nothing was imported."]))

    def _import(self, file, mapping_file, is_dry_run):
        try:
            mapping = read_mapping(mapping_file.read_text(encoding="utf-8"))
            return import_log(
                read_file(file), mapping, file_name=file.name, by="import", is_dry_run=is_dry_run
            )
        except (RefusedLog, UnusableMapping) as error:
            return refusal_of(error, is_dry_run=is_dry_run)
        except ImportRunning as error:
            raise CommandError(str(error)) from None
        except UnicodeDecodeError:
            raise CommandError(f"The mapping {mapping_file} is not UTF-8.") from None
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from None
