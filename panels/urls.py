"""Addresses of the panels."""

from django.urls import path

from panels.views import calibration, coverage, kits, scorecards, seats

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
