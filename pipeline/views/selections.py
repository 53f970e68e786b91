"""Doing one thing with many people, ticked in a list."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline.forms.selections import PoolPeopleForm, TagPeopleForm
from pipeline.pools import IllegalPool, put_in_pool
from pipeline.tags import tag_people


@require_POST
@needs("tags.edit")
def tag_selected(request):
    """Put a tag on those ticked."""
    form = TagPeopleForm(request.POST, user=request.user)
    if form.is_valid():
        tag, new = tag_people(form.people, form.cleaned_data["name"], by=request.user)
        messages.success(request, f"{_count(len(new))} tagged {tag}.{_had(form, new, 'it')}")
    else:
        messages.error(request, form.problem)
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
            messages.success(request, f"{_count(len(new))} put into {pool}.{ending}")
    else:
        messages.error(request, form.problem)
    return _back(request)


def _count(number):
    return f"{number} {'person is' if number == 1 else 'people are'}"


def _had(form, new, what):
    """Who of those ticked needed nothing."""
    others = len(form.people) - len(new)
    return f" {others} had {what} already." if others else ""


def _back(request):
    return redirect(way_back(request) or "pipeline:candidates")
