"""Addresses of the API of the work queue and of what it counts by."""

from django.urls import path

from pipeline.api import calendar, escalations, queue

urlpatterns = [
    path("escalations/", escalations.Escalations.as_view()),
    path("escalations/<uuid:pk>/", escalations.OneEscalation.as_view()),
    path("queue/", queue.OwnQueue.as_view()),
    path("applications/<uuid:pk>/waiting/", queue.ApplicationWaiting.as_view()),
    path("calendar/", calendar.CompanyCalendar.as_view()),
    path("calendar/days/", calendar.DaysOff.as_view()),
    path("calendar/days/<uuid:pk>/", calendar.OneDayOff.as_view()),
]
