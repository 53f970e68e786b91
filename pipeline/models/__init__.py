from pipeline.models.applications import Application, ApplicationState
from pipeline.models.benchmarks import Benchmark
from pipeline.models.candidates import Candidate, Document, Note
from pipeline.models.emails import EmailTemplate
from pipeline.models.framework import (
    Anchor,
    Component,
    Criterion,
    Dimension,
    Level,
    Skill,
    Specialization,
)
from pipeline.models.holds import Hold
from pipeline.models.imports import Import
from pipeline.models.logged_events import LoggedEvent, PlacedAs
from pipeline.models.moves import StageMove
from pipeline.models.offers import Offer, OfferVersion
from pipeline.models.openings import Membership, Opening
from pipeline.models.processes import Process, ProcessStage, Stage, StageKind
from pipeline.models.reasons import Reason
from pipeline.models.stays import Stay

__all__ = [
    "Anchor",
    "Application",
    "ApplicationState",
    "Benchmark",
    "Candidate",
    "Component",
    "Criterion",
    "Dimension",
    "Document",
    "EmailTemplate",
    "Hold",
    "Import",
    "Level",
    "LoggedEvent",
    "Membership",
    "Note",
    "Offer",
    "OfferVersion",
    "Opening",
    "PlacedAs",
    "Process",
    "ProcessStage",
    "Reason",
    "Skill",
    "Specialization",
    "Stage",
    "StageKind",
    "StageMove",
    "Stay",
]
