"""Candidates: persons, apart from what they apply for."""

from django.db import models
from django.db.models.functions import Upper

from config.accounts.models import User
from config.accounts.roles import Role
from config.records.models import StoredFile
from config.tenancy.ids import Row
from pipeline.models.readers import ReaderQuerySet


class CandidateQuerySet(ReaderQuerySet):
    def present(self):
        """Without the records that were merged into others."""
        return self.filter(merged_into=None)

    def visible_to(self, user):
        """People with an application that `user` may see; recruiters see everyone."""
        from pipeline.models.applications import Application

        people = self.present().read_by(user)
        if user.holds(Role.RECRUITER):
            return people
        return people.filter(
            models.Exists(
                Application.objects.visible_to(user).filter(candidate=models.OuterRef("pk"))
            )
        )

    def managed_by(self, user):
        """People whom `user` may change: as `visible_to`, without the panels'."""
        from pipeline.models.applications import Application

        people = self.present().read_by(user)
        if user.holds(Role.RECRUITER):
            return people
        managed = Application.objects.managed_by(user).filter(candidate=models.OuterRef("pk"))
        return people.filter(models.Exists(managed))

    def named_for(self, user):
        """Without the people whose name is hidden from `user`: for whatever asks by name."""
        from pipeline.blind.hiding import masked_people

        return self.exclude(masked_people(user))

    def known_to(self, user):
        """All records, merged ones too, but for those of people who are hidden from `user`."""
        from pipeline.blind.hiding import masked_people

        return self.named_for(user).exclude(masked_people(user, "merged_into"))

    def matching(self, words: str):
        """People whose name or email contains `words`, whatever the case."""
        return self._by_name().filter(
            _by_any_record(models.Q(name__icontains=words) | models.Q(email__icontains=words))
        )

    def with_email(self, email: str):
        """People who have this address, or had it in a merged record; nobody where it is blank."""
        named = self._by_name()
        return named.filter(_by_any_record(models.Q(email__iexact=email))) if email else self.none()

    def show(self, rows, user):
        from pipeline.blind.hiding import show_blind_people

        show_blind_people(rows, user)

    def _by_name(self):
        """Whoever is hidden from the reader is not found by what is hidden."""
        return self.named_for(self.reader) if self.reader else self


def _by_any_record(condition):
    """`condition`, or that it holds of a record that was merged into this one."""
    merged = Candidate.objects.exclude(merged_into=None).filter(condition)
    return condition | models.Q(pk__in=merged.values("merged_into"))


class Candidate(Row):
    """A person. `source` and `remote_id` are where an import has them from.

    A record that was `merged_into` another one is kept out of sight, for undoing. One that
    `is_stand_in` hides who it is from whoever reads it, and is never saved.
    """

    is_stand_in = False

    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    location = models.CharField(max_length=160, blank=True)
    links = models.TextField(blank=True)
    attributes = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=80, blank=True)
    remote_id = models.CharField(max_length=120, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged_records"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "remote_id"],
                condition=~models.Q(remote_id=""),
                name="candidate_imported_once",
            )
        ]
        indexes = [models.Index(Upper("email"), name="candidate_by_email")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        assert not self.is_stand_in, "A stand-in is for reading; change the person's own row."
        super().save(*args, **kwargs)

    @property
    def link_list(self) -> list[str]:
        """The links that a page may lead to; an import may have brought anything."""
        return [link for link in self.links.split() if link.startswith(("https://", "http://"))]


class Note(Row):
    """What somebody of the team wrote about a candidate; edited by writing another."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="notes")
    application = models.ForeignKey(
        "pipeline.Application", null=True, on_delete=models.CASCADE, related_name="notes"
    )
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]


class Document(Row):
    """A file of a candidate: a résumé, a paper, a certificate."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="documents")
    application = models.ForeignKey(
        "pipeline.Application", null=True, on_delete=models.CASCADE, related_name="documents"
    )
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="document")
    title = models.CharField(max_length=160)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.title
