"""Kits as they lie on the table: every interview has one, for every role and level."""

import pytest
from django.urls import reverse

from panels.kits import kits_of, kits_of_stage
from panels.kit_reading import read_kits
from pipeline.models import Level, Specialization
from pipeline.models.processes import USUAL_INTERVIEWS, InterviewKind
from tests.factories import make_application, make_opening, stage_of

PAGE = reverse("panels:kits")


def test_every_interview_has_a_kit_for_each_role_and_level(acme):
    short = []
    for role in Specialization.objects.all():
        for level in Level.objects.all():
            kits = {kit.kit.interview: kit for kit in kits_of(list(InterviewKind), role, level)}
            for kind in InterviewKind:
                asked = kits[kind].questions if kind in kits else []
                if len([row for row in asked if row.strong and row.weak]) < 3:
                    short.append((kind.value, role.key, level.key, len(asked)))
    assert short == []
