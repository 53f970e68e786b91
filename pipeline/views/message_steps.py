"""What may be done with one message: taken back, sent now, tried again, settled."""

from django.contrib import messages as notices
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline.mailing import sending
from pipeline.mailing.conversations import messages_visible_to
from pipeline.mailing.settling import settle, unsettle
from pipeline.mailing.steps import hasten, recall
from pipeline.views.undoing import offer_undo


@require_POST
@needs("messages.write")
def take_back_message(request, pk):
    message = _find(request, pk)
    try:
        recall(message, by=request.user)
    except sending.Unsendable as problem:
        notices.error(request, str(problem))
    else:
        notices.success(request, "The message is taken back: nobody has got it.")
    return _back(request, message)


@require_POST
@needs("messages.write")
def send_message_now(request, pk):
    message = _find(request, pk)
    try:
        hasten(message, by=request.user)
    except sending.Unsendable as problem:
        notices.error(request, str(problem))
    else:
        notices.success(request, "The message leaves now.")
    return _back(request, message)


@require_POST
@needs("messages.write")
def try_message_again(request, pk):
    message = _find(request, pk)
    if sending.try_again(message, by=request.user):
        notices.success(request, "The message is tried once more.")
    else:
        notices.error(request, "This message has left, or is on its way.")
    return _back(request, message)


@require_POST
@needs("messages.write")
def settle_message(request, pk):
    """What they wrote needs no answer."""
    message = _find(request, pk)
    if settle(message, by=request.user):
        offer_undo(request, "It waits no longer.", "pipeline:unsettle_message", pk)
    return _back(request, message)


@require_POST
@needs("messages.write")
def unsettle_message(request, pk):
    message = _find(request, pk)
    unsettle(message, by=request.user)
    return _back(request, message)


def _find(request, pk):
    return get_object_or_404(messages_visible_to(request.user), pk=pk)


def _back(request, message):
    if target := way_back(request):
        return redirect(target)
    application = message.thread.application_id
    return redirect("pipeline:messages", application) if application else redirect("/")
