"""A candidate's own page: where they stand, how to prepare, how it was."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pipeline.candidate_pages.drills import advice_for, better_left, preparations_for, week_plan
from pipeline.candidate_pages.guarding import candidate_page, link_over, linkless_page
from pipeline.candidate_pages.mailing_links import mail_lost_links
from pipeline.candidate_pages.process import steps_of
from pipeline.candidate_pages.reading import read_page
from pipeline.candidate_pages.standing import standing_of
from pipeline.candidate_pages.surveys import answer_survey
from pipeline.forms.candidate_page import LostLinkForm, SurveyForm
from pipeline.forms.posted import posted
from pipeline.models import Survey


@require_safe
@candidate_page
def my_page(request, page):
    """Where they stand, what comes next and by when, and what they can do."""
    context = {"page": page, "opening": page.application.opening}
    return render(
        request, "public/my/page.html", context | {"read": read_page(page, request.company)}
    )


@require_safe
@candidate_page
def my_preparation(request, page):
    """Drills for the rounds to come, at the level of the role."""
    standing = standing_of(page.application)
    opening = page.application.opening
    steps = [] if standing.is_over else steps_of(page.application, standing)
    context = {
        "page": page,
        "opening": opening,
        "preparations": preparations_for(steps, opening.level),
        "advice": advice_for(opening.level),
        "week": week_plan(),
        "leave": better_left(),
    }
    return render(request, "public/my/preparation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def my_survey(request, page):
    """Three questions after the end; the first answers stand."""
    application = page.application
    is_over = standing_of(application).is_over
    if not is_over or Survey.objects.filter(application=application).exists():
        return redirect(page.address_of("my_page"))
    form = SurveyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        answer_survey(application, **form.cleaned_data)
        messages.success(request, "Thank you. It helps whoever comes after you.")
        return redirect(page.address_of("my_page"))
    context = {"page": page, "opening": application.opening, "form": form}
    status = 422 if form.errors else 200
    return render(request, "public/my/survey.html", context, status=status)


@require_POST
@linkless_page
def my_lost_link(request):
    """Mail new links to an address; the answer is the same whether anybody has it."""
    form = LostLinkForm(request.POST)
    if not form.is_valid():
        return link_over(request, status=422, problem="Write your email address.")
    mail_lost_links(form.cleaned_data["email"])
    return link_over(request, status=200, is_asked=True)
