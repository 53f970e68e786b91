"""Addresses of what the work queue counts by: the calendar, owners and escalations."""

from django.urls import path

from pipeline.views import calendar, escalations, owners

urlpatterns = [
    path("escalations/", escalations.escalations, name="escalations"),
    path("escalations/restore/", escalations.restore_escalation, name="restore_escalation"),
    path("escalations/<uuid:pk>/switch/", escalations.switch_escalation, name="switch_escalation"),
    path("escalations/<uuid:pk>/delete/", escalations.delete_escalation, name="delete_escalation"),
    path("applications/<uuid:pk>/assign/", owners.assign, name="assign"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/days/add/", calendar.add_day, name="add_day_off"),
    path("calendar/days/restore/", calendar.restore_day, name="restore_day_off"),
    path("calendar/days/<uuid:pk>/delete/", calendar.delete_day, name="delete_day_off"),
]
