"""Taking everybody up anew."""

import time
from collections.abc import Callable

from django.db import transaction

from pipeline.models import Candidate, PersonDue, SearchPerson, SearchWord
from pipeline.people_due import bring_up_to_date

MOMENT_SECONDS = 1


def rebuild_search(*, wait: Callable[[float], None] = time.sleep) -> int:
    """Take everybody up anew and return how many can be found then.

    They are found all the while by what was kept before. Where a worker is at it, this waits.
    """
    with transaction.atomic():
        SearchWord.objects.all()._raw_delete("default")
        people = Candidate.objects.values_list("pk", flat=True).order_by("pk")
        PersonDue.objects.bulk_create(
            [PersonDue(candidate_id=key) for key in people], batch_size=5_000
        )
        last = PersonDue.objects.order_by("-id").values_list("id", flat=True).first()
    bring_up_to_date()
    while _has_due_before(last):
        wait(MOMENT_SECONDS)
        bring_up_to_date()
    return SearchPerson.objects.count()


def _has_due_before(last) -> bool:
    """Say whether another worker has some of them; whoever was put off is not waited for."""
    return last is not None and PersonDue.objects.due().filter(id__lte=last).exists()
