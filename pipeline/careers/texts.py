"""A posting as HTML and as plain text, for programs that read it."""

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pipeline.models import Opening
from pipeline.opening_postings import Block, lay_out, published_sections


def description_html(opening: Opening) -> SafeString:
    """Return what candidates read, in plain elements; what people wrote is escaped.

    Never empty: an opening that says nothing is described by its facts.
    """
    parts = [_html_of(block) for block in lay_out(opening.summary)]
    for section in published_sections(opening):
        parts.append(format_html("<h2>{}</h2>", section.label))
        parts += [_html_of(block) for block in section.blocks]
    return SafeString("\n".join(parts)) or format_html("<p>{}</p>", say_facts(opening))


def _html_of(block: Block) -> SafeString:
    if block.is_list:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", _rows(block)))
    # Each line is escaped by itself.
    return mark_safe(f"<p>{'<br>'.join(map(escape, block.lines))}</p>")  # noqa: S308


def _rows(block):
    return ((line,) for line in block.lines)


def summary_of(opening: Opening) -> str:
    """Return what the role is about in one paragraph, or its facts."""
    return " ".join(opening.summary.split()) or say_facts(opening)


def say_facts(opening: Opening) -> str:
    """Say what kind of role it is: "Applied · Senior · Berlin · Remote · Full time"."""
    return " · ".join(facts_of(opening))


def facts_of(opening: Opening) -> list[str]:
    """Return what is known of the role in a word each; "Remote, Europe" says its workplace."""
    workplace = opening.get_workplace_display()
    facts = [
        opening.specialization.name,
        opening.level.name,
        opening.location,
        "" if opening.location.casefold().startswith(workplace.casefold()) else workplace,
        opening.get_employment_type_display(),
    ]
    return [fact for fact in facts if fact]
