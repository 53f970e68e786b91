"""Sections that candidates look for and that are empty."""

from collections.abc import Iterator

from pipeline.postings.findings import Finding, Severity
from pipeline.postings.posting import SectionKind
from pipeline.postings.sections import Reading

_LOOKED_FOR = {
    SectionKind.STACK: (
        "The stack is not named, so engineers cannot tell what they would work with.",
        "Name the framework, the cloud and what runs the jobs, as they are today.",
    ),
    SectionKind.SENIORITY: (
        "Nothing says whether the person sets the strategy or carries out a project that is set.",
        "Say which decisions are the person's own, and who takes the others.",
    ),
    SectionKind.FIRST_DAY: (
        "Nothing says what the first day and the first weeks look like.",
        "Say what is there on day one, who helps, and what should be done after a month.",
    ),
}


def find_missing_sections(reading: Reading) -> Iterator[Finding]:
    """Yield advice for each of the stack, the seniority and the first day that is blank."""
    for kind, (sentence, mend) in _LOOKED_FOR.items():
        if reading.section(kind).is_blank:
            rule = f"{kind.value.replace('_', '-')}-missing"
            yield Finding(rule, Severity.ADVICE, sentence, mend, kind)
