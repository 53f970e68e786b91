"""Addresses of rejections, deadlines and automations."""

from django.urls import path

from pipeline.views import automation_editing, automations, deadlines, rejections

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
    path("applications/<uuid:pk>/deadlines/", deadlines.add_deadline, name="add_deadline"),
    path("deadlines/<uuid:pk>/done/", deadlines.meet_deadline, name="meet_deadline"),
    path("deadlines/<uuid:pk>/drop/", deadlines.drop_deadline, name="drop_deadline"),
    path("deadlines/<uuid:pk>/reopen/", deadlines.reopen_deadline, name="reopen_deadline"),
    path("automations/", automations.automations, name="automations"),
    path("automations/add/", automation_editing.add_automation, name="add_automation"),
    path("automations/<uuid:pk>/", automations.automation, name="automation"),
    path("automations/<uuid:pk>/edit/", automation_editing.edit_automation, name="edit_automation"),
    path("automations/<uuid:pk>/dry-run/", automations.dry_run, name="dry_run"),
    path("automations/<uuid:pk>/switch/", automations.switch_automation, name="switch_automation"),
    path("automations/<uuid:pk>/delete/", automations.delete_automation, name="delete_automation"),
    path(
        "automations/<uuid:pk>/restore/", automations.restore_automation, name="restore_automation"
    ),
    path(
        "openings/<uuid:pk>/automations/",
        automations.opening_automations,
        name="opening_automations",
    ),
    path(
        "openings/<uuid:pk>/automations/add/",
        automation_editing.add_opening_automation,
        name="add_opening_automation",
    ),
    path(
        "openings/<uuid:pk>/automations/<uuid:automation_id>/replace/",
        automations.replace_automation,
        name="replace_automation",
    ),
]
