"""The form of an import."""

from django import forms
from django.core.exceptions import ValidationError

from pipeline.event_logs.mapping_files import UnusableMapping, read_mapping

LARGEST_MAPPING = 64 * 1024


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Event log",
        help_text="A CSV file with a row for each thing that happened.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty.",
            "missing": "Choose a file.",
        },
    )
    mapping = forms.FileField(
        required=False,
        help_text="Says what the words of the log mean. Without one, the log has the columns "
        "case_id, activity, timestamp and resource.",
        widget=forms.FileInput(attrs={"accept": ".toml"}),
        error_messages={"empty": "This file is empty."},
    )

    def clean_mapping(self) -> str:
        """Return the text of a sound mapping, or nothing where none was given."""
        upload = self.cleaned_data["mapping"]
        if upload is None:
            return ""
        if upload.size > LARGEST_MAPPING:
            raise ValidationError("A mapping has at most 64 KB; is this the log?")
        try:
            text = upload.read().decode("utf-8-sig")
            read_mapping(text)
        except UnicodeDecodeError:
            raise ValidationError("The mapping is not UTF-8 text.") from None
        except UnusableMapping as error:
            raise ValidationError(error.problems) from None
        return text
