"""Imports go one way."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "config.tenancy": 0,
    "config.accounts": 1,
    "config.records": 2,
    "pipeline": 3,
    "assessments": 4,
    "panels": 4,
    "reports": 5,
    "config": 6,
}
PURE = ("config.environment", "config.embedded", "config.preparing")
"""No part of the house: read before there is one."""


def room_of(module):
    """The room a module belongs to, or None where it is not ours."""
    if module.startswith(PURE):
        return None
    return next((room for room in FLOORS if module == room or module.startswith(room + ".")), None)


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def modules():
    for top in ("config", "pipeline", "assessments", "panels", "reports"):
        for path in sorted((ROOT / top).rglob("*.py")):
            yield path.relative_to(ROOT)


@pytest.mark.parametrize("path", list(modules()), ids=str)
def test_a_room_imports_only_from_rooms_below(path):
    room = room_of(".".join(path.with_suffix("").parts))
    for module, line in imports_of(ROOT / path):
        other = room_of(module)
        if room is None or other is None or other == room:
            continue
        assert FLOORS[other] < FLOORS[room], f"{path}:{line} imports {module}"


def test_the_sweep_would_catch_an_arrow_that_points_up(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("from reports import funnel\nimport panels.models\n")
    assert [room_of(module) for module, _ in imports_of(wrong)] == ["reports", "panels"]
    assert FLOORS["reports"] > FLOORS["pipeline"]
