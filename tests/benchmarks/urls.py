"""The product's addresses, and the floor page."""

from django.urls import include, path

from tests.benchmarks.floor import floor

urlpatterns = [path("floor/", floor), path("", include("config.urls"))]
