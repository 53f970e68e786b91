"""The forms of a tag: another name, or another tag to take its place."""

from django import forms

from pipeline.forms.candidates import OneLineField
from pipeline.models import Tag
from pipeline.people.tags import LONGEST_NAME


class TagNameForm(forms.Form):
    name = OneLineField(max_length=LONGEST_NAME)


class MergeTagForm(forms.Form):
    """Which other tag everyone gets who has this one."""

    into = forms.ModelChoiceField(Tag.objects.none(), empty_label="Choose")

    def __init__(self, *args, tag, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Tag.objects.exclude(pk=tag.pk)
