"""Addresses of the panels' API, below /api/v1/."""

from django.urls import path

from panels.api import calibration, coverage, inbox, kits, scorecards

urlpatterns = [
    path("kits/", kits.LaidKitView.as_view()),
    path("calibration/", calibration.Calibration.as_view()),
    path("calibration/<slug:key>/ratings/", calibration.PracticeRatings.as_view()),
    path("openings/<uuid:pk>/coverage/", coverage.OpeningCoverageView.as_view()),
    path("openings/<uuid:pk>/inbox/", inbox.InboxToReview.as_view()),
    path("applications/<uuid:pk>/review/", inbox.ApplicantReview.as_view()),
    path("applications/<uuid:pk>/scorecards/", scorecards.Scorecards.as_view()),
    path("applications/<uuid:pk>/scorecards/<uuid:stage_id>/", scorecards.OwnScorecard.as_view()),
    path(
        "applications/<uuid:pk>/scorecards/<uuid:stage_id>/submit/",
        scorecards.SubmitScorecard.as_view(),
    ),
]
