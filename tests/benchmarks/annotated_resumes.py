"""The annotated résumés of ../shared/data: the text of each and what people marked in it.

An annotation marks one mention, so employers and titles count wherever they are mentioned, in a
summary or in the description of a project as well as in the history of jobs; some mentions were
missed, and some marks take in a neighbouring word. No reader can agree with all of it.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r'<label type="([^"]*)">(.*?)</label>', re.DOTALL)
_TAG = re.compile(r"</?(?:label|cv)\b[^>]*>|<\?xml[^>]*>")
NEAR = 150
_ESCAPED_BYTES = re.compile(r"(?:\\x[0-9a-f]{2})+")


@dataclass(frozen=True)
class Annotated:
    """One résumé: its number, its text without marks, and the mentions marked, by kind.

    `dated` are those of `marks` that stand within NEAR characters of a marked period: the history
    of jobs, for the most part.
    """

    number: int
    text: str
    marks: dict[str, tuple[str, ...]]
    dated: dict[str, tuple[str, ...]]


def annotated_resumes(archive: Path) -> Iterator[Annotated]:
    """Yield the résumés of the zip, by number."""
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if name.endswith(".xml")]
        for name in sorted(names, key=_number):
            yield _annotated(_number(name), opened.read(name).decode("utf-8"))


def _annotated(number: int, source: str) -> Annotated:
    found = list(_MARK.finditer(source))
    periods = [mark for mark in found if _is_period(mark)]
    beside = [mark for mark in found if any(_gap(mark, period) <= NEAR for period in periods)]
    text = _plain(_TAG.sub("", source)).strip('\n" ')
    return Annotated(number, text, _by_kind(found), _by_kind(beside))


def _by_kind(found: list[re.Match[str]]) -> dict[str, tuple[str, ...]]:
    kinds: dict[str, tuple[str, ...]] = {}
    for mark in found:
        kinds[mark[1]] = (*kinds.get(mark[1], ()), _plain(mark[2]))
    return kinds


def _is_period(mark: re.Match[str]) -> bool:
    return mark[1] == "Years of Experience" and bool(re.search(r"(?:19|20)\d\d", mark[2]))


def _gap(mark: re.Match[str], period: re.Match[str]) -> int:
    return max(period.start() - mark.end(), mark.start() - period.end())


def _number(name: str) -> int:
    return int(Path(name).stem)


def _plain(text: str) -> str:
    """Undo the escapes: entities written twice, and bytes written as \\xe2\\x80\\xa2."""
    text = html.unescape(html.unescape(text)).replace("\\t", " ")
    return _ESCAPED_BYTES.sub(_decoded, text)


def _decoded(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("\\x", "")).decode("utf-8", errors="replace")
