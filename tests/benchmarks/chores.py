"""A task that only says that it ran: what the broker's own speed is measured by."""

from celery import shared_task
from django.db import connection

TABLE = "extensions.bench_chores"


@shared_task(name="chore", ignore_result=True)
def chore(number):
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} VALUES (%s)", [number])  # noqa: S608
