"""Reading and writing framework files."""

from itertools import pairwise

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.framework.problems import Problem
from pipeline.framework.shipped import shipped_framework
from pipeline.framework.yaml_files import (
    LARGEST_BYTES,
    UnreadableFramework,
    dump_framework,
    read_framework,
)

FILE = """\
levels:
- key: junior
  name: Junior
  expects:
  - Asks.
  - Says so.
criteria:
- {key: one, name: Ünï, skill: framing}
"""


def refusal(content):
    with pytest.raises(UnreadableFramework) as told:
        read_framework(content if isinstance(content, bytes) else content.encode())
    return str(told.value), told.value.row, told.value.column


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("levels",), (2, 1)),
        (("levels", 0), (2, 3)),
        (("levels", 0, "name"), (3, 9)),
        (("levels", 0, "expects"), (5, 3)),
        (("levels", 0, "expects", 1), (6, 5)),
        (("levels", 0, "nothing", 7), (2, 3)),
        (("criteria", 0, "skill"), (8, 32)),
        (("tasks", 3), (1, 1)),
    ],
)
def test_each_thing_has_its_place(path, place):
    assert read_framework(FILE.encode()).place_of(Problem(path, "")) == place


def test_a_problem_with_a_name_is_where_the_name_stands():
    file = read_framework(FILE.encode())
    problem = Problem(("levels", 0, "expects"), "", is_name=True)
    assert file.place_of(problem) == (4, 3)


def test_a_byte_order_mark_and_windows_lines_change_nothing():
    content = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    assert read_framework(content) == read_framework(FILE.encode())


def test_days_and_words_stay_as_they_are_written():
    content = b"a: 2027-02-30\nb: on\nc: 12\nd: 0.5\ne: null\nf: '7'\n"
    told = {"a": "2027-02-30", "b": True, "c": 12, "d": 0.5, "e": None, "f": "7"}
    assert read_framework(content).documents == told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", ("The file is empty.", 1, 1)),
        ("# nothing\n", ("The file is empty.", 1, 1)),
        ("- levels\n", ("A framework is a mapping of lists, such as “criteria:”.", 1, 1)),
        ("levels", ("A framework is a mapping of lists, such as “criteria:”.", 1, 1)),
        ("a: 1\nb: 2\na: 3\n", ("“a” stands here twice.", 3, 1)),
        ("a:\n  ? [1]\n  : 2\n", ("A name here is no plain text.", 2, 5)),
        ("a: &x 1\n", ("Anchors and aliases (& and *) are not read here.", 1, 4)),
        ("a: 1\nb: *x\n", ("Anchors and aliases (& and *) are not read here.", 2, 4)),
        ("a:\n  b: .nan\n", ("“.nan” is no number.", 2, 6)),
        ("a: -.inf\n", ("“-.inf” is no number.", 1, 4)),
        ("a: !!int ''\n", ("“” cannot be read.", 1, 4)),
        ("a: !!bool x\n", ("“x” cannot be read.", 1, 4)),
        ("a: !!timestamp x\n", ("“x” cannot be read.", 1, 4)),
        ("a: !!python/name:os.system x\n", ("“x” cannot be read.", 1, 4)),
        (b"a: 1\nb: \xc3\xa4\xff\n", ("This is not UTF-8 text.", 2, 5)),
        ("a: 1\nb: x\0\n", ("This is no text: it holds a character that cannot be printed.", 2, 5)),
        (b"\x89PNG\r\n\x1a\n", ("This is not UTF-8 text.", 1, 1)),
        (b"PK\x03\x04", ("This is no text: it holds a character that cannot be printed.", 1, 3)),
        (
            b" " * (LARGEST_BYTES + 1),
            ("A framework has at most 5 MB.", 1, 1),
        ),
    ],
    ids=lambda value: str(value[:20]) if isinstance(value, str | bytes) else "",
)
def test_what_is_no_framework_is_refused_in_its_place(content, told):
    assert refusal(content) == told


@pytest.mark.parametrize(
    ("content", "row", "column"),
    [
        ("a: [1, 2\nb: 3\n", 2, 2),
        ("a: 1\n b: 2\n", 2, 3),
        ("a: 'x\n", 2, 1),
        ("a: \t- 1\n", 1, 5),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("a: @x\n", 1, 4),
        ('a: "\\q"\n', 1, 5),
    ],
    ids=repr,
)
def test_broken_yaml_is_refused_where_it_breaks(content, row, column):
    sentence, *place = refusal(content)
    assert sentence.startswith("This is not YAML: ")
    assert place == [row, column]


def test_a_bomb_of_aliases_does_not_go_off():
    lines = ["a: &a [x]"] + [f"{b}: &{b} [*{a}, *{a}]" for a, b in pairwise("abcdefghi")]
    assert refusal("\n".join(lines))[1:] == (1, 4)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_is_refused_before_it_costs_anything(opening):
    refusal("a: " + opening * 200_000 if opening != "- " else opening * 200_000)


def test_what_ships_is_written_and_read_again_unchanged():
    text = dump_framework(shipped_framework())
    assert read_framework(text.encode()).documents == shipped_framework()
    assert yaml.safe_load(text).keys() == shipped_framework().keys()
    assert "&id" not in text


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=80
)


@given(st.lists(TEXTS, min_size=1, max_size=4))
@example(["\n"])
@example(["a\n\nb"])
@example([" a\nb"])
@example(["a \nb"])
@example(["a\r\nb", "\r"])
@example(["a\x85b\n", "a\u2028b\nc"])
@example(["\ufeff\n"])
@example(["2027-06-30", "yes", "~", "1_000", "=", "<<", "null", "0x1"])
@example(["\t\n", "a\n\t b", "# no\ncomment", "- a\n- b", "😀\n☺"])
@example(["a" * 300, "a b " * 60])
def test_any_text_is_written_and_read_again_unchanged(texts):
    documents = {"levels": [{"key": "x", "expects": texts, "depth": text} for text in texts]}
    assert read_framework(dump_framework(documents).encode()).documents == documents
