"""Addresses of the panels' API, below /api/v1/."""

from django.urls import path

from panels.api import coverage, scorecards

urlpatterns = [
    path("openings/<uuid:pk>/coverage/", coverage.OpeningCoverageView.as_view()),
    path("applications/<uuid:pk>/scorecards/", scorecards.Scorecards.as_view()),
    path("applications/<uuid:pk>/scorecards/<uuid:stage_id>/", scorecards.OwnScorecard.as_view()),
    path(
        "applications/<uuid:pk>/scorecards/<uuid:stage_id>/submit/",
        scorecards.SubmitScorecard.as_view(),
    ),
]
