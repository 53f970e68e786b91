"""Addresses of the pipeline."""

from django.urls import path

from pipeline.views import emails

app_name = "pipeline"
urlpatterns = [
    path("emails/", emails.emails, name="emails"),
    path("emails/<slug:key>/", emails.edit_email, name="edit_email"),
    path("emails/<slug:key>/reset/", emails.reset_email, name="reset_email"),
]
