"""Pay that is missing, no range, or too wide; and what the law of the place asks for."""

from collections.abc import Iterator

from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.laws import Law, join_words, name_places, pay_laws
from pipeline.postings.pay_wording import Pay, is_wide, read_pay
from pipeline.postings.posting import SectionKind
from pipeline.postings.rule_tables import phrases
from pipeline.postings.sections import Reading

ASKED = {
    "benefits": ("a general description of the benefits", "Name the benefits in a line or two."),
    "deadline": (
        "the day by which to apply",
        "Name the day, or say that applications are read as they come.",
    ),
}


def find_pay(reading: Reading) -> Iterator[Finding]:
    """Yield what is wrong with the pay; only a missing range where a law asks for it blocks."""
    posting = reading.posting
    laws = pay_laws(posting.location, posting.currency, reading.today)
    pay = read_pay(reading)
    if not pay.is_said:
        yield _without_range(pay, laws)
    elif is_wide(posting):
        yield _too_wide()
    for topic in ASKED:
        asking = tuple(law for law in laws if topic in law.must_say)
        if asking and not any(each.says(phrases(topic)) for each in reading.sections):
            yield _unsaid(topic, asking)


def _without_range(pay: Pay, laws: tuple[Law, ...]) -> Finding:
    what = "These words are no pay range" if pay.vague else "There is no pay range"
    if laws:
        severity, rule = Severity.BLOCKS, "pay-law"
        sentence = f"{what}, and {_say_laws(laws)}."
    else:
        severity, rule = Severity.WARNING, "pay-missing"
        sentence = f"{what}. Candidates with other offers pass over a posting that hides its pay."
    mend = "Give the lowest and the highest base pay that you would really offer, and the currency."
    if pay.vague:
        found = find_at(
            pay.section, pay.vague, rule=rule, severity=severity, sentence=sentence, mend=mend
        )
    else:
        found = Finding(rule, severity, sentence, mend, SectionKind.PAY)
    return Finding(**{**vars(found), "laws": laws})


def _say_laws(laws: tuple[Law, ...]) -> str:
    """Say who asks for the range: with name and source while they are few."""
    if len(laws) > 2:
        each = "; ".join(f"{law.place_name}: {law.source}" for law in laws)
        return f"{len(laws)} laws that can apply here ask for one ({each})"
    return join_words([_say_law(law) for law in laws])


def _say_law(law: Law) -> str:
    where = (
        "before the interview at the latest" if law.range_by == "interview" else "in the posting"
    )
    size = f" of employers with {law.employees} or more employees" if law.employees > 1 else ""
    return f"{law.name} ({law.source}, since {law.since:%-d %B %Y}) asks{size} for one {where}"


def _too_wide() -> Finding:
    return Finding(
        "pay-range-wide",
        Severity.WARNING,
        "The top of the range is more than twice its bottom, so it tells a candidate little, "
        "and laws ask for a range in good faith.",
        "Narrow it to this level, or post one opening for each level.",
        SectionKind.PAY,
    )


def _unsaid(topic: str, laws: tuple[Law, ...]) -> Finding:
    asked, mend = ASKED[topic]
    sources = join_words([law.source for law in laws])
    return Finding(
        f"pay-law-{topic}",
        Severity.WARNING,
        f"{name_places(laws)} also ask{'s' if len(laws) == 1 else ''} for {asked} ({sources}).",
        mend,
        SectionKind.PAY,
        laws=laws,
    )
