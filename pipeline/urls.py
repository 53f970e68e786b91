"""Addresses of the pipeline."""

from django.urls import path

from pipeline.views import (
    board,
    closings,
    emails,
    moves,
    opening_stages,
    openings,
    processes,
    specializations,
    teams,
)

app_name = "pipeline"
urlpatterns = [
    path("openings/", openings.openings, name="openings"),
    path("openings/add/", openings.add_opening, name="add_opening"),
    path("openings/pay/", openings.opening_pay, name="opening_pay"),
    path("openings/<uuid:pk>/settings/", openings.edit_opening, name="edit_opening"),
    path(
        "openings/<uuid:pk>/status/",
        openings.change_opening_status,
        name="change_opening_status",
    ),
    path("openings/<uuid:pk>/stages/", opening_stages.opening_stages, name="opening_stages"),
    path("openings/<uuid:pk>/team/", teams.team, name="team"),
    path("openings/<uuid:pk>/team/add/", teams.add_member, name="add_member"),
    path("openings/<uuid:pk>/team/join/", teams.join_team, name="join_team"),
    path("openings/<uuid:pk>/team/<uuid:user>/remove/", teams.remove_member, name="remove_member"),
    path("processes/", processes.processes, name="processes"),
    path("processes/add/<uuid:specialization>/", processes.add_process, name="add_process"),
    path("processes/<uuid:pk>/edit/", processes.edit_process, name="edit_process"),
    path("processes/<uuid:pk>/remove/", processes.remove_process, name="remove_process"),
    path("specializations/", specializations.specializations, name="specializations"),
    path("specializations/add/", specializations.add_specialization, name="add_specialization"),
    path(
        "specializations/<uuid:pk>/edit/",
        specializations.edit_specialization,
        name="edit_specialization",
    ),
    path(
        "specializations/<uuid:pk>/retire/",
        specializations.retire_specialization,
        name="retire_specialization",
    ),
    path(
        "specializations/<uuid:pk>/restore/",
        specializations.restore_specialization,
        name="restore_specialization",
    ),
    path("openings/<uuid:opening_id>/board/", board.board, name="board"),
    path("openings/<uuid:opening_id>/board/columns/", board.board_columns, name="board_columns"),
    path("openings/<uuid:opening_id>/board/version/", board.board_version, name="board_version"),
    path(
        "openings/<uuid:opening_id>/board/<uuid:stage_id>/",
        board.board_column,
        name="board_column",
    ),
    path("applications/<uuid:application_id>/move-to/", moves.move_to, name="move_to"),
    path("applications/<uuid:application_id>/move/", moves.move, name="move"),
    path("applications/<uuid:application_id>/undo/", moves.undo, name="undo"),
    path("applications/<uuid:application_id>/reject/", closings.reject, name="reject"),
    path("applications/<uuid:application_id>/withdraw/", closings.withdraw, name="withdraw"),
    path("applications/<uuid:application_id>/reinstate/", closings.reinstate, name="reinstate"),
    path("emails/", emails.emails, name="emails"),
    path("emails/<slug:key>/", emails.edit_email, name="edit_email"),
    path("emails/<slug:key>/reset/", emails.reset_email, name="reset_email"),
]
