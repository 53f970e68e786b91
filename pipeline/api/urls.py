"""Addresses of the pipeline's API, below /api/v1/."""

from django.urls import path

from pipeline.api import (
    applications,
    candidates,
    closing_briefs,
    framework,
    moves,
    offers,
    openings,
)

urlpatterns = [
    path("specializations/", framework.Specializations.as_view()),
    path("levels/", framework.Levels.as_view()),
    path("criteria/", framework.Criteria.as_view()),
    path("benchmarks/", framework.Benchmarks.as_view()),
    path("processes/", framework.Processes.as_view()),
    path("openings/", openings.Openings.as_view()),
    path("openings/<uuid:pk>/", openings.OneOpening.as_view()),
    path("openings/<uuid:pk>/status/", openings.OpeningStatusChange.as_view()),
    path("candidates/", candidates.Candidates.as_view()),
    path("candidates/<uuid:pk>/", candidates.OneCandidate.as_view()),
    path("candidates/<uuid:pk>/notes/", candidates.Notes.as_view()),
    path("applications/", applications.Applications.as_view()),
    path("applications/<uuid:pk>/", applications.OneApplication.as_view()),
    path("applications/<uuid:pk>/moves/", applications.Moves.as_view()),
    path("applications/<uuid:pk>/move/", moves.Move.as_view()),
    path("applications/<uuid:pk>/reject/", moves.Reject.as_view()),
    path("applications/<uuid:pk>/withdraw/", moves.Withdraw.as_view()),
    path("applications/<uuid:pk>/reinstate/", moves.Reinstate.as_view()),
    path("applications/<uuid:pk>/undo/", moves.Undo.as_view()),
    path("applications/<uuid:pk>/holds/", moves.Holds.as_view()),
    path("applications/<uuid:pk>/holds/<uuid:hold_id>/release/", moves.Release.as_view()),
    path("applications/<uuid:pk>/closing-brief/", closing_briefs.ApplicationClosingBrief.as_view()),
    path("applications/<uuid:pk>/offers/", offers.ApplicationOffers.as_view()),
    path("offers/", offers.Offers.as_view()),
    path("offers/<uuid:pk>/", offers.OneOffer.as_view()),
    path("offers/<uuid:pk>/extend/", offers.Extend.as_view()),
    path("offers/<uuid:pk>/accept/", offers.Accept.as_view()),
    path("offers/<uuid:pk>/decline/", offers.Decline.as_view()),
    path("offers/<uuid:pk>/take-back/", offers.TakeBack.as_view()),
]
