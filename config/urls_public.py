"""Addresses on the public host."""

from django.urls import path

from config.records.health import healthz
from pipeline.views import founding

urlpatterns = [
    path("", founding.landing, name="landing"),
    path("sign-up/", founding.sign_up, name="sign_up"),
    path("healthz", healthz, name="healthz"),
]
