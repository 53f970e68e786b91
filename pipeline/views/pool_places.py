"""The places of people in talent pools."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline.forms.pools import PlaceNoteForm, PoolPlaceForm
from pipeline.forms.posted import posted
from pipeline.models import Pool, PoolPlace
from pipeline.people import pools as rules
from pipeline.people.pool_pages import people_of
from pipeline.views.candidates import managed_candidate
from pipeline.views.undoing import offer_undo


@require_POST
@needs("pools.edit")
def pool_candidate(request, pk):
    """Put one person into a pool, with a note why."""
    candidate = managed_candidate(request, pk)
    form = PoolPlaceForm(request.POST)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return redirect("pipeline:candidate", pk)
    pool, note = form.cleaned_data["pool"], form.cleaned_data["note"]
    try:
        rules.put_in_pool(pool, [candidate], by=request.user, note=note)
    except rules.IllegalPool as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{candidate.name} is in {pool}.")
    return redirect("pipeline:candidate", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("pools.edit")
def edit_place(request, pk, place_id):
    """Why somebody is in the pool, written anew."""
    place = _find(request, pk, place_id)
    form = PlaceNoteForm(posted(request), initial={"note": place.note})
    if request.method == "POST" and form.is_valid():
        rules.write_place_note(place, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, "Saved.")
        return redirect(way_back(request) or reverse("pipeline:pool", args=[pk]))
    context = {"form": form, "place": place, "next": way_back(request)}
    status = 422 if form.errors else 200
    return render(request, "pipeline/pool_place.html", context, status=status)


@require_POST
@needs("pools.edit")
def take_out(request, pk, place_id):
    place = _find(request, pk, place_id)
    rules.take_out(place, by=request.user)
    sentence = f"{place.candidate.name} is out of {place.pool}."
    offer_undo(request, sentence, "pipeline:put_back", pk, place_id)
    return redirect(way_back(request) or reverse("pipeline:pool", args=[pk]))


@require_POST
@needs("pools.edit")
def put_back(request, pk, place_id):
    pool = get_object_or_404(Pool, pk=pk)
    try:
        place = rules.put_back(pool, place_id, by=request.user)
    except PoolPlace.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, f"{place.candidate.name} is in {pool} again.")
    return redirect("pipeline:pool", pk)


def _find(request, pk, place_id) -> PoolPlace:
    """Return the place if this person may change whose it is; else the answer is 404."""
    places = PoolPlace.objects.filter(pool=pk, candidate__in=people_of(request.user).values("pk"))
    return get_object_or_404(places.select_related("candidate", "pool"), pk=place_id)
