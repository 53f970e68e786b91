"""Addresses of notices, of whoever follows an application, and of whom a note can mention."""

from django.urls import path

from pipeline.views import following, notes, notice_choices, notices

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/bell/", notices.bell, name="bell"),
    path("notices/bell/version/", notices.bell_version, name="bell_version"),
    path("notices/read/", notices.read_all, name="read_notices"),
    path("notices/unread/", notices.unread_all, name="unread_notices"),
    path("notices/<uuid:pk>/", notices.notice, name="notice"),
    path("notices/<uuid:pk>/read/", notices.read, name="read_notice"),
    path("notices/<uuid:pk>/unread/", notices.unread, name="unread_notice"),
    path("account/notices/", notice_choices.choices, name="notice_choices"),
    path("account/chat/", notice_choices.set_chat, name="set_chat"),
    path("account/chat/remove/", notice_choices.remove_chat, name="remove_chat"),
    path("account/chat/test/", notice_choices.test_chat, name="test_chat"),
    path("applications/<uuid:pk>/follow/", following.follow, name="follow"),
    path("applications/<uuid:pk>/unfollow/", following.unfollow, name="unfollow"),
    path("applications/<uuid:pk>/mentionable/", notes.show_mentionable, name="mentionable"),
    path(
        "candidates/<uuid:pk>/mentionable/",
        notes.show_mentionable_of_candidate,
        name="mentionable_of_candidate",
    ),
]
