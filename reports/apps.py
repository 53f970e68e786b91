from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self):
        from pipeline.search.destinations import PAGES, Page

        words = "funnel pace pay dashboards figures"
        PAGES.append(Page("Reports", "reports:overview", "reports.view", words))
