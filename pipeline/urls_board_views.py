"""Addresses of boards, tables, their views and drawers, and of what is done with many."""

from django.urls import path

from pipeline.views import board, drawer, many_changes, saved_views, table

urlpatterns = [
    path("openings/<uuid:pk>/board/", board.show_board, name="board"),
    path("openings/<uuid:pk>/board/columns/", board.board_columns, name="board_columns"),
    path("openings/<uuid:pk>/board/version/", board.board_version, name="board_version"),
    path("openings/<uuid:pk>/board/<uuid:stage_id>/", board.board_column, name="board_column"),
    path("openings/<uuid:pk>/table/", table.table, name="table"),
    path("openings/<uuid:pk>/table/rows/", table.table_rows, name="table_rows"),
    path("openings/<uuid:pk>/table/version/", table.show_table_version, name="table_version"),
    path("applications/", table.table, name="all_applications"),
    path("applications/rows/", table.table_rows, name="all_rows"),
    path("applications/version/", table.show_table_version, name="all_version"),
    path("applications/selected/move/", many_changes.move_selected, name="move_selected"),
    path("applications/selected/reject/", many_changes.reject_selected, name="reject_selected"),
    path("applications/selected/tag/", many_changes.tag_picked, name="tag_picked"),
    path("applications/selected/assign/", many_changes.assign_selected, name="assign_selected"),
    path("applications/selected/message/", many_changes.message_selected, name="message_selected"),
    path("applications/changes/", many_changes.many_changes, name="many_changes"),
    path("applications/changes/<uuid:pk>/undo/", many_changes.undo_many, name="undo_many"),
    path("applications/<uuid:pk>/drawer/", drawer.drawer, name="drawer"),
    path(
        "applications/<uuid:pk>/drawer/version/", drawer.show_drawer_version, name="drawer_version"
    ),
    path("applications/<uuid:pk>/drawer/note/", drawer.add_drawer_note, name="add_drawer_note"),
    path("views/", saved_views.saved_views, name="saved_views"),
    path("views/add/", saved_views.add_view, name="add_view"),
    path("views/<uuid:pk>/", saved_views.saved_view, name="saved_view"),
    path("views/<uuid:pk>/edit/", saved_views.edit_view, name="edit_view"),
    path("views/<uuid:pk>/filters/", saved_views.refilter_view, name="refilter_view"),
    path("views/<uuid:pk>/pin/", saved_views.pin_view, name="pin_view"),
    path("views/<uuid:pk>/unpin/", saved_views.unpin_view, name="unpin_view"),
    path("views/<uuid:pk>/delete/", saved_views.delete_view, name="delete_view"),
    path("views/<uuid:pk>/restore/", saved_views.restore_view, name="restore_view"),
]
