from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "config.tenancy"
    label = "tenancy"
