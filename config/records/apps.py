from django.apps import AppConfig

from config.tenancy.rounds import ROUNDS


class RecordsConfig(AppConfig):
    name = "config.records"
    label = "records"

    def ready(self):
        ROUNDS.extend(["send_due_mail", "post_due_hooks", "keep_house"])
