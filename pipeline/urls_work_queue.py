"""Addresses of what the work queue counts by: the calendar, owners and escalations."""

from django.urls import path

from pipeline.views import calendar, owners

urlpatterns = [
    path("applications/<uuid:pk>/assign/", owners.assign, name="assign"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/days/add/", calendar.add_day, name="add_day_off"),
    path("calendar/days/restore/", calendar.restore_day, name="restore_day_off"),
    path("calendar/days/<uuid:pk>/delete/", calendar.delete_day, name="delete_day_off"),
]
