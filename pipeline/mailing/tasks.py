"""Wake-up calls of mail."""

from celery import shared_task
from django.conf import settings

from config.records.heartbeats import beat
from config.tenancy.wakeups import CompanyTask
from pipeline.mailing.arriving import TASK as INBOUND_TASK
from pipeline.mailing.filing import work_off_inbound
from pipeline.mailing.mailboxes import TASK as FETCH_TASK
from pipeline.mailing.mailboxes import fetch_mail


@shared_task(base=CompanyTask, name=INBOUND_TASK)
def look_at_inbound_mail():
    """File what came in to one company."""
    work_off_inbound()
    beat("inbound mail")


@shared_task(name=FETCH_TASK, ignore_result=True)
def fetch_inbound_mail():
    """Fetch what came in to the mailbox of the installation, where it has one."""
    if settings.INBOUND.mailbox:
        fetch_mail(settings.INBOUND.mailbox)
