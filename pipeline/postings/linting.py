"""Every rule over one posting."""

from collections.abc import Callable, Iterator
from datetime import date

from pipeline.postings.accommodation import find_missing_accommodation
from pipeline.postings.buzzwords import find_buzzwords
from pipeline.postings.degrees import find_degree
from pipeline.postings.experience_years import find_experience_years
from pipeline.postings.findings import Finding, Severity
from pipeline.postings.missing_sections import find_missing_sections
from pipeline.postings.pay_rules import find_pay
from pipeline.postings.posting import Posting, SectionKind
from pipeline.postings.problems import find_vague_problem
from pipeline.postings.process_rules import find_process
from pipeline.postings.sections import Reading
from pipeline.postings.skills import find_many_skills
from pipeline.postings.titles import find_generic_title
from pipeline.postings.tool_years import find_tool_years
from pipeline.postings.wording import find_coded_words, find_wording

Rule = Callable[[Reading], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    find_generic_title,
    find_vague_problem,
    find_missing_sections,
    find_many_skills,
    find_tool_years,
    find_experience_years,
    find_degree,
    find_process,
    find_pay,
    find_missing_accommodation,
    find_buzzwords,
    find_wording,
    find_coded_words,
)
"""What a posting is read for. Each takes a reading and yields findings."""

_WEIGHT = {Severity.BLOCKS: 0, Severity.WARNING: 1, Severity.ADVICE: 2}
_PLACE = {None: -1, **{kind: place for place, kind in enumerate(SectionKind)}}


def lint(posting: Posting, today: date) -> list[Finding]:
    """Return what there is to mend: what blocks first, then in the order of the text."""
    reading = Reading(posting, today)
    findings = [finding for rule in RULES for finding in rule(reading)]
    return sorted(
        findings, key=lambda each: (_WEIGHT[each.severity], _PLACE[each.section], each.start)
    )
