"""Telling the workers to look for work.

Work to be done is a row. A wake-up says only "look", so that one lost, doubled or late costs
nothing: beat says it every minute as well.
"""

import logging

from celery import Task, current_app, shared_task
from kombu.exceptions import OperationalError

from config.tenancy.models import Company
from config.tenancy.rounds import ROUNDS
from config.tenancy.schemas import inside, outside

log = logging.getLogger(__name__)


class CompanyTask(Task):
    """A task that runs inside one living company, named by its id; without one it refuses."""

    abstract = True
    ignore_result = True
    acks_late = True

    def __call__(self, company_id, *args, **kwargs):
        with outside():
            company = Company.objects.filter(pk=company_id).first()
        if company is None:
            raise LookupError(f"There is no company {company_id}; {self.name} did not run.")
        with inside(company):
            return self.run(*args, **kwargs)


def wake(task: str, company: Company) -> None:
    """Ask a worker to run `task` for `company` soon.

    Where the broker cannot be reached, the work waits for the next minute's round.
    """
    try:
        current_app.send_task(task, args=[str(company.pk)], retry=False)
    except (OperationalError, OSError) as error:
        log.warning("Nobody was woken for %s: %s", task, error)


@shared_task(name="look_everywhere", ignore_result=True)
def look_everywhere():
    """The minute's round: ask for every look at every company."""
    with outside():
        companies = list(Company.objects.all())
    for company in companies:
        for task in ROUNDS:
            wake(task, company)
