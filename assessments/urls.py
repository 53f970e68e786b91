"""Addresses of the assessments."""

app_name = "assessments"
urlpatterns = []
