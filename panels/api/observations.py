"""API: what was ticked at the table, signals and reactions to probes."""

from rest_framework import serializers

from panels.models import Reaction
from panels.observing import LONGEST_NOTE, Observed


class SignalBody(serializers.Serializer):
    """A signal that was seen, by its key in the framework."""

    signal = serializers.SlugField(max_length=60)
    note = serializers.CharField(max_length=LONGEST_NOTE, allow_blank=True, default="")


class ReactionBody(serializers.Serializer):
    """How one probe of one question was met, by their keys in the framework."""

    question = serializers.SlugField(max_length=60)
    probe = serializers.SlugField(max_length=60)
    reaction = serializers.ChoiceField(Reaction.choices)


def observed_in(body: dict) -> Observed:
    """Return what a checked body says was ticked."""
    return Observed(
        signals={row["signal"]: row["note"] for row in body["signals"]},
        reactions={(row["question"], row["probe"]): row["reaction"] for row in body["reactions"]},
    )
