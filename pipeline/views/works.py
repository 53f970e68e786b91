"""The evidence record: adding works, changing them, and saying that they were checked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline.forms.posted import posted
from pipeline.forms.works import VerifyForm, WorkForm
from pipeline.models import Work
from pipeline.people import works as rules
from pipeline.people.work_links import guess_work
from pipeline.views.candidates import managed_candidate
from pipeline.views.undoing import offer_undo

UNMARKED = "It is no longer what was checked, so its mark is gone."


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.edit")
def add_work(request, pk):
    """A work by hand, or from the plain `link` of the person that is taken up."""
    candidate = managed_candidate(request, pk)
    form = WorkForm(posted(request), initial=_start(request.GET.get("link", "")))
    if request.method == "POST" and form.is_valid():
        try:
            work = rules.add_work(candidate, by=request.user, **form.content())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{work.title} is in the record.")
            return redirect("pipeline:candidate", pk)
    return _show_form(request, candidate, form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.edit")
def edit_work(request, pk):
    work = _managed(request, pk)
    form = WorkForm(posted(request), initial={name: getattr(work, name) for name in rules.CONTENT})
    if request.method == "POST" and form.is_valid():
        try:
            changed = rules.change_work(work, by=request.user, **form.content())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            is_unmarked = work.is_verified and not changed.is_verified
            ending = (
                " It is no longer what was checked, so its mark is gone." if is_unmarked else ""
            )
            messages.success(request, f"Saved.{ending}")
            return redirect("pipeline:candidate", work.candidate_id)
    return _show_form(request, work.candidate, form, work=work)


@require_POST
@needs("candidates.edit")
def remove_work(request, pk):
    work = _managed(request, pk)
    candidate_id = work.candidate_id
    rules.remove_work(work, by=request.user)
    sentence = f"{work.title} is out of the record."
    offer_undo(request, sentence, "pipeline:restore_work", candidate_id, pk)
    return redirect("pipeline:candidate", candidate_id)


@require_POST
@needs("candidates.edit")
def restore_work(request, pk, work_id):
    candidate = managed_candidate(request, pk)
    try:
        work = rules.restore_work(candidate, work_id, by=request.user)
    except Work.DoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{work.title} is in the record again.")
    return redirect("pipeline:candidate", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("works.verify")
def verify_work(request, pk):
    """Say how one checked it; panels may, too."""
    work = _visible(request, pk)
    form = VerifyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            words = form.cleaned_data["verification"]
            rules.verify_work(work, by=request.user, words=words)
        except (rules.IllegalMark, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            messages.success(request, f"{work.title} is marked as checked by you.")
            return _back(request, work)
    context = {"form": form, "work": work, "next": way_back(request)}
    status = 422 if form.errors else 200
    return render(request, "pipeline/work_verify.html", context, status=status)


@require_POST
@needs("works.verify")
def take_back_mark(request, pk):
    work = _visible(request, pk)
    try:
        rules.take_back_mark(work, by=request.user)
    except rules.IllegalMark as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{work.title} is no longer marked as checked.")
    return _back(request, work)


def _start(link):
    link = link.replace("\0", "").strip()
    if not link:
        return {}
    guess = guess_work(link)
    return {"url": link, "kind": guess.kind, "title": guess.title}


def _show_form(request, candidate, form, work=None):
    context = {"form": form, "candidate": candidate, "work": work}
    status = 422 if form.errors else 200
    return render(request, "pipeline/work_form.html", context, status=status)


def _back(request, work):
    return redirect(way_back(request) or reverse("pipeline:candidate", args=[work.candidate_id]))


def _managed(request, pk):
    works = Work.objects.managed_by(request.user).select_related("candidate")
    return get_object_or_404(works, pk=pk)


def _visible(request, pk):
    works = Work.objects.visible_to(request.user).select_related("candidate")
    return get_object_or_404(works, pk=pk)
