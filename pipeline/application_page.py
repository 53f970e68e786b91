"""What the page of an application shows: only what its reader may see."""

from django.utils import timezone

from config.accounts.models import User
from pipeline.blind.reading import blind_text, is_hidden
from pipeline.clock_reading import read_clocks
from pipeline.documents import documents_of
from pipeline.first_contact import awaits_reply
from pipeline.forms.documents import DocumentForm
from pipeline.forms.notes import NoteForm
from pipeline.holding import can_hold
from pipeline.models import Application, StageKind
from pipeline.moves import as_history
from pipeline.rules import replay
from pipeline.sections import sections_of
from pipeline.timeline import timeline_of
from pipeline.visibility import manages


def page_of(application: Application, user: User, company) -> dict:
    """Return the context of the page; `application` has candidate, opening and stage selected.

    Contact details, holds, notes and other applications are for whoever manages this one: for
    anyone else not even the rows that hold them are handed to the template.
    """
    parts = sections_of(application, user)
    context = {
        "name": application.candidate.name,
        "is_hidden": is_hidden(application),
        "opening_title": application.opening.title,
        "stage": application.stage,
        "state": application.state,
        "state_words": application.get_state_display(),
        "reading": read_clocks([application], company)[application.pk],
        "timeline": timeline_of(application, user),
        "documents": documents_of(application) if user.can("documents.view") else [],
        "main_sections": [part for part in parts if not part.is_aside],
        "side_sections": [part for part in parts if part.is_aside],
    }
    if manages(user, application):
        context |= _for_managers(application, user)
    return context


def _for_managers(application, user):
    now = timezone.now()
    others = Application.objects.visible_to(user).filter(candidate=application.candidate_id)
    if is_hidden(application):
        others = others.none()  # they would tell who it is
    holds = [hold for hold in application.holds.all() if not hold.ends_at or hold.ends_at > now]
    for hold in holds:
        hold.reason = blind_text(hold.reason, application)
    return {
        "manages": True,
        "application": application,
        "candidate": application.candidate,
        "opening": application.opening,
        "stages": application.opening.stages.exclude(kind=StageKind.HIRED),
        "is_undoable": replay(as_history(application.moves.all())).undoable is not None,
        "holds": holds,
        "can_hold": can_hold(application),
        "awaits_reply": awaits_reply(application),
        "others": others.exclude(pk=application.pk).select_related("opening", "stage"),
        "note_form": NoteForm(auto_id="note_%s"),
        "document_form": DocumentForm(auto_id="document_%s"),
    }
