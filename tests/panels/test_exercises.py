"""Coding exercises that ship: solutions hold, checks can fail, and no table goes without."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "panels" / "starter" / "framework"
SPECIALIZATIONS = ("infra", "applied", "genai", "research")
LEVELS = ("junior", "mid", "senior", "staff")
CARELESS = ("SyntaxError", "NameError", "ImportError", "ModuleNotFoundError")


def entries(name):
    for path in sorted(FOLDER.glob("*.yaml")):
        yield from yaml.safe_load(path.read_text()).get(name) or ()


EXERCISES = {entry["key"]: entry for entry in entries("questions") if entry.get("exercise")}
KITS = [kit for kit in entries("kits") if kit["interview"] == "coding"]

each_exercise = pytest.mark.parametrize(
    "question", [pytest.param(entry, id=key) for key, entry in EXERCISES.items()]
)
each_table = pytest.mark.parametrize(
    ("specialization", "level"),
    [(specialization, level) for specialization in SPECIALIZATIONS for level in LEVELS],
)


def run(code, checks):
    """Run `code` and then `checks` in a Python of their own, where a warning is an error."""
    return subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", f"{code}\n{checks}"],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def defines_something(text):
    try:
        parts = ast.parse(text).body
    except SyntaxError:
        return False
    return any(isinstance(part, ast.FunctionDef | ast.ClassDef) for part in parts)


def at_table(specialization, level):
    """The kit for coding with this candidate, and the exercises that it shows."""
    fitting = [
        k for k in KITS if not k["specializations"] or specialization in k["specializations"]
    ]
    kit = max(fitting, key=lambda kit: bool(kit["specializations"]))
    shown = [
        question
        for key in kit["questions"]
        if (question := EXERCISES[key])
        and specialization in (question["specializations"] or SPECIALIZATIONS)
        and level in (question["levels"] or LEVELS)
    ]
    return kit, shown


@each_exercise
def test_the_solution_passes_its_checks(question):
    exercise = question["exercise"]
    ran = run(exercise["solution"], exercise["checks"])
    assert ran.returncode == 0, ran.stderr


@each_exercise
def test_what_the_candidate_starts_from_does_not(question):
    """And for want of a solution, not because the checks cannot be run with it."""
    exercise = question["exercise"]
    ran = run(exercise["given"], exercise["checks"])
    assert ran.returncode != 0
    if defines_something(exercise["given"]):
        assert not ran.stderr.splitlines()[-1].startswith(CARELESS), ran.stderr


@each_exercise
def test_an_exercise_says_what_good_looks_like(question):
    levels = question["levels"] or LEVELS
    assert list(question["shows"]) == list(levels)
    assert all(shown["strong"] and shown["weak"] for shown in question["shows"].values())
    assert 4 <= len(question["exercise"]["rubric"]) <= 6
    assert question["exercise"]["checks"].count("assert ") >= 4


@each_table
def test_a_coding_interview_has_exercises_to_choose_from(specialization, level):
    _, shown = at_table(specialization, level)
    assert len(shown) >= 4


@each_table
def test_each_seat_sees_what_it_rates(specialization, level):
    kit, shown = at_table(specialization, level)
    measured = {criterion for question in shown for criterion in question["criteria"]}
    rated = {criterion for seat in kit["seats"] for criterion in seat["criteria"]}
    assert rated <= measured
