"""How a move is answered: pieces of the board to a script, a page or a way back without one."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

from config.accounts.ways_back import way_back
from pipeline.board import with_standing
from pipeline.cards import read_cards
from pipeline.latest_moves import describe_latest_move
from pipeline.models import ApplicationState
from pipeline.moves import IllegalMove, StaleApplication

Change = Callable[[], object]

ON_BOARD = (ApplicationState.ACTIVE, ApplicationState.HIRED)


def take(request, application, change: Change, *, say: Callable[[], str], undo=True):
    """Make the `change`, a step of `application`, and answer with what came of it.

    `say` is asked afterwards for the sentence; `undo` offers a way back.
    """
    left = application.stage_id
    try:
        change()
    except StaleApplication as late:
        late.application.candidate = application.candidate  # by the name they have here
        return stale(request, late.application)
    except IllegalMove as why:
        return refused(request, application, str(why))
    stages = _counted(application, left)
    return _moved(request, application, stages, say(), undo=undo)


def stale(request, application):
    """Somebody was faster: say who, and put the card where it stands now."""
    sentence = describe_latest_move(application, timezone.now())
    if not request.htmx:
        return _refusal(request, application, sentence, status=409)
    context = {"text": sentence, "tone": "bad"}
    return _pieces(request, application, _counted(application), context, status=409)


def refused(request, application, sentence):
    """The process has no such step, or a gate is closed."""
    if not request.htmx:
        return _refusal(request, application, sentence, status=422)
    context = {"text": sentence, "tone": "bad"}
    return _vary(render(request, "components/toast.html", context, status=422))


def _moved(request, application, stages, sentence, *, undo):
    if not request.htmx:
        return _back(request, application, sentence)
    context = {"text": sentence, "tone": ""}
    if undo:
        context["undo_url"] = reverse("pipeline:undo", args=[application.pk])
        context["undo_name"], context["undo_value"] = "version", application.version
    return _pieces(request, application, stages, context, status=200)


def _counted(application, *others):
    """Return the application's stage and `others` with their counts; it then has that stage."""
    stages = application.opening.stages.filter(pk__in={application.stage_id, *others})
    stages = list(with_standing(stages))
    application.stage = next(stage for stage in stages if stage.pk == application.stage_id)
    return stages


def _pieces(request, application, stages, context, *, status):
    if application.state in ON_BOARD:
        cards = read_cards([application], request.company, now=timezone.now())
        context["card"] = cards[application.pk]
    context |= {"application": application, "stages": stages, "can_move": True}
    return _vary(render(request, "pipeline/_moved.html", context, status=status))


def _back(request, application, sentence):
    """Return to where the form says, else to the board with a notice that can undo."""
    if target := way_back(request):
        messages.success(request, sentence)
        return redirect(target)
    board = reverse("pipeline:board", args=[application.opening_id])
    return redirect(f"{board}?{urlencode({'moved': application.pk})}")


def _refusal(request, application, sentence, *, status):
    context = {"application": application, "sentence": sentence}
    return _vary(render(request, "pipeline/not_moved.html", context, status=status))


def _vary(response):
    patch_vary_headers(response, ["HX-Request"])
    return response
