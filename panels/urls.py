"""Addresses of the panels."""

from django.urls import path

from panels.views import (
    calibration,
    coverage,
    inbox,
    inbox_decisions,
    inbox_rating,
    kits,
    scorecards,
    seats,
)

app_name = "panels"
urlpatterns = [
    path("kits/", kits.kits, name="kits"),
    path("calibration/", calibration.calibration, name="calibration"),
    path("calibration/<slug:example>/", calibration.practise, name="practise"),
    path(
        "applications/<uuid:pk>/stages/<uuid:stage_id>/kit/",
        kits.application_kit,
        name="application_kit",
    ),
    path("openings/<uuid:pk>/panel/", seats.panel, name="panel"),
    path("openings/<uuid:pk>/coverage/", coverage.coverage, name="coverage"),
    path("openings/<uuid:pk>/inbox/", inbox.inbox, name="inbox"),
    path("openings/<uuid:pk>/inbox/join/", inbox.join, name="join_review"),
    path("openings/<uuid:pk>/inbox/<uuid:application_id>/", inbox.applicant, name="applicant"),
    path(
        "openings/<uuid:pk>/inbox/<uuid:application_id>/sheet/",
        inbox.applicant_sheet,
        name="applicant_sheet",
    ),
    path(
        "openings/<uuid:pk>/inbox/<uuid:application_id>/rate/",
        inbox_rating.rate,
        name="rate_applicant",
    ),
    path(
        "openings/<uuid:pk>/inbox/<uuid:application_id>/advance/",
        inbox_decisions.advance,
        name="advance_applicant",
    ),
    path(
        "openings/<uuid:pk>/inbox/<uuid:application_id>/reject/",
        inbox_decisions.reject,
        name="reject_applicant",
    ),
    path(
        "openings/<uuid:pk>/inbox/<uuid:application_id>/hold/",
        inbox_decisions.hold_clock,
        name="hold_applicant",
    ),
    path(
        "openings/<uuid:pk>/inbox/<uuid:application_id>/undo/",
        inbox_decisions.undo,
        name="undo_decision",
    ),
    path(
        "openings/<uuid:pk>/panel/<uuid:stage_id>/seat/",
        seats.seat_interviewer,
        name="seat_interviewer",
    ),
    path(
        "applications/<uuid:pk>/panel/<uuid:stage_id>/seat/",
        seats.seat_for_application,
        name="seat_for_application",
    ),
    path("seats/<uuid:pk>/remove/", seats.unseat_interviewer, name="unseat_interviewer"),
    path(
        "applications/<uuid:pk>/scorecards/<uuid:stage_id>/",
        scorecards.fill_scorecard,
        name="fill_scorecard",
    ),
    path(
        "applications/<uuid:pk>/scorecards/<uuid:stage_id>/draft/",
        scorecards.autosave_scorecard,
        name="autosave_scorecard",
    ),
]
