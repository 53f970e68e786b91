"""Addresses of rejections, deadlines and automations."""

from django.urls import path

from pipeline.views import rejections

urlpatterns = [
    path("applications/<uuid:pk>/reject/", rejections.reject, name="reject"),
    path("applications/<uuid:pk>/rejection/", rejections.edit_rejection, name="edit_rejection"),
    path(
        "applications/<uuid:pk>/rejection/send/", rejections.send_rejection, name="send_rejection"
    ),
    path(
        "applications/<uuid:pk>/rejection/stop/",
        rejections.stop_rejection_mail,
        name="stop_rejection",
    ),
    path("reasons/mails/", rejections.reason_mails, name="reason_mails"),
]
