"""What can be found: one row for each piece of text about a candidate."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.candidates import Candidate


class Scope(models.TextChoices):
    """What a piece of text is of; it says who may find a person by it."""

    NAME = "name", "Name"
    CONTACT = "contact", "Contact"
    SKILLS = "skills", "Skills"
    WORK = "work", "Work"
    NOTE = "note", "Note"
    RESUME = "resume", "Résumé"


class SearchDocument(Row):
    """A piece of text about a candidate: its words, for whoever may read `scope`.

    With an `application` it belongs to that opening alone. `source` names the row that it
    comes from, so that it is rewritten and not doubled.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="search_documents"
    )
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    scope = models.CharField(max_length=8, choices=Scope.choices)
    source = models.UUIDField()
    words = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "source"], name="search_document_once")
        ]


class SearchPerson(models.Model):
    """All words about a candidate at once, each behind the letter of its scope.

    A search narrows down by these, over everybody; the documents of those who are left say
    who may find them by what. The letters, and no positions, keep every look-up within the
    index: a rare word in a name is not looked for in a hundred thousand résumés.
    """

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, primary_key=True, related_name="search_person"
    )
    words = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["words"], name="search_person_words")]


class SearchWord(models.Model):
    """A word that occurs in the texts: what a mistyped one is likened to."""

    word = models.CharField(max_length=80, primary_key=True)

    class Meta:
        indexes = [
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="search_word_trigrams"),
        ]
