"""Searching among a hundred thousand candidates: as recruiter, hiring lead and interviewer.

Each has a résumé's text and jobs, and some have notes. Times are of the page of results and of
the palette, as a browser waits for them, beside the floor of the same run.
"""

import statistics
import time
from collections.abc import Iterator
from urllib.parse import quote

from django.db import connection
from django.test import Client

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from panels.models import PanelSeat
from pipeline.models import Application, Candidate
from pipeline.people_due import KEEPERS, bring_up_to_date
from pipeline.search.keeping import keep_words
from tests.benchmarks.database import settle
from tests.benchmarks.figures import Figure
from tests.benchmarks.papers import Papers, fill
from tests.benchmarks.server import Browser, serving
from tests.companies import KEYS
from tests.factories import make_opening

PEOPLE = 100_000
OF_THE_LEAD, OF_THE_INTERVIEWER = 5_000, 300
"""How many of them applied in the lead's openings, and are before the interviewer."""

EACH_KIND = 15
WHO = ("recruiter", "lead", "interviewer")


def figures() -> Iterator[Figure]:
    company = Company.objects.get(slug="acme")
    papers = Papers()
    with inside(company):
        fill(papers, PEOPLE)
        yield from _keep()
        _seat()
        settle()
        yield from _sizes()
        asked = questions(papers)
        sessions = {who: _session(who, company) for who in WHO}
    with serving() as port:
        for who in WHO:
            browser = Browser(port, company.host, sessions[who])
            for _ in range(30):
                browser.get("/floor/")  # each process and thread has then made its connections
            yield from _times(browser, who, asked)


def questions(papers: Papers) -> dict[str, list[str]]:
    """Return what is typed, by kind; of people and texts that are there."""
    dice, people = papers.dice, papers.written
    picked = [dice.choice(people) for _ in range(EACH_KIND)]
    pairs = [_pair(dice, text) for _, _, text in picked]
    return {
        "name": [name for name, _, _ in picked],
        "prefix": [name.split()[1][: dice.randint(2, 6)] for name, _, _ in picked],
        "typo": [_slip(dice, name.split()[1]) for name, _, _ in picked],
        "email": [email for _, email, _ in picked],
        "skill": dice.sample(papers.tools, k=EACH_KIND),
        "two_words": pairs,
        "phrase": [f'"{pair}"' for pair in pairs],
        "common": papers.words[:EACH_KIND],
        "miss": [f"zzqx{word}" for word in papers.words[:EACH_KIND]],
        "mixed": [f"{papers.words[at]} {each[0].split()[0]}" for at, each in enumerate(picked)],
    }


def _pair(dice, text) -> str:
    words = text.split()
    at = dice.randrange(100)
    return f"{words[at]} {words[at + 1]}"


def _slip(dice, word) -> str:
    at = dice.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _keep() -> Iterator[Figure]:
    """Let the keeper of words alone take everybody up."""
    KEEPERS[:] = [keep_words]
    began = time.perf_counter()
    assert bring_up_to_date() == PEOPLE
    yield Figure("search", "kept", round(PEOPLE / (time.perf_counter() - began)), "people/s")


def _sizes() -> Iterator[Figure]:
    sizes = {"index": "pg_relation_size('search_person_words')"}
    for name in ("searchperson", "searchdocument", "searchword"):
        sizes[name] = f"pg_total_relation_size('pipeline_{name}')"
    with connection.cursor() as cursor:
        for name, size in sizes.items():
            cursor.execute(f"SELECT {size}")
            yield Figure("search", f"size_{name}", round(cursor.fetchone()[0] / 2**20), "MB")


def _seat() -> None:
    """The newest apply in an opening of the lead; some of them are before the interviewer."""
    lead, interviewer = (User.objects.get(pk=KEYS[who]) for who in WHO[1:])
    newest = list(Candidate.objects.order_by("?").values_list("pk", flat=True)[:OF_THE_LEAD])
    for people, seated in (
        (newest[:OF_THE_INTERVIEWER], True),
        (newest[OF_THE_INTERVIEWER:], False),
    ):
        opening = make_opening(by=lead)
        inbox = opening.stages.order_by("position").first()
        Application.objects.bulk_create(
            Application(candidate_id=key, opening=opening, stage=inbox) for key in people
        )
        if seated:
            PanelSeat.objects.create(stage=inbox, interviewer=interviewer)


def _session(who, company) -> str:
    client = Client(HTTP_HOST=company.host)
    client.force_login(User.objects.get(pk=KEYS[who]))
    return client.cookies["fortnight_session"].value


def _times(browser, who, asked) -> Iterator[Figure]:
    """Each question twice, by turns with the floor: the first time warms what the second reads."""
    spent: dict[str, list[float]] = {}
    floors: list[float] = []
    for path in ("/search/?q=", "/search/palette/?q="):
        everything = []
        for kind, texts in asked.items():
            for text in texts:
                for _ in range(2):
                    floors.append(_milliseconds(browser, "/floor/"))
                    took = _milliseconds(browser, path + quote(text))
                everything.append(took)
                spent.setdefault(f"{path.split('/')[-2]}_{who}_{kind}", []).append(took)
        spent[f"{path.split('/')[-2]}_{who}"] = everything
    floor = statistics.median(floors)
    for name, each in spent.items():
        for share in (50, 95):
            value = statistics.quantiles(each, n=100, method="inclusive")[share - 1]
            yield Figure("search", f"{name}_p{share}", round(value, 2), "ms", round(floor, 2))


def _milliseconds(browser, path) -> float:
    began = time.perf_counter()
    browser.get(path)
    return (time.perf_counter() - began) * 1000
