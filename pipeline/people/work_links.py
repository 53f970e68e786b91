"""What a link says of the work behind it, by its address alone: nothing is ever fetched."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pipeline.models import Work
from pipeline.models.works import WorkKind

KINDS = {
    "github.com": WorkKind.REPOSITORY,
    "gitlab.com": WorkKind.REPOSITORY,
    "codeberg.org": WorkKind.REPOSITORY,
    "bitbucket.org": WorkKind.REPOSITORY,
    "huggingface.co": WorkKind.MODEL,
    "arxiv.org": WorkKind.PAPER,
    "openreview.net": WorkKind.PAPER,
    "aclanthology.org": WorkKind.PAPER,
    "doi.org": WorkKind.PAPER,
    "zenodo.org": WorkKind.DATASET,
    "kaggle.com": WorkKind.DATASET,
    "youtube.com": WorkKind.TALK,
    "youtu.be": WorkKind.TALK,
    "vimeo.com": WorkKind.TALK,
    "medium.com": WorkKind.WRITING,
    "substack.com": WorkKind.WRITING,
}
LONGEST_TITLE = Work._meta.get_field("title").max_length


@dataclass(frozen=True)
class Guess:
    """What a form starts with; both are for a person to put right."""

    kind: WorkKind
    title: str


def guess_work(link: str) -> Guess:
    """Return the kind of work that `link` probably leads to, and a first title for it."""
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return Guess(WorkKind.OTHER, "")
    steps = [unquote(step) for step in parts.path.split("/") if step]
    kind = next((KINDS[known] for known in KINDS if f".{host}".endswith(f".{known}")), None)
    if host == "huggingface.co" and steps[:1] == ["datasets"]:
        kind, steps = WorkKind.DATASET, steps[1:]
    title = "/".join(steps[:2]) if kind in {WorkKind.REPOSITORY, WorkKind.MODEL} else ""
    return Guess(kind or WorkKind.OTHER, title.replace("\0", "")[:LONGEST_TITLE])


def links_not_taken_up(links: Iterable[str], works: Iterable[Work]) -> list[str]:
    """Return those of a person's plain links that no work of the record has."""
    taken = {work.url.rstrip("/").casefold() for work in works}
    return [link for link in links if link.rstrip("/").casefold() not in taken]
