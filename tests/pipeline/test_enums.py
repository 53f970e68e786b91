"""The rules and the rows speak of the same kinds and states."""

import pytest

from pipeline import rules
from pipeline.models.applications import ApplicationState
from pipeline.models.moves import MoveKind


@pytest.mark.parametrize(
    ("pure", "stored"),
    [(rules.MoveKind, MoveKind), (rules.ApplicationState, ApplicationState)],
    ids=["kinds", "states"],
)
def test_rules_and_rows_have_the_same_values_under_the_same_names(pure, stored):
    assert {member.name: member.value for member in pure} == dict(
        zip(stored.names, stored.values, strict=True)
    )
