"""Where a candidate heard of the opening."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from config.accounts.guards import needs
from pipeline.channels import change_channel, channels_among
from pipeline.forms.channels import ChannelForm
from pipeline.forms.posted import posted
from pipeline.models import Application
from pipeline.views.applications import managed_application


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.edit")
def channel(request, pk):
    application = managed_application(request, pk)
    form = ChannelForm(posted(request), initial={"channel": application.channel})
    if request.method == "POST" and form.is_valid():
        change_channel(application, by=request.user, channel=form.cleaned_data["channel"])
        messages.success(request, "Saved.")
        return redirect("pipeline:application", pk)
    known = channels_among(Application.objects.managed_by(request.user))
    context = {"application": application, "form": form, "known": known}
    status = 422 if form.errors else 200
    return render(request, "pipeline/application_channel.html", context, status=status)
