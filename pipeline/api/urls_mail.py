"""Addresses of the API of mail, below /api/v1/."""

from django.urls import path

from pipeline.api import email_templates, messages, unmatched_mail

urlpatterns = [
    path("applications/<uuid:pk>/messages/", messages.Messages.as_view()),
    path("applications/<uuid:pk>/messages/preview/", messages.MessagePreview.as_view()),
    path("messages/planned/", messages.PlannedMessages.as_view()),
    path("messages/<uuid:pk>/", messages.OneMessage.as_view()),
    path("messages/<uuid:pk>/take-back/", messages.TakeBackMessage.as_view()),
    path("messages/<uuid:pk>/send-now/", messages.SendMessageNow.as_view()),
    path("messages/<uuid:pk>/try-again/", messages.TryMessageAgain.as_view()),
    path("messages/<uuid:pk>/settle/", messages.SettleMessage.as_view()),
    path("email-templates/", email_templates.OwnTemplates.as_view()),
    path("email-templates/<uuid:pk>/", email_templates.OneOwnTemplate.as_view()),
    path("email-templates/<uuid:pk>/restore/", email_templates.RestoreOwnTemplate.as_view()),
    path("inbound-mail/", unmatched_mail.UnmatchedMail.as_view()),
    path("inbound-mail/<uuid:pk>/file/", unmatched_mail.FileMail.as_view()),
    path("inbound-mail/<uuid:pk>/put-aside/", unmatched_mail.PutMailAside.as_view()),
]
