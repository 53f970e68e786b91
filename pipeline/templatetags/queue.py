"""Lines of a work queue, as HTML."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pipeline.work_queue.page import Line

register = template.Library()

# A queue shows a hundred of these, and a template in a loop would take most of its time.
LINE = """\
<tr id="thing-{place}" data-card tabindex="-1">{what}\
<td data-label="Left" class="n">{left}</td><td data-label="Clock">{clock}</td></tr>
"""
OF_CANDIDATE = """\
<td><a class="cover" href="{href}">{candidate}</a><small>{opening}{owner}</small></td>\
<td data-label="What"><span>{what}{waits}{also}</span></td>"""
OF_NOBODY = '<td colspan="2"><a class="cover" href="{href}">{what}</a><small>{opening}</small></td>'
CLOCK = """\
<div class="strip-block">{strip}<p class="strip-words">{words}</p></div>"""


@register.simple_tag
def draw_line(line: Line, place: int) -> SafeString:
    """Return the row of a table for `line`, the one at `place`."""
    tone = f' class="{line.tone}"' if line.tone else ""
    html = LINE.format(
        place=place,
        what=_what(line),
        left=f"<span{tone}>{line.left}</span>" if line.left else "",
        clock=_clock(line.reading),
    )
    # What people wrote is escaped below; the rest are keys, numbers and words of our own.
    return mark_safe(html)  # noqa: S308


def _what(line) -> str:
    item = line.item
    texts = {name: escape(getattr(item, name)) for name in ("href", "what", "opening")}
    if not item.candidate:
        return OF_NOBODY.format(**texts)
    also = ", ".join(
        f'<a href="{escape(other.href)}">{escape(other.what)}</a>' for other in item.also
    )
    return OF_CANDIDATE.format(
        **texts,
        candidate=escape(item.candidate),
        owner=f" · {escape(line.owner)}" if line.owner else "",
        waits=f"<small>{escape(line.waits)}</small>" if line.waits else "",
        also=f"<small>also: {also}</small>" if also else "",
    )


def _clock(reading) -> str:
    if reading is None:
        return ""
    clock = reading.clock
    words = [clock.words, clock.due_words] if clock else [reading.words]
    said = "".join(f"<span>{escape(each)}</span>" for each in words if each)
    return CLOCK.format(strip=reading.strip, words=said)
