"""Addresses of rejections, deadlines and automations in the API."""

from django.urls import path

from pipeline.api import automations, deadlines, rejections

urlpatterns = [
    path("applications/<uuid:pk>/rejection/", rejections.Rejection.as_view()),
    path("applications/<uuid:pk>/rejection/send/", rejections.SendRejection.as_view()),
    path("applications/<uuid:pk>/deadlines/", deadlines.Deadlines.as_view()),
    path("deadlines/<uuid:pk>/done/", deadlines.MeetDeadline.as_view()),
    path("deadlines/<uuid:pk>/drop/", deadlines.DropDeadline.as_view()),
    path("deadlines/<uuid:pk>/reopen/", deadlines.ReopenDeadline.as_view()),
    path("automations/", automations.Automations.as_view()),
    path("automations/vocabulary/", automations.Vocabulary.as_view()),
    path("automations/<uuid:pk>/", automations.OneAutomation.as_view()),
    path("automations/<uuid:pk>/switch/", automations.SwitchAutomation.as_view()),
    path("automations/<uuid:pk>/runs/", automations.AutomationRuns.as_view()),
    path("automations/<uuid:pk>/dry-run/", automations.DryRun.as_view()),
]
