"""What imported logs add to the timeline: the events that are no step of their own."""

from collections.abc import Iterator

from config.accounts.models import User
from pipeline.models import Application, PlacedAs
from pipeline.timeline import Entry
from pipeline.visibility import manages


def tell_logged_events(application: Application, user: User) -> Iterator[Entry]:
    """Events kept beside the process, for whoever manages the application.

    Those that became moves or offers are told as such, with the log's words as the reason.
    """
    if not manages(user, application):
        return
    events = application.logged_events.exclude(placed_as__in=[PlacedAs.MOVE, PlacedAs.OFFER])
    for event in events:
        yield Entry(
            happened_at=event.happened_at,
            title=event.activity,
            who=event.resource,
            text=event.why,
            kind="log",
        )
