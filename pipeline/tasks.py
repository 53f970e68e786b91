"""Wake-up calls of the pipeline."""

from celery import shared_task

from config.records.heartbeats import beat
from config.tenancy.wakeups import CompanyTask
from pipeline.document_reading import TASK as DOCUMENTS_TASK
from pipeline.document_reading import read_documents
from pipeline.event_logs.claims import run_due_imports
from pipeline.event_logs.orders import TASK
from pipeline.people_due import TASK as PEOPLE_TASK
from pipeline.people_due import bring_up_to_date


@shared_task(base=CompanyTask, name=TASK)
def look_for_imports():
    """Carry out one company's imports that wait."""
    run_due_imports()
    beat("imports")


@shared_task(base=CompanyTask, name=PEOPLE_TASK)
def keep_people_up_to_date():
    """Let the keepers look at one company's people of whom something changed."""
    bring_up_to_date()
    beat("people")


@shared_task(base=CompanyTask, name=DOCUMENTS_TASK)
def look_for_documents():
    """Read some of one company's documents that wait."""
    read_documents()
    beat("documents")
