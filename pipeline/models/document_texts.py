"""What can be read in documents; apart from them, since no audit needs to keep it."""

from django.db import models

from pipeline.models.candidates import Document


class DocumentText(models.Model):
    """The text of a document, once a worker has looked; blank where `problem` says why."""

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    text = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    read_at = models.DateTimeField(auto_now_add=True)
