"""A section read once for all rules: its words and its sentences."""

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
    def sentences(self) -> tuple[Span, ...]:
        return split_sentences(self.text)

    @property
    def is_blank(self) -> bool:
        return not self.words

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds `offset`, or all of the text where none does."""
        held = (span for span in self.sentences if span.holds(offset))
        return next(held, Span(0, len(self.text)))

    def find(self, book: PhraseBook) -> list[Found]:
        return list(book.find(self.text, self.words))

    def says(self, book: PhraseBook) -> bool:
        return book.is_in(self.text, self.words)

    def piece(self, span: Span) -> "Section":
        """Return the words of `span` as a section of their own; its offsets begin at nought."""
        return Section(self.kind, self.text[span.start : span.end])


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
