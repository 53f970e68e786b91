"""Addresses on a company's own host."""

from django.urls import include, path

urlpatterns = [
    path("", include("config.accounts.urls")),
    path("", include("config.records.urls")),
    path("", include("pipeline.urls")),
    path("", include("assessments.urls")),
    path("", include("panels.urls")),
    path("reports/", include("reports.urls")),
]
