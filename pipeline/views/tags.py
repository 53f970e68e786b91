"""Tags: on one person, on many at once, and the list of them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline.forms.posted import posted
from pipeline.forms.tags import MergeTagForm, TagNameForm
from pipeline.models import Candidate, Tag
from pipeline.people import tags as rules
from pipeline.people.tag_shelves import read_tag_shelf
from pipeline.views.candidates import managed_candidate
from pipeline.views.undoing import offer_undo


@require_POST
@vary_on_headers("HX-Request")
@needs("tags.edit")
def tag_candidate(request, pk):
    """Put a tag on a person: answers a script with their tags, else leads back."""
    candidate = managed_candidate(request, pk)
    name = request.POST.get("name", "")
    try:
        rules.tag_people([candidate], name, by=request.user)
    except ValidationError as error:
        return _show_tags(request, candidate, typed=name, problem=error.messages[0])
    return _show_tags(request, candidate)


@require_POST
@vary_on_headers("HX-Request")
@needs("tags.edit")
def untag_candidate(request, pk, tag_id):
    candidate = managed_candidate(request, pk)
    tag = get_object_or_404(Tag, pk=tag_id)
    rules.untag_people([candidate.pk], tag, by=request.user)
    return _show_tags(request, candidate)


@require_safe
@needs("tags.edit")
def tags(request):
    """Every tag with the number of people whom this person would find under it."""
    people = Candidate.objects.managed_by(request.user).named_for(request.user)
    return render(request, "pipeline/tags.html", {"tags": rules.with_numbers(people)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("tags.edit")
def edit_tag(request, pk):
    """Call a tag otherwise."""
    tag = get_object_or_404(Tag, pk=pk)
    form = TagNameForm(posted(request), initial={"name": tag.name})
    if request.method == "POST" and form.is_valid():
        try:
            renamed = rules.rename_tag(tag, form.cleaned_data["name"], by=request.user)
        except rules.NameTaken as taken:
            form.add_error(None, taken)
            return _show_tag(request, tag, form, MergeTagForm(tag=tag, initial={"into": taken.tag}))
        messages.success(request, f"The tag is called {renamed} now.")
        return redirect("pipeline:tags")
    return _show_tag(request, tag, form, MergeTagForm(tag=tag))


@require_POST
@needs("tags.edit")
def merge_tag(request, pk):
    """Let another tag take the place of this one."""
    tag = get_object_or_404(Tag, pk=pk)
    form = MergeTagForm(request.POST, tag=tag)
    if not form.is_valid():
        return _show_tag(request, tag, TagNameForm(initial={"name": tag.name}), form)
    kept = form.cleaned_data["into"]
    try:
        rules.merge_tags(tag, kept, by=request.user)
    except Tag.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, f"Who had {tag} has {kept} now.")
    return redirect("pipeline:tags")


@require_POST
@needs("tags.edit")
def delete_tag(request, pk):
    tag = get_object_or_404(Tag, pk=pk)
    rules.delete_tag(tag, by=request.user)
    offer_undo(request, f"{tag.name} is deleted.", "pipeline:restore_tag", pk)
    return redirect("pipeline:tags")


@require_POST
@needs("tags.edit")
def restore_tag(request, pk):
    try:
        tag = rules.restore_tag(pk, by=request.user)
    except Tag.DoesNotExist as missing:
        raise Http404 from missing
    except rules.NameTaken as taken:
        messages.error(request, taken.messages[0])
    else:
        messages.success(request, f"{tag.name} is back, on everyone who had it.")
    return redirect("pipeline:tags")


def _show_tags(request, candidate, **refused):
    if not request.htmx:
        if refused:
            messages.error(request, refused["problem"])
        return redirect("pipeline:candidate", candidate.pk)
    context = {"shelf": read_tag_shelf(candidate, **refused)}
    status = 422 if refused else 200
    return render(request, "pipeline/_candidate_tags.html", context, status=status)


def _show_tag(request, tag, form, merge_form):
    context = {"tag": tag, "form": form, "merge_form": merge_form}
    status = 422 if form.errors or merge_form.errors else 200
    return render(request, "pipeline/tag.html", context, status=status)
