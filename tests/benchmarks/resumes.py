"""How much of 310 annotated résumés is read as people marked it, and how long reading takes.

The rules were worked out on the misses of the even numbers; those of the odd ones were counted and
never looked at. So the figures of `odd` are the honest ones.

How values are matched. Name and e-mail: the first one marked in a résumé against the one read, over
the résumés that have one marked; names without regard to case and spacing. Employers and titles:
both sides as a set per résumé of strings without case, punctuation, words of two titles parted at
“/”, and the legal form of a company; a pair counts when the strings are equal (`exact`), or when
the words of one stand together within the other (`overlap`), each string being used once. An
employer that was marked as a college alone counts neither way: people marked schools so for those
who taught there. Counts
are summed over all résumés that have at least one such mark before precision, recall and F1.
"""

import re
import resource
import time
from collections.abc import Iterator

from django.conf import settings

from pipeline.resumes.reading import read_resume
from pipeline.resumes.resume import Resume
from pipeline.resumes.vocabulary import words
from tests.benchmarks.annotated_resumes import Annotated, annotated_resumes
from tests.benchmarks.figures import Figure

FOLDER = settings.BASE_DIR.parent / "shared" / "data" / "resumes"
LEGAL_FORMS = words("legal_forms")
_OURSELVES, _CHILDREN = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
Pair = tuple[Annotated, Resume]


def figures() -> Iterator[Figure]:
    archive = FOLDER / "dotin_545_cvs.zip"
    if not archive.exists():
        return
    pairs, spent = [], []
    for annotated in annotated_resumes(archive):
        began = time.perf_counter()
        reading = read_resume(annotated.text.encode(), f"{annotated.number}.txt")
        spent.append(time.perf_counter() - began)
        pairs.append((annotated, reading.resume))
    for half, rest in (("even", 0), ("odd", 1)):
        yield from _accuracy(half, [pair for pair in pairs if pair[0].number % 2 == rest])
    yield Figure("resumes", "text_median", round(sorted(spent)[len(spent) // 2] * 1000, 1), "ms")
    yield from _pdfs()


def _accuracy(half: str, pairs: list[Pair]) -> Iterator[Figure]:
    yield _rate(f"{half}: name", [_same_name(pair) for pair in pairs if "Name" in pair[0].marks])
    mailed = [pair for pair in pairs if "Email Address" in pair[0].marks]
    yield _rate(f"{half}: email", [_same_email(pair) for pair in mailed])
    for field, mark in (("employers", "Companies worked at"), ("titles", "Designation")):
        marked = [
            (a, _read(resume, field) - _schools(a, mark)) for a, resume in pairs if mark in a.marks
        ]
        sets = [(_strings(a.marks[mark]), read) for a, read in marked]
        dated = [(_strings(a.dated[mark]), read) for a, read in marked if mark in a.dated]
        for way, agree in (("exact", _equal), ("overlap", _overlapping)):
            yield from _agreement(f"{half}: {field} {way}", sets, agree)
            yield _recall(f"{half}: {field} {way} recall beside dates", dated, agree)


def _schools(annotated: Annotated, mark: str) -> set[str]:
    """Return what was marked as a college and not as `mark`: that counts neither way."""
    return _strings(annotated.marks.get("College Name", ())) - _strings(annotated.marks[mark])


def _rate(name: str, hits: list[bool]) -> Figure:
    return Figure("resumes", f"{name} (n={len(hits)})", round(sum(hits) / len(hits), 3), "share")


def _same_name(pair: Pair) -> bool:
    annotated, resume = pair
    return _folded(annotated.marks["Name"][0]) == _folded(resume.name)


def _same_email(pair: Pair) -> bool:
    annotated, resume = pair
    return annotated.marks["Email Address"][0].strip().lower() == resume.email.lower()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _read(resume: Resume, field: str) -> set[str]:
    jobs = resume.jobs
    return _strings(tuple(job.employer if field == "employers" else job.title for job in jobs))


def _strings(mentions: tuple[str, ...]) -> set[str]:
    parts = (part for mention in mentions for part in mention.split("/"))
    return {words for part in parts if (words := _words(part))}


def _words(text: str) -> str:
    plain = re.sub(r"[^\w&+#]+", " ", text.casefold().replace(".", "")).split()
    return " ".join(word for word in plain if word not in LEGAL_FORMS)


def _equal(one: str, other: str) -> bool:
    return one == other


def _overlapping(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _agreement(name, sets, agree) -> Iterator[Figure]:
    hits = sum(_hits(marked, read, agree) for marked, read in sets)
    precision = hits / max(1, sum(len(read) for _, read in sets))
    recall = hits / max(1, sum(len(marked) for marked, _ in sets))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    for figure, value in (("precision", precision), ("recall", recall), ("F1", f1)):
        yield Figure("resumes", f"{name} {figure} (n={len(sets)})", round(value, 3), "share")


def _recall(name, sets, agree) -> Figure:
    hits = sum(_hits(marked, read, agree) for marked, read in sets)
    share = hits / max(1, sum(len(marked) for marked, _ in sets))
    return Figure("resumes", f"{name} (n={len(sets)})", round(share, 3), "share")


def _hits(marked: set[str], read: set[str], agree) -> int:
    """Count pairs that agree, equal ones first, each string in one pair at most."""
    left = sorted(marked - read)
    hits = len(marked & read)
    for string in sorted(read - marked):
        if match := next((other for other in left if agree(string, other)), None):
            left.remove(match)
            hits += 1
    return hits


def _pdfs() -> Iterator[Figure]:
    """Yield for each PDF the time until it is read, and the work of the two processes at it."""
    for path in sorted((FOLDER / "pdf").glob("*.pdf")):
        content = path.read_bytes()
        began, work = time.perf_counter(), _work()
        read_resume(content, path.name)
        spent, work = time.perf_counter() - began, _work() - work
        layout = path.stem.split("_")[-1]
        yield Figure("resumes", f"pdf {layout}", round(spent * 1000), "ms")
        yield Figure("resumes", f"pdf {layout} work", round(work * 1000), "ms")


def _work() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (_OURSELVES, _CHILDREN))
