"""Words are found whole, in any case and script, and not where they are denied or harmless."""

import pytest

from pipeline.postings.findings import Severity
from pipeline.postings.posting import SectionKind
from tests.pipeline.postings.examples import find, find_in, with_section

ABOUT = SectionKind.ABOUT


def quotes(rule, text):
    return [finding.quote for finding in find_in(ABOUT, text, rule)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We want a ROCKSTAR.", ["ROCKSTAR"]),
        ("We want rock stars.", ["rock stars"]),
        ("A fast‑paced team", ["fast‑paced"]),
        ("An “AI-first” company", ["AI-first"]),
        ("Ninjago fans and the geninja library", []),
        ("ninja\u0301 is another word", []),
        ("ninja_mode is a flag", []),
        ("_ninja_ in italics", ["ninja"]),
        ("No ninjas, no gurus.", []),
        ("You don't need to be a rockstar.", []),
        ("We are not only world-class.", ["world-class"]),
        ("next-generation sequencing", []),
    ],
)
def test_a_buzzword_is_found_whole(text, found):
    assert quotes("buzzword", text) == found


def test_a_buzzword_comes_with_what_to_write_instead_and_stays_advice():
    bare, explained = (
        find_in(ABOUT, text, "buzzword")[0]
        for text in (
            "We are AI-first.",
            "We are AI-first: models route every ticket, people answer.",
        )
    )
    assert bare.severity is explained.severity is Severity.ADVICE
    assert "which decisions" in bare.mend
    assert "explains it" in explained.sentence
    assert "explains it" not in bare.sentence


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("Each engineer owns his/her code.", "wording-gender", ["his/her"]),
        ("Ask he or she who wrote it.", "wording-gender", ["he or she"]),
        ("The user's he-lium balloon", "wording-gender", []),
        ("Our chairman, a man of manners", "wording-gender", ["chairman"]),
        ("Hey guys", "wording-gender", ["guys"]),
        ("We supply Boba Guys.", "wording-gender", []),
        ("A young team", "wording-age", ["young"]),
        ("Books for young readers, audited by Ernst & Young", "wording-age", []),
        ("Ms Young leads it.", "wording-age", []),
        (
            "Digital natives and recent graduates",
            "wording-age",
            ["Digital natives", "recent graduates"],
        ),
        ("A native English speaker", "wording-origin", ["native English speaker"]),
        ("You need not be a native speaker.", "wording-origin", []),
        ("Native mobile code in English", "wording-origin", []),
        ("Clean-shaven, able-bodied", "wording", ["Clean-shaven", "able-bodied"]),
        ("A fitness app for physical fitness", "wording", []),
        ("A good cultural fit", "wording-fit", ["cultural fit"]),
    ],
)
def test_wording_that_shuts_people_out_is_found(text, rule, found):
    assert quotes(rule, text) == found


def test_wording_names_the_research_and_a_word_to_write():
    finding = find_in(ABOUT, "Ask him/her.", "wording-gender")[0]
    assert "Stout and Dasgupta" in finding.sentence
    assert "2011" in finding.sentence
    assert finding.mend == "Write “them”."


def test_coded_words_matter_only_when_they_pile_up():
    few = "An ambitious and bold team."
    many = "Ambitious, bold, aggressive and fearless warriors who win."
    balanced = f"{many} Caring, supportive, loyal, thoughtful and considerate colleagues."
    assert quotes("wording-coded", few) == []
    assert quotes("wording-coded", balanced) == []
    (finding,) = find_in(ABOUT, many, "wording-coded")
    assert finding.severity is Severity.ADVICE
    assert "Gaucher, Friesen and Kay" in finding.sentence


def test_a_competitive_salary_is_no_coded_word():
    text = "Competitive salary, data-driven, ambitious, bold, fearless and confident."
    assert find("wording-coded", with_section(ABOUT, text)) == []
