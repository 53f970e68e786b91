"""A kit for tests, and framework entries reworded as a person would."""

from panels.observing import Observed
from pipeline.framework.documents import documents_of
from pipeline.framework.editing import write_entry, write_framework
from pipeline.framework.lists import LISTS

CALM, BLAMES, WAVES_OFF = "keeps-calm", "blames-others", "waves-off"
ASKED = "last-incident"
SLOWER, LESS_DATA, UNASKED = "twice-as-slow", "half-the-data", "nobody-asks"
TICKED = Observed(signals={CALM: "Twice."}, reactions={(ASKED, SLOWER): "adapted"})
OURS = {"origin": "ours"}
QUESTION = {
    "key": ASKED,
    "ask": "What broke last?",
    "why": "Shows who learns.",
    "kind": "question",
    "criteria": ["debugs"],
    "probes": [SLOWER, LESS_DATA],
    "shows": {"senior": {"strong": "Names the cause.", "weak": "Names a person."}},
    "review_by": "2030-01-01",
    **OURS,
}
KIT = {
    "key": "incidents",
    "name": "Incidents",
    "interview": "portfolio",
    "specializations": ["applied"],
    "levels": ["senior"],
    "aim": "Learn what they do when things break.",
    "minutes": 30,
    "opening_words": "Tell me.",
    "seats": [{"name": "Engineer", "criteria": ["debugs"]}],
    "questions": [ASKED, "shipped-and-failed"],
    "signals": [CALM, BLAMES, WAVES_OFF],
    "closing": ["Thank them."],
    "review_by": "2030-01-01",
    **OURS,
}


def lay_kit(stage) -> None:
    """Give `stage` of a senior applied opening one kit: three signals, a question, two probes.

    One of the signals asks why a yes stands; one more probe is of no question.
    """
    write_framework(
        {
            "kits": [KIT],
            "questions": [QUESTION],
            "probes": [
                {"key": key, "ask": f"What if it is {key}?", "change": "scale", **OURS}
                for key in (SLOWER, LESS_DATA, UNASKED)
            ],
            "signals": [
                signal(CALM, "listening"),
                signal(BLAMES, "red_flag"),
                signal(WAVES_OFF, "red_flag", must_explain=True),
            ],
        },
        by="test",
    )
    stage.interviews = ["portfolio"]
    stage.save(update_fields=["interviews"])


def signal(key, sort, **fields):
    name = key.replace("-", " ").capitalize()
    return {"key": key, "name": name, "sort": sort, "shows": "Seen.", **OURS, **fields}


def reword(name, key, /, *, by, **fields):
    """Change fields of one entry of a list, which makes a new version of the framework."""
    document = documents_of(LISTS[name])[key]
    return write_entry(name, {**document, **fields}, by=by).version.number
