"""Talent pools: the list, one with its people, and bringing people from it into an opening."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.accounts.guards import needs
from pipeline.forms.pools import PoolForm
from pipeline.forms.posted import posted
from pipeline.forms.selections import SourceForm
from pipeline.keys import read_key
from pipeline.models import Opening, Pool
from pipeline.people import pools as rules
from pipeline.people.pool_pages import WHO, pools_for, read_pool_page
from pipeline.views.undoing import offer_undo

MOST_NAMED = 3


@require_safe
@needs("pools.view")
def pools(request):
    return render(request, "pipeline/pools.html", {"pools": pools_for(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("pools.edit")
def add_pool(request):
    form = PoolForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            pool = rules.create_pool(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("pipeline:pool", pool.pk)
    status = 422 if form.errors else 200
    return render(request, "pipeline/pool_form.html", {"form": form}, status=status)


@require_safe
@needs("pools.view")
def pool(request, pk):
    """Its people, the newest first; `who` leaves some out."""
    row = get_object_or_404(Pool, pk=pk)
    who = request.GET.get("who", "")
    before = read_key(request.GET.get("before", ""))
    page = read_pool_page(row, request.user, who=who if who in WHO else "", before=before)
    context = {
        "page": page,
        "pool": row,
        "before": before,
        "openings": Opening.objects.visible_to(request.user).running(),
    }
    return render(request, "pipeline/pool.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("pools.edit")
def edit_pool(request, pk):
    row = get_object_or_404(Pool, pk=pk)
    form = PoolForm(posted(request), initial={"name": row.name, "purpose": row.purpose})
    if request.method == "POST" and form.is_valid():
        try:
            rules.change_pool(row, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Saved.")
            return redirect("pipeline:pool", pk)
    context = {"form": form, "pool": row}
    status = 422 if form.errors else 200
    return render(request, "pipeline/pool_form.html", context, status=status)


@require_POST
@needs("pools.edit")
def retire_pool(request, pk):
    row = rules.change_pool(get_object_or_404(Pool, pk=pk), by=request.user, is_retired=True)
    sentence = f"{row} is retired: it keeps its people and takes no more."
    offer_undo(request, sentence, "pipeline:bring_pool_back", pk)
    return redirect("pipeline:pools")


@require_POST
@needs("pools.edit")
def bring_pool_back(request, pk):
    row = rules.change_pool(get_object_or_404(Pool, pk=pk), by=request.user, is_retired=False)
    messages.success(request, f"{row} is in use again.")
    return redirect("pipeline:pools")


@require_POST
@needs("candidates.edit")
def source_from_pool(request, pk):
    """Bring those ticked into an opening, as people whom we write to first."""
    row = get_object_or_404(Pool, pk=pk)
    form = SourceForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, form.problem)
        return redirect("pipeline:pool", pk)
    opening, rule = form.cleaned_data["opening"], request.company.clock_start
    here = set(row.places.values_list("candidate", flat=True))
    people = [person for person in form.people if person.pk in here]
    taken = rules.take_into_opening(people, opening, by=request.user, rule=rule)
    messages.success(request, _say_taken(taken, opening))
    return redirect("pipeline:pool", pk)


def _say_taken(taken, opening):
    number = len(taken.applications)
    sentence = f"{number} {'person is' if number == 1 else 'people are'} in {opening} now."
    if taken.already:
        names = ", ".join(person.name for person in taken.already[:MOST_NAMED])
        more = len(taken.already) - MOST_NAMED
        names += f" and {more} more" if more > 0 else ""
        sentence += f" In it already: {names}."
    return sentence
