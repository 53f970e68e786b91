"""What take-homes give to the person who wrote them, and what is erased of theirs."""

from assessments.models import TakeHome, TakeHomeReview
from config.records.files import discard_file
from config.records.models import StoredFile
from pipeline.candidate_pages.exporting import ExportPart, file_name_in_export
from pipeline.models import Candidate

ERASED = "(erased)"


def export_take_homes(candidate: Candidate) -> ExportPart:
    """Briefs and what was handed in; not what reviewers wrote."""
    rows = TakeHome.objects.filter(application__candidate=candidate).select_related("file")
    rows = list(rows.order_by("id"))
    return ExportPart(
        "take_homes",
        [
            {
                "brief": row.brief,
                "due_at": row.due_at,
                "handed_in_at": row.handed_in_at,
                "link": row.link,
                "file": file_name_in_export(row.file) if row.file else "",
            }
            for row in rows
        ],
        [row.file for row in rows if row.file],
    )


def erase_take_homes(candidate: Candidate) -> None:
    """What was handed in, and reviewers' words; verdicts and days stay."""
    rows = TakeHome.objects.filter(application__candidate=candidate)
    files = [key for key in rows.values_list("file", flat=True) if key]
    rows.update(link="", file=None)
    for stored in StoredFile.objects.filter(pk__in=files):
        discard_file(stored)
    TakeHomeReview.objects.filter(take_home__in=rows).update(note=ERASED)
