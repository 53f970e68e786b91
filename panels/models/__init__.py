from panels.models.scorecards import Evidence, Rating, Recommendation, Scorecard
from panels.models.seats import MOST_CRITERIA_PER_SEAT, PanelSeat

__all__ = [
    "MOST_CRITERIA_PER_SEAT",
    "Evidence",
    "PanelSeat",
    "Rating",
    "Recommendation",
    "Scorecard",
]
