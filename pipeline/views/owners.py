"""Giving an application to somebody by name."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from config.accounts.models import User
from pipeline.keys import read_key
from pipeline.views.applications import managed_application
from pipeline.views.undoing import offer_undo
from pipeline.work_queue.owners import assign as give


@require_POST
@needs("applications.assign")
def assign(request, pk):
    """Give it to the `owner` that was posted, or that an undo names; blank is nobody."""
    row = managed_application(request, pk)
    typed = request.POST.get("owner", request.GET.get("owner", ""))
    owner = User.objects.filter(pk=read_key(typed)).first() if typed else None
    if typed and owner is None:
        messages.error(request, "This person is not here.")
        return redirect("pipeline:application", pk)
    try:
        former = give(row, owner, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = f"This is {owner.name}’s now." if owner else "This is nobody’s by name now."
        before = {"owner": former.pk if former else ""}
        offer_undo(request, said, "pipeline:assign", pk, query=before)
    return redirect("pipeline:application", pk)
