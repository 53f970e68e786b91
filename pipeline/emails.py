"""The company's mail templates and their merge fields."""

import re

from pipeline.models import EmailTemplate

FIELD = re.compile(r"\{([a-z_]+)\}")

FIELDS: dict[str, frozenset[str]] = {
    "invitation": frozenset({"company", "person", "inviter", "link"}),
    "application_received": frozenset({"company", "candidate", "opening", "days"}),
    "offer": frozenset({"company", "candidate", "opening", "terms", "expires", "person"}),
    "rejection": frozenset({"company", "candidate", "opening"}),
}
"""The merge fields that each template may use."""


class UnknownField(ValueError):
    """A template uses a merge field that its mail does not have."""


def check_fields(key: str, text: str) -> None:
    """Raise UnknownField where `text` uses a field that the template `key` does not have."""
    unknown = sorted(set(FIELD.findall(text)) - FIELDS[key])
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in sorted(FIELDS[key]))
        raise UnknownField(f"There is no field {{{unknown[0]}}} in this mail; it has {known}.")


def render_email(key: str, *, using: str = "default", **values: str) -> tuple[str, str]:
    """Return subject and body of the template `key` with its fields filled in."""
    template = EmailTemplate.objects.using(using).get(key=key)

    def fill(text):
        return FIELD.sub(lambda match: str(values[match[1]]), text)

    return fill(template.subject), fill(template.body)
