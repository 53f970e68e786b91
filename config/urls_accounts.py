"""Addresses of sign-in, people and the company: the views of several rooms under one name."""

from django.urls import path

from config.records.views import account, audit, sign_in, tokens, viewing
from pipeline.views import company, invitations, passwords, people

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("lost-password/", passwords.ask_for_link, name="lost_password"),
    path("new-password/<str:token>/", passwords.choose, name="choose_password"),
    path("account/", account.account, name="account"),
    path("account/password/", account.change_password, name="change_password"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<uuid:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("people/", people.people, name="people"),
    path("people/invite/", invitations.invite_person, name="invite"),
    path("people/view-as/", viewing.view_as, name="view_as"),
    path("people/view-as/stop/", viewing.stop_viewing_as, name="stop_viewing_as"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/password/", passwords.send_to, name="send_password_link"),
    path("people/<uuid:pk>/deactivate/", people.deactivate, name="deactivate"),
    path("people/<uuid:pk>/reactivate/", people.reactivate, name="reactivate"),
    path("invitations/<str:token>/", invitations.accept, name="accept"),
    path("invitations/<uuid:pk>/resend/", invitations.resend, name="resend_invitation"),
    path("invitations/<uuid:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("company/", company.company, name="company"),
    path("company/edit/", company.edit_company, name="edit_company"),
    path("audit/", audit.audit, name="audit"),
]
