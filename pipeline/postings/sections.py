"""A section read once for all rules: its words and its sentences."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.postings.posting import Posting, SectionKind
from pipeline.postings.sentences import split_sentences
from pipeline.postings.spans import Span
from pipeline.postings.words import Found, PhraseBook, Word, read_words


@dataclass(frozen=True)
class Section:
    """The text of one section; `kind` is None for the title."""

    kind: SectionKind | None
    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return read_words(self.text)

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Return the places of each word among `words`."""
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            places.setdefault(word.key, []).append(place)
        return places

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return split_sentences(self.text)

    @property
    def is_blank(self) -> bool:
        return not self.words

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds `offset`, or its line where none does."""
        line = self._line_at(offset)
        if line not in self._split:
            text = self.text[line.start : line.end]
            moved = (Span(*(end + line.start for end in span)) for span in split_sentences(text))
            self._split[line] = tuple(moved)
        held = (span for span in self._split[line] if span.holds(offset))
        return next(held, line)

    @cached_property
    def _split(self) -> dict[Span, tuple[Span, ...]]:
        """The sentences of each line that was asked for: most lines never are."""
        return {}

    def _line_at(self, offset: int) -> Span:
        end = self.text.find("\n", offset)
        return Span(self.text.rfind("\n", 0, offset) + 1, len(self.text) if end < 0 else end)

    def find(self, book: PhraseBook) -> list[Found]:
        return list(book.find_indexed(self.text, self.words, self.index))

    def says(self, book: PhraseBook) -> bool:
        return bool(self.find(book))

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """Return the words that lie within `span`."""
        first = bisect_left(self.words, span.start, key=_start)
        return self.words[first : bisect_left(self.words, span.end, key=_start)]

    def says_in(self, span: Span, book: PhraseBook) -> bool:
        return book.is_in(self.text, self.words_in(span))


def _start(word: Word) -> int:
    return word.start


@dataclass(frozen=True)
class Reading:
    """A posting as the rules see it, on the day `today`."""

    posting: Posting
    today: date

    @cached_property
    def title(self) -> Section:
        return Section(None, self.posting.title)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return every section, in the order of `SectionKind`; what is not there is blank."""
        return tuple(Section(kind, self.posting.text_of(kind)) for kind in SectionKind)

    def section(self, kind: SectionKind) -> Section:
        return self.sections[list(SectionKind).index(kind)]

    @property
    def everything(self) -> tuple[Section, ...]:
        return (self.title, *self.sections)
