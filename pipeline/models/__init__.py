from pipeline.models.applications import Application, ApplicationState
from pipeline.models.benchmarks import Benchmark
from pipeline.models.candidates import Candidate, Document, Note
from pipeline.models.closing_briefs import ClosingBrief
from pipeline.models.emails import EmailTemplate
from pipeline.models.employments import Employment
from pipeline.models.framework import (
    Anchor,
    Component,
    Criterion,
    Dimension,
    Level,
    Origin,
    Skill,
    Specialization,
)
from pipeline.models.guidance import Fact, Failure, Task, TaskKind
from pipeline.models.holds import Hold
from pipeline.models.imports import Import
from pipeline.models.intakes import Intake
from pipeline.models.logged_events import LoggedEvent, PlacedAs
from pipeline.models.moves import StageMove
from pipeline.models.offers import Offer, OfferVersion
from pipeline.models.openings import Membership, Opening
from pipeline.models.processes import InterviewKind, Process, ProcessStage, Stage, StageKind
from pipeline.models.reasons import Reason
from pipeline.models.stays import Stay
from pipeline.models.versions import FrameworkVersion, Revision, Steward

__all__ = [
    "Anchor",
    "Application",
    "ApplicationState",
    "Benchmark",
    "Candidate",
    "ClosingBrief",
    "Component",
    "Criterion",
    "Dimension",
    "Document",
    "EmailTemplate",
    "Employment",
    "Fact",
    "Failure",
    "FrameworkVersion",
    "Hold",
    "Import",
    "Intake",
    "InterviewKind",
    "Level",
    "LoggedEvent",
    "Membership",
    "Note",
    "Offer",
    "OfferVersion",
    "Opening",
    "Origin",
    "PlacedAs",
    "Process",
    "ProcessStage",
    "Reason",
    "Revision",
    "Skill",
    "Specialization",
    "Stage",
    "StageKind",
    "StageMove",
    "Stay",
    "Steward",
    "Task",
    "TaskKind",
]
