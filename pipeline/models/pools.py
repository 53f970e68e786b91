"""Talent pools: people to keep in touch with."""

from django.db import models
from django.db.models.functions import Lower

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.candidates import Candidate


class Pool(Row):
    """People to keep in touch with for a purpose."""

    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    is_retired = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint(Lower("name"), name="pool_once")]

    def __str__(self):
        return self.name


class PoolPlace(Row):
    """A candidate's place in a pool, and why they are there."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="places")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="pool_places")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "candidate"], name="pool_place_once")
        ]
