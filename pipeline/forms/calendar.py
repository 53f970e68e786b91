"""The forms of a company's calendar."""

from django import forms

from pipeline.models import DayOff
from pipeline.work_queue.company_calendar import countries

NO_COUNTRY = ("", "No country: Monday to Friday, without holidays")


class CalendarForm(forms.Form):
    country = forms.ChoiceField(label="Holidays of", required=False)
    region = forms.CharField(
        required=False,
        max_length=60,
        help_text="A region by its code or name, such as BY or Bayern. Blank: the whole country.",
    )
    counts_business_days = forms.BooleanField(
        label="Count stage targets and reminders in business days",
        required=False,
        help_text="Otherwise in calendar days. The fortnight itself is always calendar days.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [NO_COUNTRY, *countries()]


class DayOffForm(forms.Form):
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    name = forms.CharField(max_length=DayOff._meta.get_field("name").max_length)
    is_worked = forms.BooleanField(
        label="We work on this day",
        required=False,
        help_text="For a holiday or a weekend on which work goes on.",
    )
