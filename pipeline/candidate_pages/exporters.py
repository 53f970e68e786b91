"""What the pipeline gives to a person of what it holds about them."""

from config.records.models import StoredFile
from pipeline.candidate_pages.exporting import ExportPart, file_name_in_export
from pipeline.candidate_pages.process import text_of
from pipeline.candidate_pages.standing import ENDED, Told, told_of
from pipeline.models import (
    Candidate,
    CandidateRequest,
    Document,
    Employment,
    Message,
    Note,
    Offer,
    ScreeningAnswer,
    Stay,
    Survey,
    Work,
)
from pipeline.models.moves import MoveKind
from pipeline.models.offers import OfferStatus

DETAILS = ("name", "email", "phone", "location", "time_zone", "links", "created_at")
CONSENT = "consent"
TERMS = (
    "base", "bonus", "equity", "equity_years", "cliff_months", "sign_on", "currency",
    "starts_on", "expires_on",
)  # fmt: skip


def export_details(candidate: Candidate) -> ExportPart:
    """Who they are, and what they agreed to."""
    rows = {name: getattr(candidate, name) for name in DETAILS}
    agreed = {
        name: value for name, value in candidate.attributes.items() if name.startswith(CONSENT)
    }
    return ExportPart("details", rows | agreed)


def export_applications(candidate: Candidate) -> ExportPart:
    """Each application, as far as they were told of it, with its stages and their days."""
    rows = candidate.applications.select_related("opening", "stage").order_by("id")
    return ExportPart("applications", [_application(row) for row in rows])


def export_documents(candidate: Candidate) -> ExportPart:
    """What they sent, files and all; not what a colleague put there about them."""
    rows = list(
        Document.objects.filter(candidate=candidate, file__uploaded_by=None).select_related("file")
    )
    return ExportPart(
        "documents",
        [
            {"title": row.title, "file": file_name_in_export(row.file), "sent_at": row.created_at}
            for row in rows
        ],
        [row.file for row in rows],
    )


def export_career(candidate: Candidate) -> ExportPart:
    """Jobs and works as they told them; not who checked them."""
    jobs = Employment.objects.filter(candidate=candidate)
    works = Work.objects.filter(candidate=candidate)
    return ExportPart(
        "career",
        {
            "jobs": list(jobs.values("employer", "title", "started", "ended", "is_current")),
            "works": list(works.values("kind", "title", "url", "year", "contribution")),
        },
    )


def export_words(candidate: Candidate) -> ExportPart:
    """What they wrote: with the application, in answer to questions, on their page."""
    own = Note.objects.filter(candidate=candidate, author=None)
    answers = ScreeningAnswer.objects.filter(application__candidate=candidate)
    requests = CandidateRequest.objects.filter(application__candidate=candidate)
    surveys = Survey.objects.filter(application__candidate=candidate)
    return ExportPart(
        "words",
        {
            "messages_with_applications": list(own.values("text", "created_at")),
            "answers": list(answers.values("ask", "answer")),
            "requests": list(requests.values("kind", "text", "created_at", "answer", "handled_at")),
            "surveys": list(surveys.values("clarity", "fairness", "again", "text", "created_at")),
        },
    )


def export_messages(candidate: Candidate) -> ExportPart:
    """The mails that left or came in; one that waits is no message yet."""
    rows = Message.objects.filter(thread__candidate=candidate).select_related("outbox")
    rows = [row for row in rows.order_by("id") if _has_left(row)]
    return ExportPart(
        "messages",
        [
            {
                "direction": row.direction,
                "subject": row.subject,
                "text": row.text,
                "at": row.outbox.sent_at if row.outbox else row.created_at,
            }
            for row in rows
        ],
    )


def export_offers(candidate: Candidate) -> ExportPart:
    """The offers that went out, with their last terms, and their letters."""
    offers = Offer.objects.filter(application__candidate=candidate).extended()
    offers = offers.prefetch_related("versions").order_by("id")
    letters = StoredFile.objects.filter(offer_letter__version__offer__in=offers)
    return ExportPart("offers", [_offer(offer) for offer in offers], list(letters))


def _application(row):
    told = told_of(row)
    state = Told.DECIDING if told == Told.DECIDING else told
    return {
        "role": row.opening.title,
        "reference": row.opening.ref,
        "stands": state.value,
        "stage": row.stage.name if told not in ENDED else "",
        "what_it_says": text_of(row.stage) if told not in ENDED else "",
        "heard_of_us_by": row.channel,
        "first_contact_at": row.first_contact_at,
        "ended_at": row.ended_at if told in ENDED else None,
        "stages": _stages(row, told),
        "steps": _steps(row, told),
    }


def _stages(row, told):
    stays = Stay.objects.filter(application=row).select_related("stage").order_by("visit")
    hides_end = told not in ENDED
    return [
        {
            "stage": stay.stage.name,
            "entered_at": stay.entered_at,
            "left_at": None if hides_end and stay.stage_id == row.stage_id else stay.left_at,
        }
        for stay in stays
    ]


def _steps(row, told):
    """The moves, without what colleagues wrote: a rejection only once it was told."""
    moves = row.moves.select_related("to_stage").order_by("sequence")
    if told == Told.DECIDING:
        moves = moves.exclude(kind=MoveKind.REJECT)
    return [
        {
            "step": move.get_kind_display(),
            "stage": move.to_stage.name,
            "at": move.happened_at,
            "reason": move.reason if move.kind == MoveKind.WITHDRAW and not move.by_id else "",
        }
        for move in moves
    ]


def _has_left(message):
    if message.direction == "in" or message.outbox is None:
        return True
    return message.outbox.sent_at is not None


def _offer(offer):
    terms = offer.terms
    return {
        "state": OfferStatus(offer.status).label,
        "extended_at": offer.extended_at,
        "answered_at": offer.closed_at,
        "your_reason": offer.decline_reason,
        "terms_in_minor_units": {name: getattr(terms, name) for name in TERMS} if terms else None,
    }


PIPELINE_EXPORTERS = [
    export_details,
    export_applications,
    export_documents,
    export_career,
    export_words,
    export_messages,
    export_offers,
]
