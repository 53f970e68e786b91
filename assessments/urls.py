"""Addresses of the assessments."""

from django.urls import path

from assessments import candidate_views, views

app_name = "assessments"
urlpatterns = [
    path("my/<str:token>/take-home/", candidate_views.my_take_home, name="my_take_home"),
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
