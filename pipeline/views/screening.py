"""The questions that an opening's form asks of applicants."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline.applying.notices import notices_of
from pipeline.applying.questions import MOST_QUESTIONS, rewrite_questions
from pipeline.days import today
from pipeline.forms.screening import (
    QuestionFormSet,
    VersionForm,
    questions_rearranged,
    questions_shown,
)
from pipeline.openings import StaleOpening
from pipeline.views.openings import find_opening


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.edit")
def opening_questions(request, pk):
    opening = find_opening(request, pk)
    if request.method != "POST":
        form = VersionForm(initial={"version": opening.version})
        return _show(request, opening, form, questions_shown(opening))
    form = VersionForm(request.POST)
    if "change" in request.POST:
        return _show(request, opening, form, questions_rearranged(request.POST, opening))
    questions = QuestionFormSet(request.POST, opening=opening)
    if form.is_valid() and questions.is_valid():
        return _save(request, opening, form, questions)
    return _show(request, opening, form, questions, status=422)


def _save(request, opening, form, questions):
    version = form.cleaned_data["version"]
    try:
        rewrite_questions(opening, by=request.user, lines=questions.lines(), version=version)
    except StaleOpening:
        form.add_error(
            None,
            "Somebody else has changed this opening meanwhile. What you typed stands here still "
            "and is not saved: open the page again elsewhere and compare.",
        )
    except ValidationError as problem:
        form.add_error(None, problem.messages)
    else:
        messages.success(request, "The questions are saved.")
        return redirect("pipeline:opening_questions", opening.pk)
    return _show(request, opening, form, questions, status=422)


def _show(request, opening, form, questions, status=200):
    for question in questions:
        question.notices = _notices(question, opening)
    context = {
        "opening": opening,
        "tab": "questions",
        "form": form,
        "questions": questions,
        "is_full": len(questions.forms) >= MOST_QUESTIONS,
        "room": MOST_QUESTIONS,
    }
    name = "_questions_editor" if request.htmx else "opening_questions"
    return render(request, f"pipeline/{name}.html", context, status=status)


def _notices(question, opening):
    """What there is to say of a question; a refusal that stands at its field is not said twice."""
    found = notices_of(question.shown, opening, today())
    return [each for each in found if not (each.is_refused and question.errors)]
