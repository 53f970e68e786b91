"""A field for a date and time of day on the company's own clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
FORMAT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A local time of `zone`, which the form sets; cleaned to an aware moment.

    Of an hour that comes twice when clocks go back, the first is meant.
    """

    zone: ZoneInfo

    def __init__(self, *, is_past: bool = False, **options):
        widget = forms.DateTimeInput(format=FORMAT, attrs={"type": "datetime-local"})
        super().__init__(widget=widget, input_formats=[FORMAT, f"{FORMAT}:%S"], **options)
        self.is_past = is_past
        self.error_messages["invalid"] = "Write a date and a time of day."

    def prepare_value(self, value):
        return value.astimezone(self.zone).strftime(FORMAT) if _is_moment(value) else value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        moment = self._parse(str(value))
        if not EARLIEST < moment < LATEST:
            raise forms.ValidationError("This year cannot be meant.", code="year")
        # Arithmetic within one zone goes by the wall clock, so the way there and back is by UTC.
        back = moment.astimezone(UTC).astimezone(self.zone)
        if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
            sentence = "The clocks went forward over this time of day: there was none such."
            raise forms.ValidationError(sentence, code="gap")
        return moment.astimezone(UTC)

    def validate(self, value):
        super().validate(value)
        if self.is_past and value is not None and value > timezone.now():
            raise forms.ValidationError("This lies in the future.", code="future")

    def has_changed(self, initial, data):
        return str(self.prepare_value(initial) or "") != str(data or "")

    def _parse(self, text):
        for pattern in self.input_formats:
            try:
                return datetime.strptime(text.strip(), pattern).replace(tzinfo=self.zone)
            except ValueError:
                continue
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class ZonedForm(forms.Form):
    """A form whose moments are meant in the zone of `company`."""

    def __init__(self, *args, company, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, MomentField):
                field.zone = company.zone
                field.help_text = field.help_text or f"Time in {company.time_zone}."


def _is_moment(value):
    return isinstance(value, datetime) and value.tzinfo is not None
