"""Addresses on the public host."""

from django.urls import path

from config.records.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
]
