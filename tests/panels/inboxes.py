"""An inbox for tests: applicants with papers, and people who review them."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from panels.seats import seat
from pipeline.documents import add_document
from pipeline.models import Candidate, DocumentText, ScreeningAnswer
from tests.factories import make_application, stage_of

RESUME = """Ada Osei
EXPERIENCE
Engineer at Corvid Rail
• Cut false alarms of a brake model
  by a third
• Ran it in production
Education
MSc, somewhere
"""


def make_applicant(opening, *, by=None, days=1, text=RESUME, flag="", **fields):
    """Somebody who applied `days` ago with a résumé that was read."""
    name = fields.pop("name", None)
    if name:
        fields["candidate"] = Candidate.objects.create(name=name, email="x@example.com")
    began = timezone.now() - timedelta(days=days)
    application = make_application(opening, by=by, first_contact_at=began, **fields)
    if text is not None:
        give_resume(application, text, by=by)
    if flag:
        ScreeningAnswer.objects.create(
            application=application, ask="May you work here?", answer="No", flag=flag
        )
    return application


def give_resume(application, text, *, by=None, problem=""):
    upload = SimpleUploadedFile("resume.txt", b"as it was sent")
    document = add_document(application.candidate, upload, by=by, title="Résumé")
    DocumentText.objects.create(document=document, text=text, problem=problem)
    return document


def seat_reviewer(opening, person, criteria, *, by):
    return seat(stage_of(opening, "inbox"), person, criteria, by=by)
