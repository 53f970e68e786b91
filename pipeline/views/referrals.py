"""Referring somebody, and what became of it: for everyone of the company."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.guards import needs
from pipeline.forms.posted import posted
from pipeline.forms.referrals import ReferralForm
from pipeline.keys import read_key
from pipeline.people.referral_pages import own_referrals
from pipeline.people.referrals import refer as write_referral

ROWS_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@needs("referrals.make")
def refer(request):
    """The answer is the same whether or not the person is known."""
    chosen = {"opening": read_key(request.GET.get("opening", ""))}
    form = ReferralForm(posted(request), request.FILES or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        said, opening = form.introduction(), form.cleaned_data["opening"]
        try:
            write_referral(opening, said, by=request.user, rule=request.company.clock_start)
        except ValidationError as error:
            form.add_error("resume", error.messages)
        else:
            sentence = f"Thank you. The hiring team sees that you referred {said.name}."
            messages.success(request, sentence)
            return redirect("pipeline:referrals")
    status = 422 if form.errors else 200
    return render(request, "pipeline/refer.html", {"form": form}, status=status)


@require_safe
@needs("referrals.make")
def referrals(request):
    """One's own, the newest first."""
    before = read_key(request.GET.get("before", ""))
    rows, last = own_referrals(request.user, before=before, most=ROWS_A_PAGE)
    context = {"rows": rows, "last": last, "before": before}
    return render(request, "pipeline/referrals.html", context)
