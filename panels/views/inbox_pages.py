"""What the inbox shows of one applicant to one reviewer, as a page and as a piece of it."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

from panels.forms.inbox import InboxHoldForm, InboxRejectForm, InboxSieveForm, with_placeholders
from panels.forms.sheets import sheet_of
from panels.inbox.joining import may_join
from panels.inbox.marks import marks_of
from panels.inbox.papers import papers_of
from panels.inbox.reviewing import inboxes_of, read_queue, seen_in, sift, wait_in, waiting_as
from panels.models import PanelSeat
from panels.scorecards import cards_for
from pipeline.blind.reading import is_hidden
from pipeline.clock_reading import read_clocks
from pipeline.holding import can_hold
from pipeline.keys import read_key
from pipeline.latest_moves import describe_latest_move
from pipeline.models import Application, Opening, Stage, StageKind
from pipeline.visibility import manages


@dataclass
class Inbox:
    """The inbox of an opening as one reviewer has it before them, sifted as they asked."""

    opening: Opening
    stage: Stage
    user: object
    company: object
    asked: InboxSieveForm

    @cached_property
    def waiting(self):
        """Everyone in the inbox, in order, as they stood when first asked for."""
        return wait_in(self.opening, self.user)

    @cached_property
    def sifted(self):
        return sift(self.waiting, self.asked.sieve, self.user)

    @cached_property
    def next_stage(self) -> Stage | None:
        """Where whoever is advanced goes from here."""
        later = self.opening.stages.filter(position__gt=self.stage.position)
        return later.exclude(kind=StageKind.HIRED).order_by("position").first()

    def address(self, key: UUID | None = None, **more) -> str:
        """The page of one applicant, or of whoever is first, sifted as now."""
        name, keys = ("applicant", [key]) if key else ("inbox", [])
        query = self.asked.query
        if more:
            query += ("&" if query else "?") + urlencode(more)
        return reverse(f"panels:{name}", args=[self.opening.pk, *keys]) + query

    def applicant(self, key: UUID) -> Application:
        """Return an application of this opening that the reviewer may see, else raise Http404."""
        seen = seen_in(self.opening, self.user).with_team_member(self.user)
        rows = seen.select_related("candidate", "stage")
        application = get_object_or_404(rows, pk=key)
        application.opening = self.opening
        return application


def inbox_or_404(request, pk) -> Inbox:
    """Return the inbox of an opening that this person may review (three queries)."""
    user = request.user
    openings = inboxes_of(user).select_related("level", "specialization")
    opening = get_object_or_404(openings, pk=pk)
    stage = opening.stages.filter(kind=StageKind.INBOX).first()
    if stage is None:
        raise Http404("This opening has no inbox.")
    is_seated = PanelSeat.objects.filter(stage=stage, interviewer=user).exists()
    asked = InboxSieveForm(request.GET, is_seated=is_seated, is_own=opening.is_own)
    return Inbox(opening, stage, user, request.company, asked)


def show(request, inbox: Inbox, application: Application | None, *, status=200, **more):
    """Show one applicant, or that nobody waits: the whole page, or to htmx what changes of it."""
    context = {"inbox": inbox, "application": application, "now": timezone.now(), **more}
    here = waiting_as(application) if application else None
    context["queue"] = read_queue(
        inbox.waiting, inbox.sifted, here, inbox.user, inbox.company, context["now"]
    )
    if application is not None:
        context |= _of_applicant(inbox, application, context["now"]) | more
    context["is_piece"] = is_piece(request)
    name = "panels/inbox/_review.html" if is_piece(request) else "panels/inbox.html"
    if not is_piece(request):
        context["decided"] = _decided(request, inbox)
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def is_piece(request) -> bool:
    return bool(request.htmx) or request.path.endswith("/sheet/")


def _of_applicant(inbox, application, now) -> dict:
    """What belongs to one applicant; whoever has left the inbox is only said to have."""
    may_move = inbox.user.can("applications.move") and manages(inbox.user, application)
    context = {"can_decide": may_move, "address": inbox.address(application.pk)}
    if not application.is_active or application.stage_id != inbox.stage.pk:
        return context | {"has_left": describe_latest_move(application, now)}
    context |= {
        "papers": papers_of(application, inbox.user),
        "marks": marks_of(application, inbox.user, is_masked=is_hidden(application)),
        "reading": read_clocks([application], inbox.company, now=now)[application.pk],
    }
    context |= rating_of(inbox, application)
    if context["can_decide"]:
        context["next_stage"] = inbox.next_stage
        context["reject_form"] = InboxRejectForm(initial={"version": application.version})
        if inbox.user.can("applications.hold") and can_hold(application):
            context["hold_form"] = InboxHoldForm(company=inbox.company)
    return context


def rating_of(inbox, application) -> dict:
    """The reviewer's own sheet to fill; once it is in, or without a seat, what cards are in."""
    sheet = sheet_of(inbox.user, application, inbox.stage)
    context = {"sheet": sheet}
    if sheet.is_open:
        return context | fields_of(sheet, sheet.form())
    parts = cards_for(application, inbox.user)
    context["part"] = next((part for part in parts if part.stage == inbox.stage), None)
    if sheet.seat is None:
        context["may_join"] = may_join(inbox.user, inbox.opening, inbox.stage)
    return context


def fields_of(sheet, form) -> dict:
    """What the template prints of the form of a card."""
    form = with_placeholders(form)
    return {"form": form, "blocks": form.blocks(sheet.pinned.anchors)}


def _decided(request, inbox) -> dict | None:
    """What was just decided, with its undo, for whoever goes on without script."""
    key = read_key(request.GET.get("decided", ""))
    if key is None:
        return None
    managed = Application.objects.managed_by(inbox.user).filter(opening=inbox.opening)
    application = managed.select_related("candidate").filter(pk=key).first()
    if application is None:
        return None
    sentence = describe_latest_move(application, timezone.now())
    return {"application": application, "sentence": sentence}
