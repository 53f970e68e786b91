"""Saved views of the demo companies, and whose some of their people are."""

from pipeline.board_views.saved_views import save_view
from pipeline.work_queue.owners import assign

MOST_OWNED = 12


def keep_views(telling, opening) -> None:
    """Views that the recruiter shares and pins, and people given to somebody by name."""
    recruiter, lead = telling.people["recruiter"], telling.people["lead"]
    active = opening.applications.active().order_by("first_contact_at", "pk")
    for number, application in enumerate(active[:MOST_OWNED]):
        assign(application, lead if number % 3 == 1 else recruiter, by=recruiter)
    pinned = {"by": recruiter, "is_shared": True, "is_pinned": True}
    save_view(name="Running out of time", shape="table", query="clock=soon", **pinned)
    save_view(
        name="Mine, longest here",
        shape="board",
        query="owner=me&sort=stage",
        opening=opening,
        **pinned,
    )
    columns = "col=stage&col=waits&col=tags&col=latest"
    save_view(
        by=recruiter,
        name="Waiting for candidates",
        shape="table",
        query=f"waits=candidate&sort=latest&{columns}",
        is_shared=True,
    )
