"""Panels: who rates which criteria in a stage."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models import Application, Criterion, Opening, Stage, Stay

MOST_CRITERIA_PER_SEAT = 4


class PanelSeatQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(stage__opening__in=Opening.objects.visible_to(user))

    def usual(self):
        """The seats of a stage's usual panel."""
        return self.filter(application=None)

    def counting_for(self, application):
        """The seats that count for `application`, a row or an OuterRef, in each stage.

        They are its own, or else those of the usual panel; a usual seat made after the
        application left the stage does not count. The caller names the stage or the opening.
        """
        is_outer = isinstance(application, OuterRef)
        inner = OuterRef(application) if is_outer else application
        own = PanelSeat.objects.filter(stage=OuterRef("stage"), application=inner)
        stays = Stay.objects.filter(stage=OuterRef("stage"), application=inner)
        left_before = Exists(stays.filter(left_at__lte=OuterRef("created_at")))
        was_there_since = Exists(stays.exclude(left_at__lte=OuterRef("created_at")))
        counts_as_usual = Q(application=None) & ~Exists(own) & (~left_before | was_there_since)
        return self.filter(Q(application=application) | counts_as_usual)


class PanelSeat(Row):
    """A place on a panel: who rates which criteria in a stage.

    Without an application it is the stage's usual panel; an application with seats of its own
    has those instead.
    """

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="seats")
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.CASCADE, related_name="seats"
    )
    interviewer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="seats")
    criteria = models.ManyToManyField(Criterion, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PanelSeatQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "application", "interviewer"],
                name="seat_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"{self.interviewer} in {self.stage}"
