"""Small event logs, written as one line per case."""

from datetime import UTC, datetime, timedelta

from pipeline.event_logs.importing import import_log
from pipeline.event_logs.mapping_files import read_mapping
from pipeline.event_logs.mappings import DEFAULT_MAPPING

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ACTIVITIES = {
    "apply": "Hand In Job Application",
    "phone": "Telephonic Screening",
    "screening": "Screening Interview",
    "check": "Background Check",
    "coding": "Coding Interview",
    "backend": "Backend Interview",
    "frontend": "Frontend Interview",
    "ml": "ML Interview",
    "behavioral": "Behavioral Interview",
    "offer": "Make Job Offer",
    "reject": "Application Rejected",
}
HEADER = "case_id,activity,timestamp,resource"
MORE = """
withdraw = ["withdraw"]
accept = ["accept"]
decline = ["decline"]
"""


def default_mapping(**replaced):
    """The shipped mapping with withdraw, accept and decline, and texts replaced."""
    text = DEFAULT_MAPPING.read_text(encoding="utf-8") + MORE
    for old, new in replaced.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return read_mapping(text)


def case(number, words):
    """The rows of one case: `words` a day apart, those joined by = at the same moment."""
    rows = []
    for day, moment in enumerate(words.split()):
        at = START + timedelta(days=day)
        for word in moment.split("="):
            rows.append(f"{number},{ACTIVITIES.get(word, word)},{at.isoformat()},Front Desk")
    return rows


def log(*rows, header=HEADER):
    """The bytes of a CSV file."""
    return ("\n".join([header, *rows]) + "\n").encode()


def read_in(data, mapping=None, **options):
    """Import `data` into the present company as the command does; return the report."""
    options = {"file_name": "log.csv", "by": "import", **options}
    return import_log(data, mapping or default_mapping(), **options)
