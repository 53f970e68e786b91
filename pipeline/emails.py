"""The company's mail templates and their merge fields."""

import re
from collections.abc import Mapping

from pipeline.models import ClosingBrief, EmailTemplate

FIELD = re.compile(r"\{([a-z_]+)\}")

FIELDS: dict[str, frozenset[str]] = {
    "invitation": frozenset({"company", "person", "inviter", "link"}),
    "password": frozenset({"company", "person", "link"}),
    "application_received": frozenset({"company", "candidate", "opening", "days"}),
    "approval_asked": frozenset({"company", "person", "asker", "opening", "link"}),
    "offer": frozenset({"company", "candidate", "opening", "terms", "expires", "person"})
    | frozenset(ClosingBrief.PARTS),
    "rejection": frozenset({"company", "candidate", "opening"}),
}
"""The merge fields that each template may use."""


INDISPENSABLE: dict[str, frozenset[str]] = {
    "invitation": frozenset({"link"}),
    "password": frozenset({"link"}),
}
"""The merge fields without which the body of a template is of no use."""

SAMPLES = {
    "company": "Acme",
    "person": "Robin Adler",
    "inviter": "Sam Okafor",
    "asker": "Sam Okafor",
    "link": "https://acme.example.com/invitations/…/",
    "candidate": "Amara Osei",
    "opening": "Senior GenAI Engineer",
    "days": "14",
    "terms": "Base 120,000 EUR a year, starting 1 March",
    "expires": "Friday 11 December",
    "problem": "Answers to customers that name their source, in three languages.",
    "teammates": "Lena Vogt, who leads the team; Omar Said, who runs the search.",
    "autonomy": "Models and evaluation are yours; what we promise customers we decide together.",
    "learning": "One day in ten is yours, and each week the team reads a paper.",
    "growth": "After a year you would own answers from end to end.",
}
"""What a preview fills in."""


class UnknownField(ValueError):
    """A template uses a merge field that its mail does not have."""


class MissingField(ValueError):
    """The body of a template lacks a merge field without which its mail is of no use."""


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return `text` with its merge fields replaced; what is filled in is not filled again."""
    return FIELD.sub(lambda match: str(values[match[1]]), text)


def check_fields(key: str, text: str) -> None:
    """Raise UnknownField where `text` uses a field that the template `key` does not have."""
    unknown = sorted(set(FIELD.findall(text)) - FIELDS[key])
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in sorted(FIELDS[key]))
        raise UnknownField(f"There is no field {{{unknown[0]}}} in this mail; it has {known}.")


def check_body(key: str, body: str) -> None:
    """As check_fields; and raise MissingField where `body` lacks what it cannot do without."""
    check_fields(key, body)
    missing = sorted(INDISPENSABLE.get(key, frozenset()) - set(FIELD.findall(body)))
    if missing:
        raise MissingField(f"This mail is of no use without {{{missing[0]}}}.")


def render_email(key: str, *, using: str = "default", **values: str) -> tuple[str, str]:
    """Return subject and body of the template `key` with its fields filled in."""
    template = EmailTemplate.objects.using(using).get(key=key)
    return fill(template.subject, values), fill(template.body, values)
