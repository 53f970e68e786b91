"""Workers of imports, as processes that may be killed."""

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection
from django.utils import timezone

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Import
from tests.databases import url_of

WORKER = """
import django; django.setup()
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.event_logs.claims import run_due_imports
with inside(Company.objects.get(slug="acme")):
    run_due_imports()
"""


def worker_environment(database, crash_at=""):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url_of(os.environ["TEST_APP_URL"], database),
        "FORTNIGHT_DATA": str(settings.FILES_ROOT.parent),
        "FORTNIGHT_CRASH_AT": crash_at,
        "CELERY_SKIP_CHECKS": "1",
    }


def run_worker(database, crash_at=""):
    return subprocess.run(
        [sys.executable, "-c", WORKER],
        cwd=settings.BASE_DIR,
        env=worker_environment(database, crash_at),
        capture_output=True,
        text=True,
    )


def let_the_lease_run_out():
    with inside(Company.objects.get(slug="acme")):
        Import.objects.update(leased_until=timezone.now())
    connection.close()
