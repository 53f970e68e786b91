"""Cursor pages: stable while rows come and go."""

from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """Pages of 50 (`?limit=`, at most 200) by key: UUIDv7 keys are in order of birth."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200
