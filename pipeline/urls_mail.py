"""Addresses of mail: templates, messages, what came in, and the outbox."""

from django.urls import path

from pipeline.views import emails, message_steps, messages, outbox, own_templates, unmatched_mail

urlpatterns = [
    path("emails/", emails.emails, name="emails"),
    path("email-templates/add/", own_templates.add_own_template, name="add_own_template"),
    path(
        "email-templates/<uuid:pk>/edit/", own_templates.edit_own_template, name="edit_own_template"
    ),
    path(
        "email-templates/<uuid:pk>/delete/",
        own_templates.delete_own_template,
        name="delete_own_template",
    ),
    path(
        "email-templates/<uuid:pk>/restore/",
        own_templates.restore_own_template,
        name="restore_own_template",
    ),
    path("emails/<slug:key>/", emails.edit_email, name="edit_email"),
    path("emails/<slug:key>/reset/", emails.reset_email, name="reset_email"),
    path("applications/<uuid:pk>/messages/", messages.messages, name="messages"),
    path("applications/<uuid:pk>/messages/write/", messages.write, name="write_message"),
    path("messages/planned/", messages.planned_messages, name="planned_messages"),
    path("messages/<uuid:pk>/edit/", messages.edit_message, name="edit_message"),
    path(
        "messages/<uuid:pk>/take-back/", message_steps.take_back_message, name="take_back_message"
    ),
    path("messages/<uuid:pk>/send-now/", message_steps.send_message_now, name="send_message_now"),
    path(
        "messages/<uuid:pk>/try-again/", message_steps.try_message_again, name="try_message_again"
    ),
    path("messages/<uuid:pk>/settle/", message_steps.settle_message, name="settle_message"),
    path("messages/<uuid:pk>/unsettle/", message_steps.unsettle_message, name="unsettle_message"),
    path("inbound-mail/", unmatched_mail.unmatched_mail, name="unmatched_mail"),
    path("inbound-mail/<uuid:pk>/", unmatched_mail.unmatched_one, name="unmatched_one"),
    path("inbound-mail/<uuid:pk>/file/", unmatched_mail.file_mail, name="file_mail"),
    path("inbound-mail/<uuid:pk>/put-aside/", unmatched_mail.put_mail_aside, name="put_mail_aside"),
    path("inbound-mail/<uuid:pk>/bring-out/", unmatched_mail.bring_mail_out, name="bring_mail_out"),
    path("inbound-mail/<uuid:pk>/original/", unmatched_mail.original_mail, name="original_mail"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<uuid:pk>/", outbox.outbox_mail, name="outbox_mail"),
    path("outbox/<uuid:pk>/try-again/", outbox.try_mail_again, name="try_mail_again"),
]
