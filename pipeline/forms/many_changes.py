"""Applications that were ticked on a board or a table, and what to do with them."""

from typing import ClassVar

from django import forms

from pipeline.board_views.many_changes import MOST_AT_ONCE, Picked
from pipeline.forms.candidates import OneLineField
from pipeline.keys import read_key
from pipeline.mailing.fields import UnknownField, check_known
from pipeline.mailing.writing import LONGEST_TEXT
from pipeline.models import Application, EmailTemplate, Opening, Reason, Stage, StageKind
from pipeline.models.reasons import ReasonKind
from pipeline.people.tags import LONGEST_NAME
from pipeline.work_queue.owners import able, assignable

NOBODY_TICKED = "Tick at least one person first."
NOBODY = "nobody"
LONGEST_VERSION = 9
SELECTED = ("candidate", "opening", "stage", "owner")


def read_picked(texts, user) -> list[Picked]:
    """Return those of the applications named in `texts` that `user` manages and that run.

    Each text is a key, and the version that the page showed after a dot.
    """
    versions = {}
    for text in texts[:MOST_AT_ONCE]:
        key, _, version = text.partition(".")
        if found := read_key(key):
            is_version = version.isascii() and version.isdigit()
            is_version = is_version and len(version) <= LONGEST_VERSION
            versions[found] = int(version) if is_version else None
    rows = Application.objects.managed_by(user).filter(pk__in=versions).select_related(*SELECTED)
    return [Picked(row, versions[row.pk]) for row in rows.distinct().order_by("pk")]


class PickedForm(forms.Form):
    """Whom it is about, and what to do; `is_asked` says whether the latter was sent at all."""

    WORDS: ClassVar[tuple[str, str]] = ("", "")
    """Title and button."""
    ASKED: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data, *, user, opening: Opening | None = None):
        self.user, self.opening = user, opening
        self.picked = read_picked(data.getlist("application"), user) if data else []
        self.is_asked = any(name in data for name in self.ASKED)
        super().__init__(data if self.is_asked else None, auto_id="many_%s")

    def clean(self):
        if not self.picked:
            raise forms.ValidationError(NOBODY_TICKED)
        return super().clean()

    @property
    def title(self) -> str:
        number = len(self.picked)
        return self.WORDS[0].format(f"{number} {'person' if number == 1 else 'people'}")

    @property
    def button(self) -> str:
        return self.WORDS[1]


class ManyMoveForm(PickedForm):
    """Into a stage of the opening; across openings, into a kind of stage."""

    WORDS = ("Move {}", "Move")
    ASKED = ("to",)
    to = forms.ChoiceField(label="Move to", error_messages={"required": "Say where to."})

    def __init__(self, data, **options):
        super().__init__(data, **options)
        if self.opening:
            stages = self.opening.stages.exclude(kind=StageKind.HIRED)
            self.stages = [(str(stage.pk), stage.name, stage.kind) for stage in stages]
        else:
            kinds = [kind for kind in StageKind if kind != StageKind.HIRED]
            self.stages = [(kind.value, kind.label, kind.value) for kind in kinds]
        self.fields["to"].choices = [(value, label) for value, label, _ in self.stages]

    def clean_to(self) -> Stage | StageKind:
        to = self.cleaned_data["to"]
        return self.opening.stages.get(pk=to) if self.opening else StageKind(to)


class ManyRejectForm(PickedForm):
    """For a usual reason, for one in one's own words, or for both."""

    WORDS = ("Reject {}", "Reject")
    ASKED = ("usual", "text")
    usual = forms.ModelChoiceField(
        Reason.objects.filter(kind=ReasonKind.REJECT),
        label="Usual reason",
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="In your words",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the team and for later; the candidates do not see it.",
    )

    def clean(self):
        if not (self.cleaned_data.get("usual") or self.cleaned_data.get("text")):
            self.add_error("text", "Choose a usual reason, or write one.")
        return super().clean()

    @property
    def reason(self) -> str:
        usual, text = self.cleaned_data["usual"], self.cleaned_data["text"]
        return "\n".join(part for part in (usual and usual.text, text) if part)


class ManyTagForm(PickedForm):
    WORDS = ("Tag {}", "Tag")
    ASKED = ("name",)
    name = OneLineField(
        label="Tag", max_length=LONGEST_NAME, error_messages={"required": "Write a tag first."}
    )


class ManyAssignForm(PickedForm):
    WORDS = ("Say whose {} are", "Assign")
    ASKED = ("owner",)
    owner = forms.ChoiceField(error_messages={"required": "Say to whom."})

    def __init__(self, data, **options):
        super().__init__(data, **options)
        people = assignable(self.opening) if self.opening else able().by_name()
        self.people = {str(person.pk): person for person in people}
        rows = [(key, person.name) for key, person in self.people.items()]
        own = str(self.user.pk)
        self.fields["owner"].choices = [
            *([(own, "Me")] if own in self.people else []),
            (NOBODY, "Nobody by name"),
            *[row for row in rows if row[0] != own],
        ]

    def clean_owner(self):
        """The person; None for nobody."""
        return self.people.get(self.cleaned_data["owner"])


class ManyMessageForm(PickedForm):
    """Subject and text, which a template may begin; `template` alone asks for the words."""

    WORDS = ("Write to {}", "Send")
    ASKED = ("subject", "text")
    template = forms.ModelChoiceField(
        EmailTemplate.objects.filter(is_own=True), required=False, widget=forms.HiddenInput
    )
    subject = OneLineField(max_length=200)
    text = forms.CharField(
        label="Message", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 9})
    )

    def __init__(self, data, **options):
        super().__init__(data, **options)
        key = read_key(data.get("template", "")) if data else None
        begun = key and EmailTemplate.objects.filter(is_own=True, pk=key).first()
        if begun and not self.is_asked:
            self.initial = {"template": begun, "subject": begun.subject, "text": begun.body}

    def clean(self):
        try:
            check_known(self.cleaned_data.get("subject", ""), self.cleaned_data.get("text", ""))
        except UnknownField as unknown:
            self.add_error("text", str(unknown))
        return super().clean()
