from panels.models.calibration import CalibrationExample, PracticeRating
from panels.models.kits import Kit, Question, QuestionKind
from panels.models.observations import ProbeReaction, Reaction, SeenSignal
from panels.models.scorecards import Evidence, Rating, Recommendation, Scorecard
from panels.models.seats import MOST_CRITERIA_PER_SEAT, PanelSeat
from panels.models.signals import Background, Probe, Signal, SignalSort

__all__ = [
    "MOST_CRITERIA_PER_SEAT",
    "Background",
    "CalibrationExample",
    "Evidence",
    "Kit",
    "PanelSeat",
    "PracticeRating",
    "Probe",
    "ProbeReaction",
    "Question",
    "QuestionKind",
    "Rating",
    "Reaction",
    "Recommendation",
    "Scorecard",
    "SeenSignal",
    "Signal",
    "SignalSort",
]
