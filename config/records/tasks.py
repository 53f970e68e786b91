"""Wake-up calls of the records."""

from celery import shared_task

from config.records.heartbeats import beat
from config.records.housekeeping import keep_house_if_due
from config.records.outbox import send_due
from config.tenancy.wakeups import CompanyTask


@shared_task(base=CompanyTask, name="send_due_mail")
def send_due_mail():
    """Send what is due of one company's outbox."""
    send_due()
    beat("outbox")


@shared_task(base=CompanyTask, name="keep_house")
def keep_house():
    """Do the day's housekeeping of one company, once a day."""
    keep_house_if_due()
