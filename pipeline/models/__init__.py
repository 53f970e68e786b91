from pipeline.models.applications import Application, ApplicationState
from pipeline.models.benchmarks import Benchmark
from pipeline.models.candidates import Candidate, Document, Note
from pipeline.models.closing_briefs import ClosingBrief
from pipeline.models.emails import EmailTemplate
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
from pipeline.models.hiring_plans import Approval, Decision, HiringSeat, OpeningTemplate
from pipeline.models.holds import Hold
from pipeline.models.imports import Import
from pipeline.models.intakes import Intake
from pipeline.models.logged_events import LoggedEvent, PlacedAs
from pipeline.models.merges import Merge, TwoPeople
from pipeline.models.moves import StageMove
from pipeline.models.offers import Offer, OfferVersion
from pipeline.models.openings import Membership, Opening
from pipeline.models.people import (
    Employment,
    Pool,
    PoolPlace,
    Referral,
    Tag,
    Tagging,
    Work,
    WorkKind,
)
from pipeline.models.processes import InterviewKind, Process, ProcessStage, Stage, StageKind
from pipeline.models.reasons import Reason
from pipeline.models.screening import AnswerKind, ScreeningAnswer, ScreeningQuestion
from pipeline.models.search import Scope, SearchDocument
from pipeline.models.stays import Stay
from pipeline.models.versions import FrameworkVersion, Revision, Steward

__all__ = [
    "Anchor",
    "AnswerKind",
    "Application",
    "ApplicationState",
    "Approval",
    "Benchmark",
    "Candidate",
    "ClosingBrief",
    "Component",
    "Criterion",
    "Decision",
    "Dimension",
    "Document",
    "EmailTemplate",
    "Employment",
    "Fact",
    "Failure",
    "FrameworkVersion",
    "HiringSeat",
    "Hold",
    "Import",
    "Intake",
    "InterviewKind",
    "Level",
    "LoggedEvent",
    "Membership",
    "Merge",
    "Note",
    "Offer",
    "OfferVersion",
    "Opening",
    "OpeningTemplate",
    "Origin",
    "PlacedAs",
    "Pool",
    "PoolPlace",
    "Process",
    "ProcessStage",
    "Reason",
    "Referral",
    "Revision",
    "Scope",
    "ScreeningAnswer",
    "ScreeningQuestion",
    "SearchDocument",
    "Skill",
    "Specialization",
    "Stage",
    "StageKind",
    "StageMove",
    "Stay",
    "Steward",
    "Tag",
    "Tagging",
    "Task",
    "TaskKind",
    "TwoPeople",
    "Work",
    "WorkKind",
]
