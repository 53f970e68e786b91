"""Addresses of stored files."""

from django.urls import path

from config.records.file_access import stored_file

app_name = "records"
urlpatterns = [
    path("files/<uuid:pk>/", stored_file, name="file"),
]
