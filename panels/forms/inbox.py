"""Which applicants of an inbox to go through, and how a decision on one is asked for."""

from django import forms
from django.utils.http import urlencode

from panels.forms.scorecards import NOTE, ScorecardForm
from panels.inbox.reviewing import InboxSieve
from pipeline.forms.holds import HoldForm
from pipeline.forms.moves import CloseForm
from pipeline.models.reasons import ReasonKind

MINE, ALL = "mine", "all"
FILTERS = {
    "flagged": "With a flagged answer",
    "referred": "Referred",
    "earlier": "Applied before",
}


class InboxSieveForm(forms.Form):
    """What is asked for in the address; what is wrong there sifts nothing.

    Without a word on `show`, a reviewer goes through their own and everybody else through all.
    """

    show = forms.ChoiceField(choices=[(MINE, "Mine to rate"), (ALL, "All")], required=False)
    flagged = forms.BooleanField(required=False, label=FILTERS["flagged"])
    referred = forms.BooleanField(required=False, label=FILTERS["referred"])
    earlier = forms.BooleanField(required=False, label=FILTERS["earlier"])

    def __init__(self, data, *, is_seated: bool, is_own: bool):
        super().__init__(data)
        self.is_seated = is_seated
        if not is_own:
            del self.fields["flagged"]
        self.is_valid()

    @property
    def sieve(self) -> InboxSieve:
        asked = self.cleaned_data
        show = asked.get("show") or (MINE if self.is_seated else ALL)
        return InboxSieve(mine=show == MINE, **{name: asked.get(name, False) for name in FILTERS})

    @property
    def query(self) -> str:
        """Return what was asked for a link, with ? in front; empty where nothing was."""
        kept = {name: "1" if value is True else value for name, value in self._asked()}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def mine_query(self) -> str:
        return f"?{urlencode({**self.filters, 'show': MINE})}"

    @property
    def all_query(self) -> str:
        return f"?{urlencode({**self.filters, 'show': ALL})}"

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self[name] for name in FILTERS if name in self.fields]

    @property
    def filters(self) -> dict[str, str]:
        return {name: "1" for name, _ in self._asked() if name in FILTERS}

    def _asked(self):
        return [(name, value) for name, value in self.cleaned_data.items() if value]


class InboxRejectForm(CloseForm):
    """A usual reason, and what was so in this case, in little room."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, kind=ReasonKind.REJECT, auto_id="reject_%s", **kwargs)
        self.fields["text"].widget.attrs["rows"] = 2


class InboxHoldForm(HoldForm):
    """A reason to hold the clock, from now unless it says otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="hold_%s", **kwargs)


def with_placeholders(form: ScorecardForm) -> ScorecardForm:
    """Name the text fields of a scorecard inside them: there is no room above."""
    for name, field in form.fields.items():
        if NOTE.fullmatch(name):
            field.widget.attrs["placeholder"] = "Evidence"
    form.fields["summary"].widget.attrs["placeholder"] = "Summary"
    return form
