"""The hiring team of an opening."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from config.accounts.guards import needs
from config.accounts.models import User
from config.accounts.roles import Role
from pipeline import teams as rules
from pipeline.forms.teams import MemberForm
from pipeline.models import Opening
from pipeline.openings import IllegalChange
from pipeline.views.openings import find_opening


@require_safe
@needs("openings.view")
def team(request, pk):
    opening = find_opening(request, pk)
    return _show(request, opening, MemberForm(opening=opening))


@require_POST
@needs("openings.edit")
def add_member(request, pk):
    opening = find_opening(request, pk)
    form = MemberForm(request.POST, opening=opening)
    if not form.is_valid():
        return _show(request, opening, form, status=422)
    member = form.cleaned_data["user"]
    return _add(request, opening, member, f"{member} is on the team.")


@require_POST
@needs("openings.edit")
def join_team(request, pk):
    opening = find_opening(request, pk)
    return _add(request, opening, request.user, "You are on the team.")


@require_POST
@needs("openings.edit")
def remove_member(request, pk, user_id):
    opening = find_opening(request, pk)
    member = get_object_or_404(User, pk=user_id, memberships__opening=opening)
    try:
        rules.remove_member(opening, member, by=request.user)
    except IllegalChange as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{member} is off the team.")
    if Opening.objects.visible_to(request.user).filter(pk=opening.pk).exists():
        return redirect("pipeline:team", opening.pk)
    return redirect("pipeline:openings")


def _add(request, opening, user, sentence):
    try:
        rules.add_member(opening, user, by=request.user)
    except IllegalChange as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("pipeline:team", opening.pk)


def _show(request, opening, form, status=200):
    members = list(opening.team.by_name())
    context = {
        "opening": opening,
        "tab": "team",
        "members": members,
        "roles": Role,
        "is_member": request.user in members,
        "form": form,
    }
    return render(request, "pipeline/opening_team.html", context, status=status)
