"""Which two versions of the framework to compare."""

from django import forms

from pipeline.framework.editing import current_version


class CompareForm(forms.Form):
    """Two numbers, in either order."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("from", "to"):
            self.fields[name] = forms.IntegerField(
                label=f"{name.capitalize()} version", min_value=1, max_value=10**8
            )

    def clean(self):
        latest = current_version()
        for name in ("from", "to"):
            if (self.cleaned_data.get(name) or 0) > latest:
                self.add_error(name, f"The newest version is {latest}.")

    def ends(self) -> tuple[int, int]:
        """Return the older and the newer of the two."""
        older, newer = sorted((self.cleaned_data["from"], self.cleaned_data["to"]))
        return older, newer
