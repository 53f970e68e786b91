"""Addresses of the panels."""

app_name = "panels"
urlpatterns = []
