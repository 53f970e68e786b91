"""The forms of an import of people: the file, and what its columns mean."""

from django import forms

from pipeline.models import Opening
from pipeline.people_files.columns import LABELS, Field, missing, once_each

MEANINGS = [("", "Leave out"), *((field.value, LABELS[field]) for field in Field)]


class PeopleForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="A spreadsheet (CSV or XLSX), a JSON Resume, an export of Greenhouse, Lever or "
        "Ashby in JSON, a résumé (PDF, Word or text), or a zip of résumés.",
        widget=forms.FileInput(
            attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json,.pdf,.docx,.md,.zip"},
        ),
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty.",
            "missing": "Choose a file.",
        },
    )
    opening = forms.ModelChoiceField(
        Opening.objects.none(),
        help_text="They arrive in its inbox.",
        empty_label="Choose an opening",
        error_messages={"required": "Choose an opening."},
    )

    def __init__(self, *args, openings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opening"].queryset = openings


class ColumnsForm(forms.Form):
    """A choice for each column of a sheet, named by where the column stands."""

    def __init__(self, *args, header, guessed, **kwargs):
        super().__init__(*args, **kwargs)
        self.header = header
        for at, (heading, meaning) in enumerate(zip(header, guessed, strict=True)):
            self.fields[f"column{at}"] = forms.ChoiceField(
                choices=MEANINGS,
                required=False,
                initial=meaning or "",
                label=f"“{heading}” is" if heading else f"Column {at + 1} is",
            )
            self.fields[f"column{at}"].heading = heading

    def clean(self):
        """Refuse columns without a name, and a meaning that two columns have."""
        chosen = self.chosen()
        if sentence := missing(chosen):
            raise forms.ValidationError("Say which column holds the names.", code=sentence)
        kept = once_each([Field(name) if name else None for name in chosen])
        for at, (name, field) in enumerate(zip(chosen, kept, strict=True)):
            if name and field is None:
                label = LABELS[Field(name)]
                self.add_error(f"column{at}", f"Another column is “{label}” already.")
        return self.cleaned_data

    def chosen(self) -> list[str]:
        """Return what each column means, in order; empty for those left out."""
        return [self.cleaned_data.get(f"column{at}", "") for at in range(len(self.header))]
