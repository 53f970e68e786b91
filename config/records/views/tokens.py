"""One's own API tokens."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from config.records.forms.tokens import TokenForm
from config.records.issuing import issue_token, revoke_token
from config.records.models import ApiToken


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("tokens.own")
def tokens(request):
    """List the tokens; a new one's secret is in the answer to its form, and nowhere else."""
    form, secret = TokenForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        _, secret = issue_token(
            request.user,
            by=request.user,
            name=form.cleaned_data["name"],
            expires_at=form.expires_at(),
        )
        form = TokenForm()
    context = {
        "form": form,
        "secret": secret,
        "tokens": ApiToken.objects.filter(user=request.user, revoked_at=None).order_by("-id"),
    }
    return render(request, "accounts/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@needs("tokens.own")
def revoke(request, pk):
    token = get_object_or_404(ApiToken, pk=pk, user=request.user)
    revoke_token(token, by=request.user)
    messages.success(request, f"“{token.name}” no longer opens the API.")
    return redirect("accounts:tokens")
