import pytest

from pipeline.event_logs.mapping_files import UnusableMapping, read_mapping
from pipeline.event_logs.mappings import DEFAULT_MAPPING, EventKind, Meaning

SOUND = """
source = "ats"
[columns]
case = "case"
activity = "what"
time = "when"
[opening]
ref = "ats"
specialization = "applied"
level = "mid"
[[stages]]
name = "Call"
kind = "screen"
activities = ["Phone call"]
[activities]
apply = ["Applied"]
"""


def problems_of(text):
    with pytest.raises(UnusableMapping) as caught:
        read_mapping(text)
    return caught.value.problems


def test_the_shipped_mapping_is_sound_and_keeps_no_facts_about_persons():
    mapping = read_mapping(DEFAULT_MAPPING.read_text(encoding="utf-8"))
    assert mapping.kept == frozenset()
    assert {"gender", "age", "religious", "protected"} <= mapping.private


def test_activities_are_known_without_regard_to_case():
    mapping = read_mapping(SOUND)
    assert mapping.meaning_of("PHONE CALL") == Meaning(EventKind.STAGE, "Call")
    assert mapping.meaning_of("applied") == Meaning(EventKind.APPLY)
    assert mapping.meaning_of("Lunch") is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('source = "ats"', "", "“source” is missing."),
        ('case = "case"', "", "“columns.case” is missing."),
        ('kind = "screen"', 'kind = "offer"', "kind “offer” is none of screen, technical"),
        ('kind = "screen"', "", "kind “” is none of screen"),
        ('name = "Call"', 'name = " "', "Each stage has a name"),
        ("[columns]", "[colums]", "“colums” is no setting; known here are source, log"),
        ('when"', 'when"\ncolour = "red"', "“columns.colour” is no setting"),
        ('["Applied"]', '"Applied"', "“activities.apply” is a list"),
        ('["Applied"]', "[1]", "“activities.apply” is a text in quotes, not 1."),
        ("[activities]\napply", "[activities]\njump", "“activities.jump” is no setting"),
        ('["Applied"]', '["phone call"]', "The activity “phone call” is mapped 2 times."),
        ('ref = "ats"', 'ref = "a b"', "“opening.ref” takes up to 40 letters"),
        ("[columns]", '[log]\ntime_zone = "Moon/Base"\n[columns]', "“Moon/Base” is no time zone"),
        ("[columns]", '[log]\ndelimiter = "x"\n[columns]', "“log.delimiter” is a comma"),
        ("[columns]", '[log]\nstrict = "yes"\n[columns]', "“log.strict” is true or false"),
        ("[columns]", "[attributes]\nkeep = ['age']\nprivate = ['age']\n[columns]", "“age” is pri"),
        ('[[stages]]\nname = "Call"', "[stages]\nname = 'x'", "“stages” is a list"),
        ("[columns]", "[columns", "The mapping is not valid TOML"),
    ],
)
def test_a_mapping_says_what_is_wrong_with_it(old, new, problem):
    assert old in SOUND
    assert any(problem in sentence for sentence in problems_of(SOUND.replace(old, new, 1)))


def test_two_stages_have_two_names():
    twice = SOUND + '[[stages]]\nname = "call"\nkind = "final"\n'
    assert problems_of(twice) == ["There are two stages “call”."]


def test_all_that_is_wrong_is_said_at_once():
    assert len(problems_of(SOUND.replace("case =", "cases =").replace("ref =", "reference ="))) == 4
