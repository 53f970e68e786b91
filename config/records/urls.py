"""Addresses of stored files."""

app_name = "records"
urlpatterns = []
