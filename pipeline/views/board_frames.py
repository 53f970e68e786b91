"""What stands around every board and table: views, drawer, and what was just changed."""

from pipeline.board_views.drawer import drawer_of
from pipeline.board_views.saved_views import shelf_of
from pipeline.board_views.undoing_many import change_shown
from pipeline.keys import read_key
from pipeline.models import Application


def pieces_of(request, filters) -> dict:
    """What the rows themselves need, on the page and when they come again."""
    user = request.user
    return {
        "filters": filters,
        "kept": filters.kept,
        "can_move": user.can("applications.move"),
    }


def frame_of(request, context) -> dict:
    """The rest of the page: views (one query), and what its address asks to show beside."""
    asked, user = request.GET, request.user
    opening = context.get("opening")
    shelf = shelf_of(user, opening=opening, current=read_key(asked.get("view", "")))
    found = {"shelf": shelf, "gone": list(context["filters"].gone)}
    if asked.get("view") and shelf.current is None:
        found["gone"].append("This view was deleted, or is shared no longer.")
    if key := read_key(asked.get("open", "")):
        rows = Application.objects.managed_by(user).with_team_member(user)
        row = rows.select_related("candidate", "opening", "stage", "owner").filter(pk=key).first()
        found["drawer"] = row and drawer_of(row, user, request.company)
        if row is None:
            found["gone"].append("The application that was open here is there no longer.")
    if key := read_key(asked.get("change", "")):
        found["change"] = change_shown(key, user)
    return found
