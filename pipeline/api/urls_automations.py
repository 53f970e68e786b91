"""Addresses of rejections, deadlines and automations in the API."""

from django.urls import path

from pipeline.api import rejections

urlpatterns = [
    path("applications/<uuid:pk>/rejection/", rejections.Rejection.as_view()),
    path("applications/<uuid:pk>/rejection/send/", rejections.SendRejection.as_view()),
]
