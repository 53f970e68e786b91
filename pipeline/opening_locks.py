"""Taking the row of an opening, so that of two who change it at once the second waits."""

from pipeline.models import Opening


class IllegalChange(Exception):
    """A change an opening does not allow; its text is a sentence for the person who tried."""


class StaleOpening(Exception):
    """Somebody was faster; `opening` is as they left it."""

    def __init__(self, opening):
        super().__init__("Somebody else has changed this opening meanwhile. Look at it again.")
        self.opening = opening


def lock_opening(opening: Opening, version: int | None = None) -> Opening:
    """Take the row for this transaction and return it as it now is.

    Raises StaleOpening where `version` is given and no longer current.
    """
    locked = Opening.objects.select_for_update().get(pk=opening.pk)
    if version is not None and locked.version != version:
        raise StaleOpening(locked)
    return locked
