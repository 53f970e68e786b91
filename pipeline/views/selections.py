"""Doing one thing with many people, ticked in a list, and taking it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline.forms.selections import PoolPeopleForm, SelectionForm, TagPeopleForm
from pipeline.models import Pool, Tag
from pipeline.people.pools import IllegalPool, put_in_pool, take_people_out
from pipeline.people.tags import tag_people, untag_people
from pipeline.views.undoing import offer_undo

MOST_TO_UNDO = 50
"""People named in the address that undoes it, which waits in a cookie: a page of the list."""


@require_POST
@needs("tags.edit")
def tag_selected(request):
    """Put a tag on those ticked."""
    form = TagPeopleForm(request.POST, user=request.user)
    if form.is_valid():
        tag, new = tag_people(form.people, form.cleaned_data["name"], by=request.user)
        sentence = f"{_count(len(new))} tagged {tag}.{_had(form, new, 'it')}"
        _say(request, sentence, "pipeline:untag_selected", tag, new)
    else:
        messages.error(request, form.problem)
    return _back(request)


@require_POST
@needs("tags.edit")
def untag_selected(request, pk):
    """Take a tag off those in the address: what undoes putting it on them."""
    tag = get_object_or_404(Tag, pk=pk)
    form = SelectionForm(request.GET, user=request.user)
    if form.is_valid():
        number = untag_people([person.pk for person in form.people], tag, by=request.user)
        messages.success(request, f"{_count(number)} tagged {tag} no more.")
    return _back(request)


@require_POST
@needs("pools.edit")
def pool_selected(request):
    """Put those ticked into a pool."""
    form = PoolPeopleForm(request.POST, user=request.user)
    if form.is_valid():
        pool = form.cleaned_data["pool"]
        try:
            new = put_in_pool(pool, form.people, by=request.user)
        except IllegalPool as refusal:
            messages.error(request, str(refusal))
        else:
            ending = _had(form, new, "a place")
            sentence = f"{_count(len(new))} put into {pool}.{ending}"
            _say(request, sentence, "pipeline:unpool_selected", pool, new)
    else:
        messages.error(request, form.problem)
    return _back(request)


@require_POST
@needs("pools.edit")
def unpool_selected(request, pk):
    """Take those in the address out of a pool: what undoes putting them in."""
    pool = get_object_or_404(Pool, pk=pk)
    form = SelectionForm(request.GET, user=request.user)
    if form.is_valid():
        number = take_people_out(pool, form.people, by=request.user)
        messages.success(request, f"{_count(number)} out of {pool} again.")
    return _back(request)


def _say(request, sentence, undone_by, whose, people):
    """Say what was done, with its undo where it can be named in an address."""
    if not 0 < len(people) <= MOST_TO_UNDO:
        messages.success(request, sentence)
        return
    query = {"person": [str(key) for key in people]}
    if back := way_back(request):
        query["next"] = back
    offer_undo(request, sentence, undone_by, whose.pk, query=query)


def _count(number):
    return f"{number} {'person is' if number == 1 else 'people are'}"


def _had(form, new, what):
    """Who of those ticked needed nothing."""
    others = len(form.people) - len(new)
    return f" {others} had {what} already." if others else ""


def _back(request):
    return redirect(way_back(request) or "pipeline:candidates")
