"""Forms of how one wants to be told."""

from dataclasses import dataclass

from django import forms

from config.records.hooks import are_hooks_offered
from pipeline.models import ChatHook, Topic
from pipeline.models.notices import Channel, Pace
from pipeline.notices.choices import CHANNELS, Choices


@dataclass(frozen=True)
class ChoiceRow:
    """One topic, with a field for each channel."""

    label: str
    fields: list


class ChoicesForm(forms.Form):
    """A pace for each topic and channel; the chat's only where one is offered."""

    def __init__(self, *args, paces: Choices, **options):
        super().__init__(*args, **options)
        for topic in Topic:
            for channel in self.channels():
                words = f"{topic.label}: {channel.label}"
                field = forms.ChoiceField(
                    label=words,
                    choices=Pace.choices,
                    initial=paces[topic, channel],
                    widget=forms.Select(attrs={"aria-label": words}),
                )
                field.channel = channel.label
                self.fields[_name(topic, channel)] = field

    @staticmethod
    def channels() -> list[Channel]:
        return [each for each in CHANNELS if each != Channel.CHAT or are_hooks_offered()]

    def rows(self) -> list[ChoiceRow]:
        return [
            ChoiceRow(topic.label, [self[_name(topic, channel)] for channel in self.channels()])
            for topic in Topic
        ]

    def paces(self) -> Choices:
        """What was chosen."""
        return {
            (topic, channel): Pace(self.cleaned_data[_name(topic, channel)])
            for topic in Topic
            for channel in self.channels()
        }


class ChatForm(forms.Form):
    url = forms.CharField(
        label="Address of an incoming webhook",
        max_length=ChatHook._meta.get_field("url").max_length,
        help_text="Your chat makes one for a channel or for you alone. It begins with https://.",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )


def _name(topic, channel):
    return f"{topic.value}-{channel.value}"
