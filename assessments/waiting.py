"""Applications that wait for a take-home, to choose cards of a board by."""

from django.db.models import Exists, OuterRef, Q

from assessments.models import TakeHome
from pipeline.board_views.waiting import Wait
from pipeline.models.processes import Gate


def _is_not_handed_in() -> Q:
    here = TakeHome.objects.filter(application=OuterRef("pk"), stage=OuterRef("stage"))
    return Q(stage__gate=Gate.TAKE_HOME) & ~Q(Exists(here.handed_in()))


HAND_IN = Wait("hand_in", "Their take-home", _is_not_handed_in, is_candidates=True)
