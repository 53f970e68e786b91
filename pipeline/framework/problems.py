"""What is wrong with framework documents, in sentences, and where."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import isfinite

from jsonschema import Draft7Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from pipeline.framework.lists import DEFINITIONS, LISTS, EntryList

Path = tuple[str | int, ...]

DEEPEST = 40
"""Levels of nesting; a framework needs seven."""

MOST_TOLD = 1_000
"""Problems that are looked for; whoever has so many mends those first."""

LONGEST_NUMBER = 2_048
"""Bits of a whole number; Python refuses to write out one of some 14,000."""

SHOWN = 60
"""Characters of a value that a sentence repeats."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `path` leads to it from the top of the documents.

    With `is_name` it is about the last step itself, such as a field that there is not.
    """

    path: Path
    sentence: str
    is_name: bool = False

    @property
    def where(self) -> str:
        """Return the path as people write it: "criteria[2].skill"."""
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return "".join(steps).removeprefix(".")


class FrameworkProblems(Exception):
    """What keeps the documents from being written; nothing was."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__("; ".join(f"{p.where}: {p.sentence}" for p in problems[:3]))
        self.problems = list(problems)


def schema_problems(entry_list: EntryList, document, path: Path) -> Iterator[Problem]:
    """Yield where a document of this list is not of its schema."""
    unkeepable = list(_unkeepable(document, path))
    yield from unkeepable
    if not unkeepable:
        errors = islice(_validator(entry_list.name).iter_errors(document), MOST_TOLD)
        told = (problem for error in errors for problem in _told(error, path))
        yield from sorted(dict.fromkeys(told), key=lambda problem: str(problem.path))


def reference_paths(document, pattern: str, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each key that stands at `pattern` in a document, with its own path."""
    step, _, rest = pattern.partition(".")
    name = step.removesuffix("[]").removesuffix("{}")
    value, here = document.get(name), (*path, name)
    if step.endswith("{}"):
        yield from (((*here, key), key) for key in value or {})
    elif step.endswith("[]"):
        for place, item in enumerate(value or []):
            if rest:
                yield from reference_paths(item, rest, (*here, place))
            else:
                yield (*here, place), item
    elif value is not None:
        yield here, value


def _unkeepable(value, path, depth=0):
    """No database keeps a NUL or half a surrogate pair, and no JSON an infinite number."""
    if depth > DEEPEST:
        yield Problem(path, "It is nested too deeply.")
    elif isinstance(value, str):
        if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
            yield Problem(path, "This holds a character that cannot be kept.")
    elif isinstance(value, int):
        if value.bit_length() > LONGEST_NUMBER:
            yield Problem(path, "This number is too long.")
    elif isinstance(value, float):
        if not isfinite(value):
            yield Problem(path, "This is no number.")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _unkeepable(key, path)
            yield from _unkeepable(item, (*path, key), depth + 1)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _unkeepable(item, (*path, place), depth + 1)


@cache
def _validator(name):
    """The validator of a list. A whole number is written as one: 3.0 would be another key.

    Of a list that is too long nothing else is looked at, and whatever its size and its kinds of
    values, no rule takes more than one pass over it.
    """
    whole = Draft7Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    rules = {"pattern": _matches_whole, "items": _items_of_short, "uniqueItems": _no_text_twice}
    strict = extend(Draft7Validator, rules, type_checker=whole)
    schema = {**LISTS[name].schema, "definitions": DEFINITIONS}
    return strict(schema, format_checker=FormatChecker(["date"]))


def _matches_whole(_, pattern, value, __):
    """In Python "$" also stands before a line's end, in JSON Schema only at the very end."""
    if isinstance(value, str) and not re.fullmatch(pattern, value):
        yield ValidationError("Does not match.")


def _items_of_short(validator, items, value, schema):
    if isinstance(value, list) and len(value) <= schema.get("maxItems", len(value)):
        yield from Draft7Validator.VALIDATORS["items"](validator, items, value, schema)


def _no_text_twice(_, is_wanted, value, schema):
    """Only texts stand in lists without repeats; other values are refused as no texts."""
    if (
        not is_wanted
        or not isinstance(value, list)
        or len(value) > schema.get("maxItems", len(value))
    ):
        return
    texts = [item for item in value if isinstance(item, str)]
    if len(set(texts)) < len(texts):
        yield ValidationError("Has a text twice.")


def _told(error: ValidationError, path: Path) -> Iterator[Problem]:
    """Yield what one error of the schema means; of several shapes, the one that was tried."""
    causes = error.context if error.validator == "oneOf" else ()
    tried = [cause for cause in causes if cause.validator != "type" or cause.relative_path]
    here = (*path, *error.absolute_path)
    if tried:
        for cause in tried:
            yield from _told(cause, path)
    elif error.validator == "additionalProperties":
        for name in _surplus(error):
            yield Problem((*here, name), _unknown(error, name), is_name=True)
    elif error.validator != "pattern" or "format" not in error.schema:
        yield Problem(here, _say(error))


KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}


def _say(error: ValidationError) -> str:
    value, wanted = clipped(error.instance), error.validator_value
    sayings = {
        "required": lambda: _missing(error),
        "type": lambda: f"This should be {_kinds(wanted)}.",
        "oneOf": lambda: f"This should be {_kinds(_branch_kinds(error))}.",
        "enum": lambda: f"“{value}” is none of: {', '.join(map(str, wanted))}.",
        "pattern": lambda: (
            f"“{value}” is no key: small letters, digits, - and _ only, "
            "and a letter or digit first."
        ),
        "format": lambda: f"“{value}” is no day; write it like 2027-06-30.",
        "minLength": lambda: "This is empty.",
        "maxLength": lambda: f"This is longer than {wanted} characters.",
        "minItems": lambda: f"This needs at least {wanted}.",
        "minProperties": lambda: f"This needs at least {wanted}.",
        "maxItems": lambda: f"This holds more than {wanted}.",
        "minimum": lambda: f"{value} is less than {wanted}.",
        "maximum": lambda: f"{value} is more than {wanted}.",
        "uniqueItems": lambda: "Something stands here twice.",
    }
    return sayings[error.validator]()


def _missing(error):
    lacking = [name for name in error.validator_value if name not in error.instance]
    are = "is" if len(lacking) == 1 else "are"
    return f"{', '.join(f'“{name}”' for name in lacking)} {are} missing."


def _surplus(error):
    known = error.schema.get("properties", {})
    return [name for name in error.instance if name not in known]


def _unknown(error, name):
    known = ", ".join(error.schema.get("properties", {}))
    return f"“{clipped(name)}” is no field here. There are: {known}."


def _branch_kinds(error):
    return [cause.validator_value for cause in error.context]


def _kinds(kinds):
    listed = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(KINDS[kind] for kind in listed)


def clipped(value) -> str:
    """Return a value as a sentence repeats it."""
    if isinstance(value, int) and value.bit_length() > LONGEST_NUMBER:
        return "A number of that length"
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
