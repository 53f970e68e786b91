"""What lies before somebody who fills a scorecard, on whichever page they fill it."""

from dataclasses import dataclass
from functools import cached_property

from panels.filling import content_of, save_draft, seat_of, version_to_pin
from panels.forms.scorecards import ScorecardForm
from panels.models import PanelSeat, Scorecard
from panels.observing import observed_on, table_of
from panels.wordings import PinnedCriteria, pinned_criteria
from pipeline.models import Application, Stage


@dataclass
class Sheet:
    """What lies before an interviewer: the application, the stage, their seat and their card.

    `read` is the framework's version that the page said it was shown in, as it was sent.
    """

    application: Application
    stage: Stage
    seat: PanelSeat | None
    card: Scorecard | None
    read: str | None = None

    @property
    def is_open(self) -> bool:
        return self.seat is not None and not (self.card and self.card.is_submitted)

    @cached_property
    def framework_version(self) -> int:
        """The framework's version that the card is filled under, or will be once it is begun."""
        return self.card.framework_version if self.card else version_to_pin(self.read)

    @cached_property
    def pinned(self) -> PinnedCriteria:
        begun = self.card or Scorecard(framework_version=self.framework_version)
        return pinned_criteria(self.seat.criteria.all(), self.application.opening.level, begun)

    def form(self, data=None) -> ScorecardForm:
        if data is not None:
            data = data.copy()
            data["framework_version"] = self.framework_version
            table = self._table(observed_on(self.card))
            return ScorecardForm(data, criteria=self.pinned.criteria, table=table)
        kept = content_of(self.card)
        return ScorecardForm(
            criteria=self.pinned.criteria,
            table=self._table(kept.observed),
            filling=kept,
            version=self.card.version if self.card else 0,
            framework_version=self.framework_version,
        )

    def _table(self, ticked):
        return table_of(self.stage, self.application.opening, ticked, self.framework_version)


def sheet_of(user, application, stage, *, read=None) -> Sheet:
    """Return the sheet of `user`, with or without a seat and a card (three queries)."""
    seat = seat_of(user, application, stage)
    card = Scorecard.objects.filter(application=application, stage=stage, interviewer=user).first()
    return Sheet(application, stage, seat, card, read)


def keep_sheet(sheet: Sheet, form: ScorecardForm, *, by, rule=save_draft) -> Scorecard:
    """Call `rule`, which is `save_draft` or `submit`, with what a valid `form` says."""
    return rule(
        sheet.application,
        sheet.stage,
        form.filling(),
        by=by,
        version=form.cleaned_data["version"],
        framework_version=sheet.framework_version,
    )
