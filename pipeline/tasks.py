"""Wake-up calls of the pipeline."""

from celery import shared_task

from config.records.heartbeats import beat
from config.tenancy.wakeups import CompanyTask
from pipeline.event_logs.claims import run_due_imports
from pipeline.event_logs.orders import TASK


@shared_task(base=CompanyTask, name=TASK)
def look_for_imports():
    """Carry out one company's imports that wait."""
    run_due_imports()
    beat("imports")
