"""Candidates: the list, the person, and changing what is known of them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.guards import needs
from pipeline.blind.reading import refuse_hidden
from pipeline.candidates import EDITABLE, change_candidate
from pipeline.forms.candidates import PersonForm
from pipeline.forms.documents import DocumentForm
from pipeline.forms.notes import NoteForm
from pipeline.forms.posted import posted
from pipeline.keys import read_key
from pipeline.merging.duplicates import count_duplicates
from pipeline.models import Candidate
from pipeline.people.listing import read_people
from pipeline.people.page import read_candidate_page


@require_safe
@needs("candidates.list")
def candidates(request):
    """The newest people first; `before` is the key of the last one seen."""
    before = read_key(request.GET.get("before", ""))
    found = read_people(request.GET, request.user, before=before)
    context = {"found": found, "people": found.people, "before": before}
    if request.user.can("candidates.merge"):
        context["duplicates"] = count_duplicates(request.user)
    return render(request, "pipeline/candidates.html", context)


@require_safe
@needs("candidates.view")
def candidate(request, pk):
    """The person, with every application and document of theirs that this user may see.

    A record that was merged leads to the one that was kept; not for good, as it may be undone.
    """
    people = Candidate.objects.visible_to(request.user)
    person = people.filter(pk=pk).first()
    if person is None:
        return redirect("pipeline:candidate", get_object_or_404(people, merged_records=pk).pk)
    return show_candidate(request, person)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.edit")
def edit_candidate(request, pk):
    person = managed_candidate(request, pk)
    refuse_hidden(person)
    initial = {name: getattr(person, name) for name in EDITABLE}
    form = PersonForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_candidate(person, by=request.user, **form.person_fields())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Saved.")
            return redirect("pipeline:candidate", pk)
    context = {"form": form, "candidate": person}
    status = 422 if form.errors else 200
    return render(request, "pipeline/candidate_edit.html", context, status=status)


def show_candidate(request, person, *, status=200, **forms):
    """Render the page; `forms` are those that were refused, with what was typed."""
    page = read_candidate_page(person, request.user, request.company)
    context = {"page": page, "candidate": page.candidate, "documents": page.documents}
    if page.dossier:
        context["notes"] = page.dossier.notes
        context["note_form"] = NoteForm(auto_id="note_%s")
        context["document_form"] = DocumentForm(auto_id="document_%s")
    context |= forms
    return render(request, "pipeline/candidate.html", context, status=status)


def managed_candidate(request, pk) -> Candidate:
    """Return the person if this user may change them; else the answer is 404."""
    return get_object_or_404(Candidate.objects.managed_by(request.user), pk=pk)
