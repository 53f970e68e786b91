"""Public page: how the company treats what applicants send."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.accounts.guards import public_page
from pipeline.opening_postings import lay_out


@require_safe
@public_page
def privacy(request):
    """The company's own notice, or what the software does where there is none."""
    context = {"blocks": lay_out(request.company.privacy_notice)}
    return render(request, "public/privacy.html", context)
