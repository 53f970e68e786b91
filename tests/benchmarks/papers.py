"""People with résumés, notes and jobs in numbers: invented words that occur as words do."""

import random
from itertools import accumulate

from config.records.models import StoredFile
from pipeline.framework.tools import tools
from pipeline.models import Candidate, Document, DocumentText, Employment, Note

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo za bra cle dri flo gru"
COMMON = """
machine learning model models data training production team built led pipeline research deep
engineer experience systems scale latency inference deployment feature platform evaluation
reduced improved designed python software cloud metrics ranking search vision language
"""
VOCABULARY = 60_000
WORDS_OF_A_RESUME = (350, 700)
AT_ONCE = 2_000
SHARE_WITH_NOTES = 0.3
MOST_REMEMBERED = 500
EMPLOYERS, TITLES = 4_000, ("ML engineer", "Data scientist", "Research engineer", "MLOps engineer")


class Papers:
    """Writes texts whose words follow Zipf's law: the n-th occurs 1/n as often as the first."""

    def __init__(self, seed: int = 14):
        self.dice = random.Random(seed)
        self.syllables = SYLLABLES.split()
        self.words = self._vocabulary()
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        self.tools = sorted(tools())
        self.first = [self._name() for _ in range(900)]
        self.last = [self._name() + self._name().lower() for _ in range(9_000)]
        self.employers = [f"{self._name()} {self._name()}" for _ in range(EMPLOYERS)]

        self.written: list[tuple[str, str, str]] = []

    def text(self, words: int) -> str:
        return " ".join(self.dice.choices(self.words, cum_weights=self._weights, k=words))

    def resume(self) -> str:
        """Return a text of realistic length: prose, and a list of tools."""
        known = ", ".join(self.dice.sample(self.tools, k=self.dice.randint(3, 12)))
        body = self.text(self.dice.randint(*WORDS_OF_A_RESUME))
        return f"{body}\nSkills: {known}"

    def name(self) -> str:
        return f"{self.dice.choice(self.first)} {self.dice.choice(self.last)}"

    def _name(self) -> str:
        return "".join(self.dice.choices(self.syllables, k=self.dice.randint(2, 3))).capitalize()

    def _vocabulary(self) -> list[str]:
        made = dict.fromkeys(COMMON.split())
        while len(made) < VOCABULARY:
            made["".join(self.dice.choices(self.syllables, k=self.dice.randint(2, 4)))] = None
        return list(made)


def fill(papers: Papers, number: int) -> None:
    """Add `number` people, each with a résumé that was read and two jobs, some with a note.

    A few of them are remembered in `papers.written`: name, email and text.
    """
    for start in range(0, number, AT_ONCE):
        people = Candidate.objects.bulk_create(
            Candidate(
                name=papers.name(),
                email=f"p{start + at}@example.com",
                phone=f"+49 30 {papers.dice.randrange(10**7):07}",
            )
            for at in range(min(AT_ONCE, number - start))
        )
        texts = _add_documents(papers, people)
        Employment.objects.bulk_create(
            Employment(
                candidate=person,
                position=place,
                employer=papers.dice.choice(papers.employers),
                title=papers.dice.choice(TITLES),
            )
            for person in people
            for place in range(2)
        )
        Note.objects.bulk_create(
            Note(candidate=person, text=papers.text(30))
            for person in people
            if papers.dice.random() < SHARE_WITH_NOTES
        )
        if len(papers.written) < MOST_REMEMBERED:
            rows = zip(people, texts, strict=True)
            papers.written += [(person.name, person.email, text) for person, text in rows][:50]


def _add_documents(papers, people) -> list[str]:
    files = StoredFile.objects.bulk_create(
        StoredFile(name="resume.pdf", media_type="application/pdf", size_bytes=1) for _ in people
    )
    documents = Document.objects.bulk_create(
        Document(candidate=person, file=file, title=f"{person.name} resume.pdf")
        for person, file in zip(people, files, strict=True)
    )
    texts = [papers.resume() for _ in people]
    DocumentText.objects.bulk_create(
        DocumentText(document=document, text=text)
        for document, text in zip(documents, texts, strict=True)
    )
    return texts
