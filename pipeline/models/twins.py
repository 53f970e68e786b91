"""Records that may be one person: what identifies them, and the pairs found by it."""

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Left

from config.tenancy.ids import Row
from pipeline.models.candidates import Candidate
from pipeline.models.merges import TwoPeople


def part_of_value(place: int) -> Func:
    """A part of the value of a key of kind NAME: block, employer or name."""
    return Func(
        "value", Value(" | "), Value(place), function="split_part", output_field=models.TextField()
    )


class IdentityKind(models.TextChoices):
    EMAIL = "email", "Email"
    PHONE = "phone", "Phone"
    LINK = "link", "Link"
    NAME = "name", "Name and employer"


class IdentityKey(Row):
    """A normalised value that a person is known by: an address, a number, a profile.

    What the records merged into somebody are known by is theirs as well.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="identity_keys")
    kind = models.CharField(max_length=5, choices=IdentityKind.choices)
    value = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "value", "candidate"], name="identity_key_once")
        ]
        indexes = [
            models.Index(Left("value", 7), condition=Q(kind="phone"), name="identity_phone_tail"),
            models.Index(
                part_of_value(1), part_of_value(2), condition=Q(kind="name"), name="identity_block"
            ),
        ]


class TwinSuggestionQuerySet(models.QuerySet):
    def open_to(self, user):
        """Pairs that `user` may see and that nobody said to be two people.

        Whoever is hidden from `user` is in none of them.
        """
        seen = Candidate.objects.visible_to(user).named_for(user).values("pk")
        said = TwoPeople.objects.annotate(
            one=Coalesce("first__merged_into", "first"),
            other=Coalesce("second__merged_into", "second"),
        )
        return self.filter(
            ~Exists(said.filter(one=OuterRef("first"), other=OuterRef("second"))),
            ~Exists(said.filter(one=OuterRef("second"), other=OuterRef("first"))),
            first__in=seen,
            second__in=seen,
        )


class TwinSuggestion(Row):
    """Two records that may be one person, and why. `first` has the smaller key.

    `reasons` are the kind and value of what they share, the most telling first; `likeness` is
    from 0 to 1, and good for an order alone.
    """

    first = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    likeness = models.FloatField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TwinSuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-likeness", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="twin_suggestion_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="twin_suggestion_ordered"
            ),
        ]
