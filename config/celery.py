"""The Celery application: wake-up calls, and the minute's round."""

import logging.config
import os
import warnings

from celery import Celery, signals
from celery.platforms import SecurityWarning
from django.conf import settings

from config.poolers import check_server_or_exit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Celery warns of root because messages could carry pickled code: ours are JSON.
warnings.filterwarnings("ignore", category=SecurityWarning)

app = Celery("fortnight", set_as_current=True)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def log_as_the_web_does(**kwargs) -> None:
    """Log by our own settings: Celery leaves logging alone where this signal is received."""
    logging.config.dictConfig(settings.LOGGING)


@signals.worker_init.connect
def check_the_database(**kwargs) -> None:
    """Refuse to work where one company's work could reach another's rows."""
    check_server_or_exit(settings.ENVIRONMENT)
