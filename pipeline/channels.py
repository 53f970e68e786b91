"""Where people heard of an opening: noted as they say it, and put right by hand."""

from config.records.audit import acting
from pipeline.models import Application

LONGEST_CHANNEL = Application._meta.get_field("channel").max_length
MOST_CHANNELS = 100


def change_channel(application: Application, *, by, channel: str) -> Application:
    """Note where the candidate heard of the opening; return the application as it now is."""
    with acting(by):
        row = Application.objects.select_for_update().get(pk=application.pk)
        row.channel = " ".join(channel.split())[:LONGEST_CHANNEL]
        row.save(update_fields=["channel"])
    return row


def channels_among(applications) -> list[str]:
    """Return what stands in any of `applications`, in order, up to MOST_CHANNELS (one query)."""
    named = applications.exclude(channel="").order_by("channel")
    return list(named.values_list("channel", flat=True).distinct()[:MOST_CHANNELS])
