from django.apps import AppConfig

from config.tenancy.rounds import ROUNDS


class RecordsConfig(AppConfig):
    name = "config.records"
    label = "records"

    def ready(self):
        ROUNDS.extend(["send_due_mail", "keep_house"])
