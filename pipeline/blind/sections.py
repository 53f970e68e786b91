"""What the page of a hidden applicant shows in the place of a name, contact and files."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.accounts.models import User
from pipeline.blind.reading import BlindDocument, blind_documents, is_hidden
from pipeline.forms.reveals import RevealForm
from pipeline.models import Application
from pipeline.sections import Section
from pipeline.visibility import manages


@dataclass(frozen=True)
class BlindSection:
    """What somebody sent, without names. `form` asks who it is; None for who may not ask."""

    application: Application
    documents: Sequence[BlindDocument]
    form: RevealForm | None


def blind_section(application: Application, user: User) -> Section | None:
    """The texts of a hidden applicant; None where nothing is hidden from `user`."""
    if not is_hidden(application):
        return None
    may_ask = user.can("candidates.reveal") and manages(user, application)
    form = RevealForm(auto_id="reveal_%s") if may_ask else None
    section = BlindSection(application, blind_documents(application), form)
    return Section("pipeline/_blind.html", section, order=1, is_blind_safe=True)
