"""The gate of take-homes: what was handed in is reviewed before the stage is left."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef

from assessments.models import TakeHome, TakeHomeReview
from pipeline.models import Application


def take_home_gate(application) -> str | None:
    """Say what the take-home of the present stage lacks; None once it has a review."""
    words = take_home_waits([application]).get(application.pk)
    return words and f"Waiting for the {words}."


def take_home_waits(applications: Sequence[Application]) -> dict[UUID, str]:
    """Say in a few words what the take-home of each application lacks (one query)."""
    rows = Application.objects.filter(pk__in=[row.pk for row in applications])
    here = TakeHome.objects.filter(application=OuterRef("pk"), stage=OuterRef("stage")).handed_in()
    reviews = TakeHomeReview.objects.filter(
        take_home__application=OuterRef("pk"), take_home__stage=OuterRef("stage")
    )
    rows = rows.annotate(is_in=Exists(here), is_reviewed=Exists(reviews))
    return {
        key: "review of the take-home" if is_in else "take-home"
        for key, is_in, is_reviewed in rows.values_list("pk", "is_in", "is_reviewed")
        if not (is_in and is_reviewed)
    }
