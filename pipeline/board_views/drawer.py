"""The drawer: what a board or a table shows of one application beside itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from config.accounts.models import User
from pipeline.blind.reading import is_hidden
from pipeline.clock_reading import Reading, read_clocks
from pipeline.documents import documents_of
from pipeline.forms.notes import NoteForm
from pipeline.gates import closed_gates
from pipeline.models import Application, Document, Message, StageKind
from pipeline.notes import notes_of
from pipeline.timeline import Entry, timeline_of
from pipeline.waits import waits_of
from pipeline.work_queue.owners import owner_of

MOST_ENTRIES = 6


@dataclass(frozen=True)
class Drawer:
    """One application for whoever manages it, in short; `further` entries are on its own page.

    Its `owner` is who sees to it, who may be so without being named.
    """

    application: Application
    reading: Reading
    waits_for: str
    owner: User | None
    is_named: bool
    entries: Sequence[Entry]
    further: int
    documents: Sequence[Document]
    stages: Sequence
    closed_gates: Sequence[str]
    is_hidden: bool
    version: str
    note_form: NoteForm


def drawer_of(application: Application, user: User, company, *, note_form=None) -> Drawer:
    """Read the drawer; candidate, opening, stage and owner are selected, and who is on the team."""
    version = drawer_version(application, user)  # before the rest: what comes since is news
    entries = timeline_of(application, user)
    hidden = is_hidden(application)
    return Drawer(
        application=application,
        reading=read_clocks([application], company)[application.pk],
        waits_for=waits_of([application]).get(application.pk, ""),
        owner=owner_of(application),
        is_named=bool(application.stage.owner_id or application.owner_id),
        entries=entries[:MOST_ENTRIES],
        further=max(0, len(entries) - MOST_ENTRIES),
        documents=[] if hidden else documents_of(application),
        stages=application.opening.stages.exclude(kind=StageKind.HIRED),
        closed_gates=closed_gates(application) if application.is_active else [],
        is_hidden=hidden,
        version=version,
        note_form=note_form or NoteForm(auto_id="drawer_%s"),
    )


def drawer_version(application: Application, user: User) -> str:
    """Return what changes with the application's moves, owner, notes, letters and papers."""
    letters = Message.objects.filter(thread__application=application)
    papers = Document.objects.filter(candidate=application.candidate_id)
    newest = [_newest(rows) for rows in (notes_of(application, user), letters, papers)]
    marks = [application.version, application.owner_id, *newest]
    return sha256(repr(marks).encode()).hexdigest()[:16]


def _newest(rows):
    return rows.order_by("-pk").values_list("pk", flat=True).first()
