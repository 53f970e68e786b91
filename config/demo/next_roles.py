"""What candidates of a demo do not see yet: a role that waits for a word, and one kept to copy."""

from datetime import timedelta

from pipeline.approvals import ask_approver, decide
from pipeline.copying.contents import Extent
from pipeline.copying.templates import save_template
from pipeline.hiring_seats import edit_seat
from pipeline.models import Level, Opening, ScreeningQuestion, Specialization
from pipeline.openings import create_opening

POSTING = {
    "problem": "Nobody can say yet whether last week’s model answers better than this week’s.",
    "stack": "Python, PyTorch and a small cluster of our own.",
    "required": "- Statistics of experiments\n- Python\n- Writing that colleagues read",
}


def prepare_roles(telling) -> None:
    """Draft a role that one approver has agreed to and another is asked about; keep a template."""
    people = telling.people
    draft = create_opening(
        by=people["recruiter"],
        title="Evaluation Engineer",
        specialization=Specialization.objects.get(key="genai"),
        level=Level.objects.get(key="mid"),
        location="Berlin or remote",
        workplace="hybrid",
        headcount=2,
        is_blind=True,
        posting=POSTING,
    )
    ScreeningQuestion.objects.create(
        opening=draft,
        position=0,
        ask="Which model have you taken out of service, and why?",
        kind="text",
    )
    agreed = ask_approver(draft, people["lead"], by=people["recruiter"])
    decide(agreed, "approved", by=people["lead"], note="Two places, as planned.")
    ask_approver(draft, people["admin"], by=people["recruiter"])
    save_template(draft, by=people["recruiter"], name="Evaluation engineer", extent=Extent())
    _plan_seats(telling)


def _plan_seats(telling):
    """Say of each place that is still free from when it is to be filled."""
    for opening in Opening.objects.filter(status="open"):
        for seat in opening.hiring_seats.filter(application=None).select_related("opening"):
            starts_on = (telling.now + timedelta(days=60)).date()
            note = "New in this year’s plan" if seat.number > 1 else "After a colleague who moved"
            edit_seat(seat, by=telling.people["lead"], starts_on=starts_on, note=note)
