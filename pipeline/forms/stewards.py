"""Forms of the framework's review dates."""

from django import forms

from pipeline.stewards import dated_lists, possible_stewards

NOBODY = "Hiring leads"


class DatedListForm(forms.Form):
    """Says which list is meant; cleaned to its EntryList."""

    list = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lists = {entry_list.name: entry_list for entry_list in dated_lists()}
        self.fields["list"].choices = [(name, name) for name in self.lists]

    def clean_list(self):
        return self.lists[self.cleaned_data["list"]]


class StewardForm(DatedListForm):
    user = forms.ModelChoiceField(None, label="Looked after by", required=False, empty_label=NOBODY)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = possible_stewards()


class StillRightForm(DatedListForm):
    key = forms.SlugField(max_length=60)
    seen = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    review_by = forms.DateField(label="Still right until")

    def clean(self):
        """Add the row that is meant, where it is in use."""
        given = super().clean()
        entry_list, key = given.get("list"), given.get("key")
        row = entry_list and entry_list.model.objects.in_use().filter(key=key).first()
        if row is None:
            raise forms.ValidationError("There is no such entry any more.")
        return {**given, "row": row}
