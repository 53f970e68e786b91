"""Files made to break or to hold up whoever reads them."""

import pytest

from pipeline.framework.checks import documents_problems
from pipeline.framework.editing import current_version
from pipeline.framework.importing import RefusedFile, import_file
from pipeline.framework.problems import LONGEST_NUMBER, MOST_TOLD, clipped
from pipeline.framework.yaml_files import read_framework

MIXED = "[" + ", ".join(f"{number}, x{number}, [{number}]" for number in range(20_000)) + "]"
HEX = "0x" + "F" * 6_000


def refusals(content):
    with pytest.raises(RefusedFile) as told:
        import_file(content.encode(), by="import")
    return [refusal.problem for refusal in told.value.refusals]


@pytest.mark.parametrize("end", ["\n", "\n\n", " "])
def test_a_key_ends_where_it_ends(end):
    (problem,) = documents_problems({"levels": [{"key": f"a{end}", "name": "A"}]})
    assert (problem.where, "is no key" in problem.sentence) == ("levels[0].key", True)


def test_a_key_of_several_rows_is_refused_in_its_place(acme):
    (problem,) = refusals("levels:\n- key: |\n    a\n  name: x\n")
    assert problem.startswith("levels[0].key: “a\n” is no key")


def test_a_day_ends_where_it_ends():
    document = {"key": "x", "name": "X", "kind": "take_home", "brief": "B", "review_by": "{}"}
    (problem,) = documents_problems({"tasks": [{**document, "review_by": "2027-06-30\n"}]})
    assert (problem.where, "is no day" in problem.sentence) == ("tasks[0].review_by", True)


def test_the_key_of_a_page_is_no_key_of_an_entry(acme):
    (problem,) = refusals("levels:\n- {key: add, name: A}\n")
    assert problem == "levels[0].key: “add” is the address of a page; choose another key."


@pytest.mark.parametrize("field", ["questions", "signals"])
def test_a_long_list_of_many_kinds_costs_one_look(acme, field):
    told = refusals(f"kits:\n- key: x\n  {field}: {MIXED}\n")
    assert f"kits[0].{field}: This holds more than 100." in told


def test_a_list_without_an_end_is_looked_through_once():
    numbers = [kind(number) for number in range(50_000) for kind in (int, str, lambda n: [n])]
    told = documents_problems({"backgrounds": [{"key": "x", "name": "X", "interviews": numbers}]})
    assert len(told) == MOST_TOLD


@pytest.mark.parametrize("number", ["1" + ":30" * 100_000, "1" + ":30" * 100_000 + ".5"])
def test_colons_between_digits_are_no_sum(number):
    assert read_framework(f"a: {number}\n".encode()).documents == {"a": number}


@pytest.mark.parametrize(
    "content",
    [
        f"levels:\n- key: {HEX}\n  name: A\n",
        f"facts:\n- key: a\n  value: {HEX}\n",
        f"anchors:\n- criterion: a\n  level: b\n  rating: {'9' * 5_000}\n  text: c\n",
        f"levels:\n- key: a\n  expects: [!!int '{'1:' * 5_000}1']\n",
        f"levels: {'0b' + '1' * 20_000}\n",
    ],
    ids=["key", "value", "rating", "base", "list"],
)
def test_a_number_without_an_end_is_refused(acme, content):
    (problem,) = refusals(content)
    assert problem.endswith("…” cannot be read.")
    assert current_version() == 1


@pytest.mark.parametrize("field", ["key", "name", "rating", "criterion"])
def test_a_huge_number_is_a_problem_wherever_it_stands(field):
    entry = {"criterion": "a", "level": "b", "rating": 1, "text": "c", field: 16**6_000}
    told = {problem.sentence for problem in documents_problems({"anchors": [entry] * 2})}
    assert "This number is too long." in told
    assert clipped(16**6_000) == clipped(1 << LONGEST_NUMBER) == "A number of that length"
