"""Openings of earlier releases get their numbered seats, taken in the order of hire."""

from django.db import migrations
from django.db.models import F


def write_seats(apps, schema_editor):
    """As many seats as places; where more were hired than that, they had places too."""
    Opening = apps.get_model("pipeline", "Opening")
    Application = apps.get_model("pipeline", "Application")
    HiringSeat = apps.get_model("pipeline", "HiringSeat")
    for opening in Opening.objects.filter(hiring_seats=None):
        hired = Application.objects.filter(opening=opening, state="hired")
        hired = list(hired.order_by(F("ended_at").asc(nulls_last=True), "pk"))
        if len(hired) > opening.headcount:
            opening.headcount = len(hired)
            opening.save(update_fields=["headcount"])
        seats = [
            HiringSeat(opening=opening, number=1 + place) for place in range(opening.headcount)
        ]
        for seat, application in zip(seats, hired, strict=False):
            seat.application, seat.filled_at = application, application.ended_at
        HiringSeat.objects.bulk_create(seats)


def note_publication(apps, schema_editor):
    """When the public first saw those that it sees is unknown: at the earliest, when they came."""
    Opening = apps.get_model("pipeline", "Opening")
    running = Opening.objects.filter(published_at=None, status__in=["open", "filled"])
    running.update(published_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0010_held_uploads_counted")]

    operations = [
        migrations.RunPython(write_seats, migrations.RunPython.noop),
        migrations.RunPython(note_publication, migrations.RunPython.noop),
    ]
