"""A mail as a page of its own: sober, without styles, with the name of who sends it."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from pipeline.mailing.markdown import render_html


def letter_html(subject: str, text: str, *, company) -> str:
    """Return the HTML of a mail whose words are `text`, which is Markdown."""
    words = mark_safe(render_html(text))  # noqa: S308 cleaned by nh3
    context = {"subject": subject, "words": words, "company": company}
    return render_to_string("pipeline/mail/letter.html", context)
