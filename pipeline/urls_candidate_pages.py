"""Addresses of a candidate's own page, and of what colleagues do about it."""

from django.urls import path

from pipeline.views import (
    candidate_links,
    candidate_requests,
    erasures,
    my_data,
    my_page,
    my_papers,
    my_requests,
)

urlpatterns = [
    path("my/lost-link/", my_page.my_lost_link, name="my_lost_link"),
    path("my/erasure/<str:token>/", my_data.my_erasure, name="my_erasure"),
    path("my/<str:token>/", my_page.my_page, name="my_page"),
    path("my/<str:token>/prepare/", my_page.my_preparation, name="my_preparation"),
    path("my/<str:token>/survey/", my_page.my_survey, name="my_survey"),
    path("my/<str:token>/ask/<slug:kind>/", my_requests.my_request, name="my_request"),
    path("my/<str:token>/withdraw/", my_requests.my_withdrawal, name="my_withdrawal"),
    path("my/<str:token>/come-back/", my_requests.my_return, name="my_return"),
    path("my/<str:token>/details/", my_papers.my_details, name="my_details"),
    path("my/<str:token>/documents/", my_papers.my_documents, name="my_documents"),
    path("my/<str:token>/documents/<uuid:document_id>/", my_papers.my_document, name="my_document"),
    path("my/<str:token>/documents/<uuid:document_id>/file/", my_papers.my_file, name="my_file"),
    path("my/<str:token>/data/", my_data.my_data, name="my_data"),
    path("my/<str:token>/data/download/", my_data.my_download, name="my_download"),
    path("my/<str:token>/data/delete/", my_data.my_erasure_asked, name="my_erasure_asked"),
    path("my/<str:token>/data/keep/", my_data.my_erasure_called_off, name="my_erasure_called_off"),
    path("applications/<uuid:pk>/page-links/add/", candidate_links.add_link, name="add_page_link"),
    path("applications/<uuid:pk>/page-links/mail/", candidate_links.mail, name="mail_page_link"),
    path(
        "applications/<uuid:pk>/page-links/<uuid:link_id>/revoke/",
        candidate_links.revoke,
        name="revoke_page_link",
    ),
    path("applications/<uuid:pk>/promise/", candidate_links.promise, name="set_promise"),
    path("requests/<uuid:pk>/answer/", candidate_requests.answer, name="answer_request"),
    path("candidates/<uuid:pk>/erase/", erasures.erase, name="erase_candidate"),
    path("candidates/<uuid:pk>/keep/", erasures.keep, name="keep_candidate"),
]
