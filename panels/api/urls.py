"""Addresses of the panels' API, below /api/v1/."""

from django.urls import path

from panels.api import scorecards

urlpatterns = [
    path("applications/<uuid:pk>/scorecards/", scorecards.Scorecards.as_view()),
    path("applications/<uuid:pk>/scorecards/<uuid:stage_pk>/", scorecards.OwnScorecard.as_view()),
    path(
        "applications/<uuid:pk>/scorecards/<uuid:stage_pk>/submit/",
        scorecards.SubmitScorecard.as_view(),
    ),
]
