"""A field for the set of roles a person holds."""

from django import forms
from django.utils.html import format_html

from config.accounts.roles import Role

WORDS = {
    Role.ADMIN: "Sets the company up: people, settings, integrations.",
    Role.RECRUITER: "Runs every opening and moves candidates.",
    Role.HIRING_LEAD: "Opens roles and decides, in the openings whose team they are on.",
    Role.INTERVIEWER: "Fills scorecards for the panels they sit on; sees no pay.",
}


class RolesField(forms.MultipleChoiceField):
    """At least one role. The words say what each may do."""

    def __init__(self, **options):
        super().__init__(
            choices=[
                (role.value, format_html("{} <small>{}</small>", role.label, WORDS[role]))
                for role in Role
            ],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one role."},
            **options,
        )

    def clean(self, value):
        """Return the roles in the table's order, each once."""
        chosen = set(super().clean(value))
        return [role.value for role in Role if role in chosen]
