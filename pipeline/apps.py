from django.apps import AppConfig

from config.tenancy.starters import STARTERS


class PipelineConfig(AppConfig):
    name = "pipeline"

    def ready(self):
        from pipeline.api import problems
        from pipeline.starting import FOLDER, fill_pipeline

        STARTERS.append((fill_pipeline, FOLDER))
        problems.register()
