"""Wake-up calls of the pipeline."""

from celery import shared_task

from config.records.heartbeats import beat
from config.tenancy.wakeups import CompanyTask
from pipeline.automations.round import look_at_automations
from pipeline.automations.watching import TASK as AUTOMATIONS_TASK
from pipeline.candidate_pages.erasing import erase_due
from pipeline.candidate_pages.promises import TASK as PAGES_TASK
from pipeline.candidate_pages.promises import keep_promises
from pipeline.document_reading import TASK as DOCUMENTS_TASK
from pipeline.document_reading import read_documents
from pipeline.event_logs.claims import run_due_imports
from pipeline.event_logs.orders import TASK
from pipeline.happenings import TASK as HAPPENINGS_TASK
from pipeline.happenings import look_at_happenings
from pipeline.notices.bundles import TASK as NOTICES_TASK
from pipeline.notices.bundles import send_bundles
from pipeline.notices.digests import send_digests
from pipeline.offering.lapsing import TASK as OFFERS_TASK
from pipeline.offering.lapsing import look_at_offers
from pipeline.people_due import TASK as PEOPLE_TASK
from pipeline.people_due import bring_up_to_date
from pipeline.work_queue.alerts import TASK as ALERTS_TASK
from pipeline.work_queue.alerts import look_for_alerts


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


@shared_task(base=CompanyTask, name=NOTICES_TASK)
def tell_people():
    """Send the notices and digests of one company that are due."""
    send_bundles()
    send_digests()
    beat("notices")


@shared_task(base=CompanyTask, name=OFFERS_TASK)
def look_for_offers():
    """Remind of one company's offers, and let those that ran out expire."""
    look_at_offers()
    beat("offers")


@shared_task(base=CompanyTask, name=AUTOMATIONS_TASK)
def run_automations():
    """Notice what has come due in one company, and carry out its automations."""
    look_at_automations()
    beat("automations")


@shared_task(base=CompanyTask, name=ALERTS_TASK)
def look_for_clocks():
    """Tell whose applications of one company run out of time; every few minutes at most."""
    look_for_alerts()


@shared_task(base=CompanyTask, name=HAPPENINGS_TASK)
def show_happenings():
    """Hand what happened in one company to whoever acts on it."""
    look_at_happenings()
    beat("happenings")


@shared_task(base=CompanyTask, name=PAGES_TASK)
def look_after_candidates():
    """Make good for missed promises in one company, and erase whom it is time to erase."""
    keep_promises()
    erase_due()
    beat("candidate pages")
