"""Openings with many people in them, made in bulk."""

import random
from datetime import timedelta

from django.utils import timezone

from pipeline.models import Application, Candidate, StageMove, Stay
from pipeline.projection import set_projection, stay_rows
from pipeline.rules import Move, MoveKind, replay
from pipeline.stays import stays

FIRST = "Amara Jun Lucía Noor Tomás Ingrid Wei Farah Mateus Elena Kofi Sana Oskar Yara Dae Mina"
LAST = "Osei Takeda Ferrer Haddad Vidal Solberg Lin Qureshi Rocha Petrova Mensah Iqbal Lind Costa"
SHARES = (36, 26, 16, 10, 8, 4)
"""How many of a hundred stand in the inbox, the four middle stages and the offer stage."""


def crowd(opening, number, *, by, seed=14):
    """Put `number` active applications into `opening`, each with the moves that led there."""
    dice = random.Random(seed)
    now = timezone.now()
    stages = list(opening.stages.order_by("position"))
    names = [f"{first} {last}" for first in FIRST.split() for last in LAST.split()]
    candidates = Candidate.objects.bulk_create(
        Candidate(name=dice.choice(names), email=f"{opening.ref}-{n}@example.com")
        for n in range(number)
    )
    applications, moves, visits = [], [], []
    for candidate in candidates:
        began = now - timedelta(days=dice.expovariate(1 / 6), minutes=1)
        place = dice.choices(range(6), SHARES)[0]
        application = Application(
            candidate=candidate, opening=opening, origin="applied", first_contact_at=began
        )
        history = _history(stages[: place + 1], began, now)
        application.opening_id = opening.pk
        rows = stays(history)
        set_projection(application, replay(history), rows)
        applications.append(application)
        visits += stay_rows(application, rows)
        moves += _moves(application, history, by)
    Application.objects.bulk_create(applications, batch_size=1000)
    StageMove.objects.bulk_create(moves, batch_size=1000)
    Stay.objects.bulk_create(visits, batch_size=1000)
    return applications


def _history(stages, began, now):
    step = (now - began) / len(stages)
    return [
        Move(
            kind=MoveKind.ADVANCE if place else MoveKind.ENTER,
            to=stage,
            happened_at=began + place * step,
            sequence=place + 1,
        )
        for place, stage in enumerate(stages)
    ]


def _moves(application, history, by):
    before = None
    for move in history:
        yield StageMove(
            application=application,
            sequence=move.sequence,
            kind=move.kind,
            from_stage=before,
            to_stage=move.to,
            happened_at=move.happened_at,
            by=by,
        )
        before = move.to
