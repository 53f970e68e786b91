"""Saved views: opening one, keeping, naming, sharing, pinning and deleting them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline.board_views import saved_views as rules
from pipeline.board_views.filters import tidy_query
from pipeline.forms.posted import posted
from pipeline.forms.saved_views import NewViewForm, ViewForm
from pipeline.keys import read_key
from pipeline.models import Opening, SavedView
from pipeline.views.undoing import offer_undo


@require_safe
@needs("views.own")
def saved_views(request):
    """One's own views and those shared with one."""
    rows = list(rules.views_for(request.user).order_by("name", "pk")[: rules.MOST_VIEWS])
    return render(request, "pipeline/views.html", {"rows": rows})


@require_safe
@needs("views.own")
def saved_view(request, pk):
    """Lead to the board or the table with the filters of this view."""
    return redirect(rules.address_of(_seen(request, pk)))


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("views.own")
def add_view(request):
    """Keep what a board or a table asks for, under a name."""
    asked = request.POST if request.method == "POST" else request.GET
    opening = _opening(request, asked)
    form = NewViewForm(posted(request))
    if form.is_valid():
        fields = {"shape": _shape(asked), "query": _query(request, asked, opening)}
        try:
            view = rules.save_view(by=request.user, opening=opening, **fields, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _go(request, view)
    context = {"form": form, "opening": opening, "shape": _shape(asked)}
    return _show(request, context | {"query": asked.get("query", ""), "title": "Save this view"})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("views.own")
def edit_view(request, pk):
    """Rename one's own view, and share it or no longer."""
    view = get_object_or_404(SavedView, pk=pk, by=request.user)
    form = ViewForm(posted(request), initial={"name": view.name, "is_shared": view.is_shared})
    if form.is_valid():
        try:
            rules.change_view(view, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Saved.")
            return redirect("pipeline:saved_views")
    return _show(request, {"form": form, "view": view, "title": f"Edit “{view.name}”"})


@require_POST
@needs("views.own")
def refilter_view(request, pk):
    """Let one's own view ask for what the page asks for now."""
    view = get_object_or_404(SavedView.objects.select_related("opening"), pk=pk, by=request.user)
    query = _query(request, request.POST, view.opening)
    view = rules.change_view(view, by=request.user, query=query)
    messages.success(request, f"“{view.name}” is saved as you see it.")
    return redirect(rules.address_of(view))


@require_POST
@needs("views.own")
def pin_view(request, pk):
    view = _seen(request, pk)
    try:
        rules.pin_view(view, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect(way_back(request) or "pipeline:saved_views")


@require_POST
@needs("views.own")
def unpin_view(request, pk):
    rules.unpin_view(_seen(request, pk), by=request.user)
    return redirect(way_back(request) or "pipeline:saved_views")


@require_POST
@needs("views.own")
def delete_view(request, pk):
    view = get_object_or_404(SavedView, pk=pk, by=request.user)
    rules.delete_view(view, by=request.user)
    offer_undo(request, f"“{view.name}” is deleted.", "pipeline:restore_view", pk)
    return redirect("pipeline:saved_views")


@require_POST
@needs("views.own")
def restore_view(request, pk):
    """Bring back a view that one deleted a little while ago."""
    try:
        view = rules.restore_view(pk, by=request.user)
    except SavedView.DoesNotExist:
        raise Http404 from None
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"“{view.name}” is back.")
    return redirect("pipeline:saved_views")


def _query(request, asked, opening) -> str:
    query = asked.get("query", "")[: rules.LONGEST_QUERY]
    return tidy_query(query, request.user, request.company, now=timezone.now(), opening=opening)


def _seen(request, pk) -> SavedView:
    return get_object_or_404(rules.views_for(request.user), pk=pk)


def _opening(request, asked) -> Opening | None:
    key = read_key(asked.get("opening", ""))
    return get_object_or_404(Opening.objects.visible_to(request.user), pk=key) if key else None


def _shape(asked) -> str:
    return rules.TABLE if asked.get("shape") == rules.TABLE else rules.BOARD


def _go(request, view):
    """On to the address of the view; a sheet is told to lead there."""
    address = rules.address_of(view)
    messages.success(request, f"“{view.name}” is saved.")
    response = redirect(address)
    if request.htmx:
        response.status_code = 200
        response["HX-Redirect"] = address
    return response


def _show(request, context):
    is_sheet = request.htmx and "view" not in context
    page = "pipeline/_view_sheet.html" if is_sheet else "pipeline/view_form.html"
    status = 422 if context["form"].errors else 200
    return render(request, page, context, status=status)
