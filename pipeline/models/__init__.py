from pipeline.models.applications import Application, ApplicationState
from pipeline.models.approvals import Approval
from pipeline.models.benchmarks import Benchmark
from pipeline.models.candidates import Candidate, Document, Note
from pipeline.models.closing_briefs import ClosingBrief
from pipeline.models.document_texts import DocumentText
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
from pipeline.models.held_uploads import HeldUpload
from pipeline.models.hiring_seats import HiringSeat
from pipeline.models.holds import Hold
from pipeline.models.imports import Import
from pipeline.models.intakes import Intake
from pipeline.models.logged_events import LoggedEvent, PlacedAs
from pipeline.models.merges import Merge, TwoPeople
from pipeline.models.moves import StageMove
from pipeline.models.offers import Offer, OfferVersion
from pipeline.models.opening_templates import OpeningTemplate
from pipeline.models.openings import Membership, Opening
from pipeline.models.people_due import PersonDue
from pipeline.models.pools import Pool, PoolPlace
from pipeline.models.processes import InterviewKind, Process, ProcessStage, Stage, StageKind
from pipeline.models.reasons import Reason
from pipeline.models.referrals import Referral
from pipeline.models.reveals import Reveal
from pipeline.models.screening import ScreeningAnswer, ScreeningQuestion
from pipeline.models.search import SearchDocument, SearchPerson, SearchWord
from pipeline.models.stays import Stay
from pipeline.models.tags import Tag, Tagging
from pipeline.models.twins import IdentityKey, TwinSuggestion
from pipeline.models.versions import FrameworkVersion, Revision, Steward
from pipeline.models.works import Work

__all__ = [
    "Anchor",
    "Application",
    "ApplicationState",
    "Approval",
    "Benchmark",
    "Candidate",
    "ClosingBrief",
    "Component",
    "Criterion",
    "Dimension",
    "Document",
    "DocumentText",
    "EmailTemplate",
    "Employment",
    "Fact",
    "Failure",
    "FrameworkVersion",
    "HeldUpload",
    "HiringSeat",
    "Hold",
    "IdentityKey",
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
    "PersonDue",
    "PlacedAs",
    "Pool",
    "PoolPlace",
    "Process",
    "ProcessStage",
    "Reason",
    "Referral",
    "Reveal",
    "Revision",
    "ScreeningAnswer",
    "ScreeningQuestion",
    "SearchDocument",
    "SearchPerson",
    "SearchWord",
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
    "TwinSuggestion",
    "TwoPeople",
    "Work",
]
