from pipeline.models.applications import Application, ApplicationState
from pipeline.models.approvals import Approval
from pipeline.models.automations import Automation, AutomationRun, Deadline
from pipeline.models.benchmarks import Benchmark
from pipeline.models.candidate_pages import (
    CandidateRequest,
    PageLink,
    Promise,
    RequestKind,
    Survey,
)
from pipeline.models.candidates import Candidate, Document, Note
from pipeline.models.clock_rules import DayOff, Escalation
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
from pipeline.models.happenings import Happening, HappeningKind
from pipeline.models.held_uploads import HeldUpload
from pipeline.models.hiring_seats import HiringSeat
from pipeline.models.holds import Hold
from pipeline.models.imports import Import
from pipeline.models.intakes import Intake
from pipeline.models.logged_events import LoggedEvent, PlacedAs
from pipeline.models.merges import Merge, TwoPeople
from pipeline.models.messages import InboundMail, Message, MessageKind, Thread
from pipeline.models.moves import StageMove
from pipeline.models.notices import ChatHook, Digest, Follow, Mention, Notice, NoticeChoice, Topic
from pipeline.models.offer_rules import (
    ApproverStep,
    ExchangeRate,
    LetterTemplate,
    OfferApproval,
    OfferLetter,
)
from pipeline.models.offers import Offer, OfferVersion
from pipeline.models.opening_templates import OpeningTemplate
from pipeline.models.openings import Membership, Opening
from pipeline.models.people_due import PersonDue
from pipeline.models.pools import Pool, PoolPlace
from pipeline.models.processes import InterviewKind, Process, ProcessStage, Stage, StageKind
from pipeline.models.reasons import Reason
from pipeline.models.referrals import Referral
from pipeline.models.reveals import Reveal
from pipeline.models.saved_views import ManyChange, PinnedView, SavedView
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
    "ApproverStep",
    "Automation",
    "AutomationRun",
    "Benchmark",
    "Candidate",
    "CandidateRequest",
    "ChatHook",
    "ClosingBrief",
    "Component",
    "Criterion",
    "DayOff",
    "Deadline",
    "Digest",
    "Dimension",
    "Document",
    "DocumentText",
    "EmailTemplate",
    "Employment",
    "Escalation",
    "ExchangeRate",
    "Fact",
    "Failure",
    "Follow",
    "FrameworkVersion",
    "Happening",
    "HappeningKind",
    "HeldUpload",
    "HiringSeat",
    "Hold",
    "IdentityKey",
    "Import",
    "InboundMail",
    "Intake",
    "InterviewKind",
    "LetterTemplate",
    "Level",
    "LoggedEvent",
    "ManyChange",
    "Membership",
    "Mention",
    "Merge",
    "Message",
    "MessageKind",
    "Note",
    "Notice",
    "NoticeChoice",
    "Offer",
    "OfferApproval",
    "OfferLetter",
    "OfferVersion",
    "Opening",
    "OpeningTemplate",
    "Origin",
    "PageLink",
    "PersonDue",
    "PinnedView",
    "PlacedAs",
    "Pool",
    "PoolPlace",
    "Process",
    "ProcessStage",
    "Promise",
    "Reason",
    "Referral",
    "RequestKind",
    "Reveal",
    "Revision",
    "SavedView",
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
    "Survey",
    "Tag",
    "Tagging",
    "Task",
    "TaskKind",
    "Thread",
    "Topic",
    "TwinSuggestion",
    "TwoPeople",
    "Work",
]
