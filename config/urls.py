"""Addresses on a company's own host."""

from django.urls import include, path

urlpatterns = [
    path("", include("config.urls_accounts")),
    path("", include("config.records.urls")),
    path("", include("pipeline.urls")),
    path("", include("assessments.urls")),
    path("", include("panels.urls")),
    path("reports/", include("reports.urls")),
    path("api/v1/", include("config.api")),
]
