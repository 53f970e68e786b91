"""Addresses of the pipeline."""

app_name = "pipeline"
urlpatterns = []
