from django.apps import AppConfig

from config.tenancy.rounds import ROUNDS


class RecordsConfig(AppConfig):
    name = "config.records"
    label = "records"

    def ready(self):
        ROUNDS.append("send_due_mail")
