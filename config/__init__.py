"""The roof and the floor of the house."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
