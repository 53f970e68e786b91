"""`manage.py report`: one JSON document, or a sentence on standard error."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.reports.histories import make_ungated_opening, walk


@pytest.fixture
def opening(acme, recruiter):
    opening = make_ungated_opening(by=recruiter, ref="ml-1")
    walk(opening, ("screen", 1), ("technical", 3))
    walk(opening, ("screen", 1), ("reject", 2))
    return opening


def report(capsys, *arguments):
    call_command("report", *arguments, "--company", "acme")
    return capsys.readouterr().out


@pytest.mark.parametrize("narrowed", [[], ["--opening", "ml-1"]])
def test_the_funnel_is_one_json_document(capsys, opening, narrowed):
    read = json.loads(report(capsys, "funnel", *narrowed, "--json"))
    assert (read["offers"], read["hired"]) == (0, 0)
    names = ["stage", "kind", "entered", "passed", "in_progress", "rejected", "withdrawn"]
    stages = [[stage[name] for name in names] for stage in read["stages"]]
    assert stages == [
        ["Inbox", "inbox", 2, 2, 0, 0, 0],
        ["Screen", "screen", 2, 1, 0, 1, 0],
        ["Technical", "technical", 1, 0, 1, 0, 0],
        ["Take-home", "take_home", 0, 0, 0, 0, 0],
        ["Final", "final", 0, 0, 0, 0, 0],
        ["Offer", "offer", 0, 0, 0, 0, 0],
        ["Hired", "hired", 0, 0, 0, 0, 0],
    ]


def test_the_pace_says_its_n(capsys, opening):
    read = json.loads(report(capsys, "pace", "--json"))
    screen = read["stages"][1]
    assert (screen["stage"], screen["n"], screen["median_days"]) == ("Screen", 2, 1.5)
    assert read["to_offer"]["n"] == 0


def test_without_json_it_is_a_table_to_read(capsys, opening):
    lines = report(capsys, "funnel").splitlines()
    assert lines[0].split()[:3] == ["stage", "entered", "passed"]
    assert lines[-2:] == ["offers: 0", "hired: 0"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["forecast"], "There are: funnel, pace."),
        (["funnel", "--opening", "ml-2"], "There are: ml-1."),
    ],
)
def test_an_unknown_name_says_what_there_is(capsys, opening, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        report(capsys, *arguments, "--json")
    assert capsys.readouterr().out == ""


def test_an_unknown_company_is_said(capsys, acme):
    with pytest.raises(CommandError, match="no company “nowhere”"):
        call_command("report", "funnel", "--company", "nowhere")
