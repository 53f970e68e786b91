"""Taking the row of an application, so that of two who change it at once the second waits."""

from pipeline.models import Application


def lock_application(application: Application) -> None:
    """Take the row for this transaction; what `application` says may be out of date from then on.

    Nothing is joined: a row that somebody moves while we wait no longer meets its old join, and
    would seem to be gone. Read it anew, with what belongs to it, in a second statement.
    """
    Application.objects.select_for_update().only("pk").get(pk=application.pk)
