"""Taking in a framework from a file: the upload, and the answer to what it would change."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from pipeline.framework.yaml_files import LARGEST_BYTES

SALT = "framework-file"
ONE_DAY = 24 * 60 * 60
MOST_CARRIED = 4_000_000
"""Characters; a form may send five megabytes in all."""


class FrameworkFileForm(forms.Form):
    """A file to look at first."""

    file = forms.FileField(
        label="Framework file",
        help_text="YAML, as the download gives it. What it does not name stays as it is.",
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,application/yaml"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty.",
            "missing": "Choose a file.",
        },
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_BYTES:
            raise ValidationError(f"A framework has at most {LARGEST_BYTES // 1_000_000} MB.")
        return upload


class SeenFileForm(forms.Form):
    """A file that has been looked at: carried along and signed, so that just this is taken in."""

    carried = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        max_length=200,
        required=False,
        label="What this change is about",
        help_text="Stands in the history beside the version.",
    )

    def clean_carried(self) -> dict:
        """Return text, name and the version under which it was looked at."""
        try:
            return signing.loads(self.cleaned_data["carried"], salt=SALT, max_age=ONE_DAY)
        except signing.BadSignature:
            raise ValidationError("The file got lost on the way. Upload it again.") from None


def carry(content: bytes, name: str, version: int) -> str | None:
    """Return the file as a form can carry it, or None where it is too much for one."""
    told = {"text": content.decode("utf-8-sig"), "name": name, "version": version}
    carried = signing.dumps(told, salt=SALT, compress=True)
    return carried if len(carried) <= MOST_CARRIED else None
