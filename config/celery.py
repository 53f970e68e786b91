"""The Celery application: wake-up calls, and the minute's round."""

import logging.config
import os

from celery import Celery, signals
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("fortnight", set_as_current=True)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def log_as_the_web_does(**kwargs) -> None:
    """Log by our own settings: Celery leaves logging alone where this signal is received."""
    logging.config.dictConfig(settings.LOGGING)
