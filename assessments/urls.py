"""Addresses of the assessments."""

from django.urls import path

from assessments import views

app_name = "assessments"
urlpatterns = [
    path(
        "applications/<uuid:pk>/take-home/<uuid:stage_id>/brief/", views.set_brief, name="set_brief"
    ),
    path(
        "applications/<uuid:pk>/take-home/<uuid:stage_id>/hand-in/", views.hand_in, name="hand_in"
    ),
    path(
        "applications/<uuid:pk>/take-home/<uuid:stage_id>/review/",
        views.review,
        name="review_take_home",
    ),
]
