"""Which answers the panels' own exceptions get."""

from config.records.api.problems import PROBLEMS
from panels.filling import (
    IllegalScorecard,
    IncompleteScorecard,
    NotSeated,
    ScorecardLocked,
    StaleScorecard,
)
from panels.practice import IllegalPractice


def register():
    PROBLEMS.update(
        {
            NotSeated: 403,
            IllegalPractice: 422,
            IllegalScorecard: 422,
            IncompleteScorecard: 422,
            ScorecardLocked: 409,
            StaleScorecard: 412,
        }
    )
