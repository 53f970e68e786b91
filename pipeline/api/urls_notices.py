"""Addresses of the API of notices, of followers, and of notes on applications."""

from django.urls import path

from pipeline.api import notes, notices

urlpatterns = [
    path("notices/", notices.Notices.as_view()),
    path("notices/read/", notices.ReadNotices.as_view()),
    path("notices/<uuid:pk>/read/", notices.OneNotice.as_view()),
    path("notice-choices/", notices.NoticeChoices.as_view()),
    path("chat/", notices.Chat.as_view()),
    path("chat/test/", notices.ChatTest.as_view()),
    path("applications/<uuid:pk>/followers/", notices.Followers.as_view()),
    path("applications/<uuid:pk>/notes/", notes.ApplicationNotes.as_view()),
]
