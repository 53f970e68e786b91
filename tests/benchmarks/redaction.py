"""How much of who wrote 310 annotated résumés is left once it was taken out of their text.

A mark counts as left where all its words still stand together in the text without names. The rules
were worked out on the even numbers; those of the odd ones were only counted. The name is known, as
it is of whoever applies; all else is read from the text. `kept` is the share
of words that stay: all of them would be useless, none as well.
"""

import re
import time
from collections import Counter
from collections.abc import Iterator

from django.conf import settings

from pipeline.redaction.facts import facts_in
from pipeline.redaction.folding import fold
from pipeline.redaction.redacting import Facts, redact
from pipeline.resumes.reading import read_resume
from tests.benchmarks.annotated_resumes import annotated_resumes
from tests.benchmarks.figures import Figure

ARCHIVE = settings.BASE_DIR.parent / "shared" / "data" / "resumes" / "dotin_545_cvs.zip"
MARKS = {
    "Name": "names",
    "Email Address": "emails",
    "Companies worked at": "employers",
    "College Name": "schools",
    "Graduation Year": "years of graduation",
}
SIGNS = re.compile(r"\[\w+\]")


def figures() -> Iterator[Figure]:
    if not ARCHIVE.exists():
        return
    marked, left, words, spent = Counter(), Counter(), Counter(), []
    for annotated in annotated_resumes(ARCHIVE):
        text = read_resume(annotated.text.encode(), f"{annotated.number}.txt").resume.text
        began = time.perf_counter()
        known = Facts(names=annotated.marks.get("Name", ())[:1])
        shown = redact(text, facts_in([text], known))
        spent.append(time.perf_counter() - began)
        before, after = _plain(text), _plain(SIGNS.sub(" ", shown))
        words += Counter(before=len(before.split()), after=len(after.split()))
        if annotated.number % 2:
            for mark, name in MARKS.items():
                told = {_plain(each) for each in annotated.marks.get(mark, ())}
                told = {each for each in told if each.strip() and each in before}
                marked[name] += len(told)
                left[name] += sum(each in after for each in told)
    for name, number in marked.items():
        share = round(left[name] / number, 3)
        yield Figure("redaction", f"odd: {name} left (n={number})", share, "share")
    yield Figure("redaction", "words kept", round(words["after"] / words["before"], 3), "share")
    yield Figure("redaction", "text_median", round(sorted(spent)[len(spent) // 2] * 1000, 1), "ms")


def _plain(text: str) -> str:
    """The words of a text, folded, with a space at each end."""
    words = " ".join(re.findall(r"[^\W_]+", fold(text).text))
    return f" {words} "
