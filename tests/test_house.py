"""What keeps the house easy to walk through: small files, short functions, no drawers."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("config", "pipeline", "assessments", "panels", "reports")
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
DRAWERS = {"utils", "helpers", "services", "common", "manager", "managers", "misc"}


def sources(*folders):
    """Name and text of our Python files below `folders`; migrations are Django's to write."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text()


def functions(text):
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]


def lines_of(function):
    return function.end_lineno - function.lineno + 1


def test_a_file_is_read_in_one_sitting():
    long = {
        name: lines
        for name, text in sources(*ROOMS, "tests")
        if (lines := len(text.splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_a_function_fits_on_a_screen():
    long = {
        f"{name}: {function.name}": lines_of(function)
        for name, text in sources(*ROOMS)
        for function in functions(text)
        if lines_of(function) > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_file_is_a_drawer():
    assert [name for name, _ in sources(*ROOMS) if Path(name).stem in DRAWERS] == []


def test_whoever_changes_rows_is_named():
    """A function that acts in somebody's name takes `by` as a keyword: no call leaves it out."""
    unnamed = [
        f"{name}: {function.name}"
        for name, text in sources(*ROOMS)
        for function in functions(text)
        if "with acting(by)" in ast.unparse(function) and "by" not in names_known_to(function)
    ]
    assert unnamed == []


def names_known_to(function):
    """Its keyword-only arguments, and the names it gives to things itself."""
    given = {argument.arg for argument in function.args.kwonlyargs}
    own = {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return given | own
