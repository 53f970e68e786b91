"""Practising with calibration examples."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.guards import needs
from config.accounts.roles import Role
from panels.forms.practice import PracticeForm
from panels.forms.scorecards import ANCHORLESS
from panels.models import CalibrationExample
from panels.practice import practice_of, rate_example, who_practised
from pipeline.models import Anchor


@require_safe
@needs("scorecards.fill")
def calibration(request):
    """The examples in use with one's own state; for hiring leads, who has practised."""
    examples = CalibrationExample.objects.in_use().select_related("criterion")
    context = {"practices": practice_of(request.user, examples)}
    if request.user.holds(Role.HIRING_LEAD):
        context["people"] = who_practised()
    return render(request, "panels/calibration/calibration.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("scorecards.fill")
def practise(request, example):
    """One answer: rate it at a level, then see its key there."""
    examples = CalibrationExample.objects.in_use().select_related("criterion__skill")
    practice = practice_of(request.user, [get_object_or_404(examples, key=example)])[0]
    if request.method != "POST":
        return _show(request, practice, practice.at(request.GET.get("level", "")))
    form = PracticeForm(request.POST, practice=practice)
    if not form.is_valid():
        here = practice.at(request.POST.get("level", ""))
        return _show(request, practice, here, form=form, status=422)
    level = form.cleaned_data["level"]
    rate_example(practice.example, level, form.cleaned_data["rating"], by=request.user)
    return redirect(f"{reverse('panels:practise', args=[example])}?level={level.key}")


def _show(request, practice, here, *, form=None, status=200):
    if here is None:
        raise Http404
    form = form or PracticeForm(practice=practice, level=here.level)
    anchors = Anchor.objects.filter(criterion=practice.example.criterion_id, level=here.level)
    texts = ANCHORLESS | {row.rating: row.text for row in anchors}
    options = enumerate(form["rating"], start=1)
    context = {
        "practice": practice,
        "example": practice.example,
        "here": here,
        "form": form,
        "anchors": [(option, value, texts[value]) for value, option in options],
    }
    return render(request, "panels/calibration/example.html", context, status=status)
