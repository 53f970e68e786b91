"""A field for the set of roles a person holds."""

from django import forms

from config.accounts.roles import Role

WORDS = {
    Role.ADMIN: "sets the company up: people, settings, integrations",
    Role.RECRUITER: "runs every opening and moves candidates",
    Role.HIRING_LEAD: "opens roles and decides, in the openings whose team they are on",
    Role.INTERVIEWER: "fills scorecards for the panels they sit on",
}


class RolesField(forms.MultipleChoiceField):
    """At least one role. The words say what each may do."""

    def __init__(self, **options):
        super().__init__(
            choices=[(role.value, f"{role.label}: {WORDS[role]}") for role in Role],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one role."},
            **options,
        )

    def clean(self, value):
        """Return the roles in the table's order, each once."""
        chosen = set(super().clean(value))
        return [role.value for role in Role if role in chosen]
