"""What the pipeline erases of a person. Stages, their days and the offers' figures stay."""

from django.db.models import Q
from django.utils import timezone

from config.records.files import discard_file
from config.records.models import OutboxMessage, StoredFile
from pipeline.candidate_pages.papers import remove_document
from pipeline.models import (
    Application,
    AutomationRun,
    Candidate,
    CandidateRequest,
    ClosingBrief,
    Deadline,
    Document,
    Employment,
    Happening,
    Hold,
    IdentityKey,
    InboundMail,
    Merge,
    Note,
    Notice,
    Offer,
    OfferApproval,
    OfferLetter,
    OfferVersion,
    PageLink,
    PoolPlace,
    Reason,
    Referral,
    ScreeningAnswer,
    SearchDocument,
    SearchPerson,
    Survey,
    Tagging,
    Thread,
    TwinSuggestion,
    TwoPeople,
    Work,
)
from pipeline.people_due import wake_keepers

NOBODY = "Erased candidate"


def erase_mail(candidate: Candidate) -> None:
    """Threads, what came in, and what lies in the outbox, sent or not.

    Before the details: mail is found by their address as well.
    """
    applications = Application.objects.filter(candidate=candidate).values("pk")
    offers = Offer.objects.filter(application__candidate=candidate).values("pk")
    theirs = Q(message__thread__candidate=candidate) | Q(about__in=applications)
    theirs |= Q(about__in=offers)
    arrived = Q(message__thread__candidate=candidate)
    if candidate.email:
        theirs |= Q(to__iexact=candidate.email)
        arrived |= Q(from_address__iexact=candidate.email)
    mails = list(OutboxMessage.objects.filter(theirs).values_list("pk", flat=True))
    InboundMail.objects.filter(arrived).delete()
    Thread.objects.filter(candidate=candidate).delete()
    OutboxMessage.objects.filter(pk__in=mails).delete()


def erase_papers(candidate: Candidate) -> None:
    """Documents and letters of offers, with their files."""
    for document in Document.objects.filter(candidate=candidate).select_related("file"):
        remove_document(document)
    letters = OfferLetter.objects.filter(version__offer__application__candidate=candidate)
    files = list(letters.values_list("file", flat=True))
    letters.delete()
    for stored in StoredFile.objects.filter(pk__in=files):
        discard_file(stored)


def erase_words(candidate: Candidate) -> None:
    """What was written by them and about them, as far as it may be changed."""
    of_application = {"application__candidate": candidate}
    Note.objects.filter(candidate=candidate).delete()
    Note.objects.filter(**of_application).delete()
    ScreeningAnswer.objects.filter(**of_application).delete()
    ClosingBrief.objects.filter(**of_application).delete()
    Deadline.objects.filter(**of_application).delete()
    Notice.objects.filter(**of_application).delete()
    CandidateRequest.objects.filter(**of_application).update(text="", answer="")
    Survey.objects.filter(**of_application).update(text="")
    AutomationRun.objects.filter(**of_application).update(did=[])
    Happening.objects.filter(**of_application).update(data={})
    Referral.objects.filter(candidate=candidate).update(name="", relation="", words="")
    usual = Reason.objects.values("text")
    Hold.objects.filter(**of_application).exclude(reason__in=usual).update(reason="")


def erase_offers(candidate: Candidate) -> None:
    """Names, addresses and words of offers; their money stays a figure."""
    offers = Offer.objects.filter(application__candidate=candidate)
    offers.update(answered_name="", answered_from=None, remote_id="")
    offers.exclude(decline_reason__in=Reason.objects.values("text")).update(decline_reason="")
    OfferVersion.objects.filter(offer__application__candidate=candidate).update(note="")
    OfferApproval.objects.filter(offer__application__candidate=candidate).update(note="")


def erase_places(candidate: Candidate) -> None:
    """Where they stand beside their applications, and what they are known and found by."""
    for model in (Work, Employment, Tagging, PoolPlace, IdentityKey, SearchDocument, SearchPerson):
        model.objects.filter(candidate=candidate).delete()
    for model in (TwinSuggestion, TwoPeople):
        model.objects.filter(Q(first=candidate) | Q(second=candidate)).delete()
    Merge.objects.filter(Q(kept=candidate) | Q(gone=candidate)).delete()


def erase_details(candidate: Candidate) -> None:
    """Who they are: the record stays, and is nobody's. Their links lead nowhere."""
    PageLink.objects.filter(application__candidate=candidate).delete()
    Application.objects.filter(candidate=candidate).update(remote_id="", owner=None)
    row = Candidate.objects.select_for_update().get(pk=candidate.pk)
    row.name, row.attributes = NOBODY, {"erased_at": timezone.now().isoformat()}
    row.email = row.phone = row.location = row.time_zone = row.links = ""
    row.source = row.remote_id = ""
    row.save()
    wake_keepers()


PIPELINE_ERASERS = [
    erase_mail,
    erase_papers,
    erase_words,
    erase_offers,
    erase_places,
    erase_details,
]
