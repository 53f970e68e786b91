"""Handing in a take-home on one's own page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments import take_homes
from assessments.candidate_pages import read_own_take_home
from assessments.forms import OwnHandInForm
from assessments.models import TakeHome
from assessments.take_homes import IllegalTakeHome
from config.records.models import AuditEntry
from pipeline.candidate_pages.guarding import candidate_page
from pipeline.candidate_pages.limits import TooMuch, check_limit, hour_ago
from pipeline.candidate_pages.links import CANDIDATE

MOST_AN_HOUR = 10


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def my_take_home(request, page):
    """What is asked, and a link or a file that answers it; until it is reviewed, another one."""
    section = read_own_take_home(page)
    if section is None:
        raise Http404
    if request.method != "POST":
        return _show(request, page, section)
    form = OwnHandInForm(request.POST, request.FILES, auto_id="take_home_%s")
    status = 422
    if form.is_valid():
        try:
            _hand_in(page.application, form.cleaned_data)
        except TooMuch as refusal:
            form.add_error(None, str(refusal))
            status = 429
        except IllegalTakeHome as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error("upload", error.messages)
        else:
            messages.success(request, "We have it. Thank you.")
            return redirect(page.address_of("my_page"))
    return _show(request, page, read_own_take_home(page, form=form), status=status)


def _hand_in(application, given):
    rows = TakeHome.objects.filter(application=application, stage=application.stage_id)
    changes = AuditEntry.objects.filter(
        table=TakeHome._meta.db_table,
        row_id__in=rows.values("pk"),
        actor=CANDIDATE,
        happened_at__gt=hour_ago(),
    )
    check_limit(changes, MOST_AN_HOUR)
    take_homes.hand_in(
        application,
        application.stage,
        by=CANDIDATE,
        link=given["link"],
        upload=given["upload"],
    )


def _show(request, page, section, *, status=200):
    context = {"page": page, "opening": page.application.opening, "section": section}
    return render(request, "public/my/take_home.html", context, status=status)
