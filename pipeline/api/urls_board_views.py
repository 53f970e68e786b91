"""Addresses of boards, saved views and changes of many, below /api/v1/."""

from django.urls import path

from pipeline.api import board_views, many_changes

urlpatterns = [
    path("openings/<uuid:pk>/applications/", board_views.OpeningApplications.as_view()),
    path("views/", board_views.Views.as_view()),
    path("views/<uuid:pk>/", board_views.OneView.as_view()),
    path("applications/changes/", many_changes.ManyChanges.as_view()),
    path("applications/changes/<uuid:pk>/undo/", many_changes.UndoManyChange.as_view()),
]
