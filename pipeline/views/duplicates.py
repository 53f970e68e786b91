"""Records that may be one person: looking at them, merging them, or keeping them apart."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.accounts.guards import needs
from pipeline.forms.duplicates import MergeForm, PairForm
from pipeline.forms.posted import posted
from pipeline.keys import read_key
from pipeline.merging import merging
from pipeline.merging.duplicates import groups_of, people_to_compare, read_groups, shared_values
from pipeline.merging.merging import MOST_AT_ONCE, IllegalMerge
from pipeline.merging.twins import MOST_SHARING
from pipeline.models import Candidate, TwoPeople
from pipeline.models.twins import IdentityKind
from pipeline.moves import IllegalMove

GROUPS_A_PAGE = 10


@require_safe
@needs("candidates.merge")
def duplicates(request):
    """Groups of records that may be one person, the most alike first."""
    groups = groups_of(request.user)
    page = Paginator(groups, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "groups": read_groups(page.object_list, request.user),
        "records": sum(len(group) for group in groups),
    }
    return render(request, "pipeline/duplicates.html", context)


@require_safe
@needs("candidates.merge")
def shared(request):
    """What very many people share, and what therefore says nothing of who they are."""
    rows = [(IdentityKind(kind).label, value, people) for kind, value, people in shared_values()]
    context = {"rows": rows, "most": MOST_SHARING}
    return render(request, "pipeline/duplicates_shared.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.merge")
def merge_records(request):
    """Choose which record leads and whose values hold; POST merges."""
    people = _people_asked_for(request)
    form = MergeForm(posted(request), people=people)
    if request.method == "POST" and form.is_valid():
        try:
            merges = merging.merge(form.kept, form.others, by=request.user, choices=form.choices)
        except (IllegalMerge, IllegalMove) as problem:
            form.add_error(None, str(problem))
        else:
            one = reverse("pipeline:undo_merge", args=[merges[0].pk]) if len(merges) == 1 else ""
            messages.success(request, f"{len(merges) + 1} records are one now.", extra_tags=one)
            return redirect("pipeline:candidate", form.kept.pk)
    context = {"form": form, "people": people, "doubles": _doubles(people)}
    status = 422 if form.errors else 200
    return render(request, "pipeline/merge.html", context, status=status)


@require_POST
@needs("candidates.merge")
def say_two_people(request):
    """Note that two records are two people."""
    form = PairForm(request.POST)
    if not form.is_valid():
        raise Http404
    people = Candidate.objects.visible_to(request.user).named_for(request.user)
    first, second = (
        get_object_or_404(people, pk=form.cleaned_data[name]) for name in ("first", "second")
    )
    try:
        said = merging.say_two_people(first, second, by=request.user)
    except IllegalMerge as problem:
        messages.error(request, str(problem))
    else:
        undo = reverse("pipeline:unsay_two_people", args=[said.pk])
        words = f"Noted: {first.name} and {second.name} are two people."
        messages.success(request, words, extra_tags=undo)
    return redirect("pipeline:duplicates")


@require_POST
@needs("candidates.merge")
def unsay_two_people(request, pk):
    """Take back that two records are two people."""
    known = Candidate.objects.known_to(request.user).values("pk")
    pairs = TwoPeople.objects.filter(first__in=known, second__in=known)
    said = get_object_or_404(pairs.select_related("first", "second"), pk=pk)
    merging.unsay_two_people(said.first, said.second, by=request.user)
    messages.success(request, "Taken back. They may be suggested again.")
    return redirect("pipeline:duplicates")


def _people_asked_for(request):
    """The present records that the address names, whom this user may know: at least two."""
    asked = [read_key(text) for text in request.GET.getlist("record")[: 4 * MOST_AT_ONCE]]
    people = people_to_compare([key for key in asked if key], request.user)
    if len(people) < 2:
        raise Http404
    return people


def _doubles(people) -> list[str]:
    """Openings in which several of `people` are active."""
    seen, doubles = set(), {}
    for row in (row for person in people for row in person.seen if row.is_active):
        if row.opening_id in seen:
            doubles[row.opening_id] = row.opening.title
        seen.add(row.opening_id)
    return list(doubles.values())
