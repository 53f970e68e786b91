import pytest

from pipeline.forms.stages import rearranged


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ("up 1", "bac"),
        ("down 1", "acb"),
        ("remove 1", "ac"),
        ("add", "abc-"),
        ("up 0", "abc"),
        ("down 2", "abc"),
        ("remove 3", "abc"),
        ("remove -1", "abc"),
        ("remove ²", "abc"),
        ("up " + "9" * 5000, "abc"),
        ("explode 1", "abc"),
        ("", "abc"),
    ],
    ids=lambda value: value[:12],
)
def test_the_buttons_rearrange_what_is_typed(change, names):
    rows = rearranged([{"name": name} for name in "abc"], change)
    assert "".join(row.get("name", "-") for row in rows) == names


def test_there_is_an_end_to_adding():
    rows = [{"name": "x"}] * 12
    assert rearranged(rows, "add") == rows
