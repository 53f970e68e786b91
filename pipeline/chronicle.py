"""What the pipeline tells of an application: moves, first contact, holds, notes, documents.

Notes, reasons and holds are for whoever manages the application. A panel is told the steps
alone, so that nobody's judgement colours another's.
"""

from collections.abc import Iterator

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from config.accounts.models import User
from pipeline import rules
from pipeline.documents import documents_of
from pipeline.models import Application, Hold, StageMove
from pipeline.models.applications import Origin
from pipeline.models.moves import MoveKind
from pipeline.moves import as_history
from pipeline.notes import notes_of
from pipeline.timeline import Entry
from pipeline.visibility import manages

MOVES = Prefetch("moves", StageMove.objects.select_related("from_stage", "to_stage", "by"))
HOLDS = Prefetch("holds", Hold.objects.select_related("by"))
"""What is read once for one row, however often it is asked."""

FIRST_CONTACT = {
    Origin.APPLIED: "First contact: applied",
    Origin.SOURCED: "First contact: replied",
    Origin.REFERRED: "First contact: referred",
}


def tell_moves(application: Application, user: User) -> Iterator[Entry]:
    """Every move, by whom and why; those that no longer stand are marked undone."""
    prefetch_related_objects([application], MOVES)
    rows = application.moves.all()
    standing = {move.sequence for move in rules.effective(as_history(rows))}
    tells_reasons = manages(user, application)
    for row in rows:
        yield Entry(
            happened_at=row.happened_at,
            title=_say_move(row),
            who=row.by.name if row.by else "",
            text=row.reason if tells_reasons else "",
            kind=row.to_stage.kind,
            order=row.sequence,
            is_undone=row.sequence not in standing,
        )


def tell_first_contact(application: Application, user: User) -> Iterator[Entry]:
    """When we wrote, and when the clock started; before what happened at the same moment."""
    at, wrote_at = application.first_contact_at, application.outreach_at
    if wrote_at:
        starts = "The clock starts." if wrote_at == at else ""
        yield Entry(wrote_at, "We wrote first", text=starts, kind="contact", order=-2)
    if at and at != wrote_at:
        title = FIRST_CONTACT.get(application.origin, "First contact")
        yield Entry(at, title, text="The clock starts.", kind="contact", order=-1)


def tell_holds(application: Application, user: User) -> Iterator[Entry]:
    """The start and the end of each hold."""
    if not manages(user, application):
        return
    prefetch_related_objects([application], HOLDS)
    for hold in application.holds.all():
        who = hold.by.name if hold.by else ""
        yield Entry(hold.starts_at, "Clock held", who, hold.reason, kind="hold")
        if hold.ends_at:
            yield Entry(hold.ends_at, "Hold ended", text=hold.reason, kind="hold")


def tell_notes(application: Application, user: User) -> Iterator[Entry]:
    """Notes on this application, and those on the person."""
    if not manages(user, application):
        return
    for note in notes_of(application, user):
        title = "Note" if note.author else "Message from the candidate"
        who = note.author.name if note.author else ""
        yield Entry(note.created_at, title, who, note.text)


def tell_documents(application: Application, user: User) -> Iterator[Entry]:
    if not user.can("documents.view"):
        return
    for document in documents_of(application):
        uploader = document.file.uploaded_by
        yield Entry(
            happened_at=document.created_at,
            title=f"Document: {document.title}",
            who=uploader.name if uploader else "",
            href=reverse("records:file", args=[document.file_id]),
            kind="document",
        )


TELLERS = [tell_moves, tell_first_contact, tell_holds, tell_notes, tell_documents]


def _say_move(row):
    to = row.to_stage.name
    match row.kind:
        case MoveKind.ENTER:
            return f"Entered {to}"
        case MoveKind.ADVANCE:
            return f"Moved from {row.from_stage.name} to {to}"
        case MoveKind.RETURN:
            return f"Moved back from {row.from_stage.name} to {to}"
        case MoveKind.REJECT:
            return f"Rejected in {to}"
        case MoveKind.WITHDRAW:
            return f"Withdrew in {to}"
        case MoveKind.REINSTATE:
            return f"Reinstated into {to}"
    return f"Undone: back in {to}"
