"""Addresses of what an opening goes through before candidates see it, and of its copies."""

from django.urls import path

from pipeline.views import approvals, hiring_seats, opening_templates

urlpatterns = [
    path(
        "openings/<uuid:pk>/approvals/ask/",
        approvals.ask_for_approval,
        name="ask_for_approval",
    ),
    path(
        "openings/<uuid:pk>/approvals/<uuid:approval_id>/withdraw/",
        approvals.withdraw_approval,
        name="withdraw_approval",
    ),
    path("approvals/<uuid:pk>/", approvals.approval, name="approval"),
    path("openings/<uuid:pk>/seats/", hiring_seats.hiring_seats, name="hiring_seats"),
    path(
        "openings/<uuid:pk>/seats/<int:number>/",
        hiring_seats.edit_hiring_seat,
        name="edit_hiring_seat",
    ),
    path("openings/<uuid:pk>/clone/", opening_templates.clone_opening, name="clone_opening"),
    path(
        "openings/<uuid:pk>/template/",
        opening_templates.save_opening_template,
        name="save_opening_template",
    ),
    path("opening-templates/", opening_templates.opening_templates, name="opening_templates"),
    path(
        "opening-templates/<uuid:pk>/start/",
        opening_templates.start_from_template,
        name="start_from_template",
    ),
    path(
        "opening-templates/<uuid:pk>/rename/",
        opening_templates.rename_opening_template,
        name="rename_opening_template",
    ),
    path(
        "opening-templates/<uuid:pk>/delete/",
        opening_templates.delete_opening_template,
        name="delete_opening_template",
    ),
    path(
        "opening-templates/<uuid:pk>/undo/",
        opening_templates.undo_opening_template,
        name="undo_opening_template",
    ),
]
