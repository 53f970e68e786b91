"""Public pages: the open roles of a company."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.accounts.guards import public_page
from pipeline.models import Opening


@require_safe
@public_page
def careers(request):
    openings = Opening.objects.taking_applications().select_related("specialization", "level")
    return render(request, "public/careers.html", {"openings": openings})
