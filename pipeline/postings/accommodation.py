"""The line that says how to ask for adjustments."""

from collections.abc import Iterator

from pipeline.postings.findings import Finding, Severity
from pipeline.postings.posting import SectionKind
from pipeline.postings.rule_tables import phrases
from pipeline.postings.sections import Reading


def find_missing_accommodation(reading: Reading) -> Iterator[Finding]:
    """Yield a finding where no section says that the process can be adjusted."""
    if not reading.section(SectionKind.ACCOMMODATION).is_blank:
        return
    if any(section.says(phrases("accommodation")) for section in reading.sections):
        return
    yield Finding(
        "accommodation-missing",
        Severity.WARNING,
        "No line says that the process can be adjusted. People who need it then have to ask a "
        "stranger, and some do not apply.",
        "Say what you can adjust, such as more time, another format or breaks, and whom to ask.",
        SectionKind.ACCOMMODATION,
    )
