"""The form of a specialization."""

from django import forms

from pipeline.models import Specialization


class SpecializationForm(forms.Form):
    name = forms.CharField(max_length=120, help_text="Such as “Speech ML”.")
    aim = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What these engineers build, in a sentence.",
    )
    premium_low_percent = forms.IntegerField(
        label="Pay premium from, %", min_value=0, max_value=200, initial=0
    )
    premium_high_percent = forms.IntegerField(
        label="Pay premium to, %", min_value=0, max_value=200, initial=0
    )

    def __init__(self, *args, specialization: Specialization | None = None, **kwargs):
        self.specialization = specialization
        if specialization is not None:
            names = list(self.base_fields)
            kwargs["initial"] = {name: getattr(specialization, name) for name in names}
        super().__init__(*args, **kwargs)

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Specialization.objects.filter(name__iexact=name)
        if self.specialization is not None:
            others = others.exclude(pk=self.specialization.pk)
        if others.exists():
            raise forms.ValidationError(f"There is a specialization named “{name}” already.")
        return name

    def clean(self):
        low = self.cleaned_data.get("premium_low_percent")
        high = self.cleaned_data.get("premium_high_percent")
        if low is not None and high is not None and low > high:
            self.add_error("premium_high_percent", "The top of the premium lies below its bottom.")
