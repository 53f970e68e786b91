from django.core.management.base import BaseCommand

from config.tenancy.migrating import has_pending_migrations, migrate_all


class Command(BaseCommand):
    help = "Migrate the shared schema, the template schema and every company."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed", action="store_true", help="do nothing where nothing is pending"
        )

    def handle(self, *, if_needed, **options):
        if if_needed and not has_pending_migrations():
            return
        migrate_all()
        self.stdout.write("All schemas are up to date.")
