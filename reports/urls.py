"""Addresses of the reports."""

from django.urls import path

from reports.views import dashboards, rows

app_name = "reports"
urlpatterns = [
    path("", dashboards.overview, name="overview"),
    path("openings/<uuid:pk>/", dashboards.opening, name="opening"),
    path("rows/", rows.rows, name="rows"),
]
