"""What is wrong with framework documents, in sentences, and where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jsonschema import Draft7Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from pipeline.framework.lists import DEFINITIONS, EntryList

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `path` leads to it from the top of the documents."""

    path: Path
    sentence: str

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
    yield from _text_problems(document, path)
    schema = {**entry_list.schema, "definitions": DEFINITIONS}
    validator = Draft7Validator(schema, format_checker=FormatChecker(["date"]))
    for error in sorted(validator.iter_errors(document), key=lambda error: str(error.path)):
        yield Problem((*path, *error.absolute_path), _say(error, entry_list))
    if isinstance(document, Mapping):
        yield from _date_problems(document, path)


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


def _text_problems(value, path):
    """No database keeps a NUL, and no letter is half a surrogate pair."""
    if isinstance(value, str):
        if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
            yield Problem(path, "This holds a character that cannot be kept.")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _text_problems(key, path)
            yield from _text_problems(item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _text_problems(item, (*path, place))


def _date_problems(document, path):
    for name in ("as_of", "review_by"):
        value = document.get(name)
        if isinstance(value, str) and not _is_day(value):
            yield Problem((*path, name), f"“{value}” is no day; write it like 2027-06-30.")


def _is_day(text):
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}


def _say(error: ValidationError, entry_list: EntryList) -> str:
    if error.validator == "oneOf":
        told = [cause for cause in error.context if cause.validator != "type"]
        return _say(told[0], entry_list) if told else "This is neither empty nor a key."
    value = error.instance
    sayings = {
        "required": lambda: f"{_missing(error)} is missing.",
        "additionalProperties": lambda: (
            f"{_surplus(error)} is no field here. There are: {_known(error)}."
        ),
        "type": lambda: f"This should be {_kinds(error.validator_value)}.",
        "enum": lambda: f"“{value}” is none of: {', '.join(map(str, error.validator_value))}.",
        "pattern": lambda: _pattern(value, entry_list),
        "minLength": lambda: "This is empty.",
        "maxLength": lambda: f"This is longer than {error.validator_value} characters.",
        "minItems": lambda: f"This needs at least {error.validator_value}.",
        "maxItems": lambda: f"This holds more than {error.validator_value}.",
        "minimum": lambda: f"{value} is less than {error.validator_value}.",
        "maximum": lambda: f"{value} is more than {error.validator_value}.",
        "uniqueItems": lambda: "Something stands here twice.",
    }
    saying = sayings.get(error.validator)
    return saying() if saying else f"{error.message}."


def _missing(error):
    lacking = [name for name in error.validator_value if name not in error.instance]
    return ", ".join(f"“{name}”" for name in lacking)


def _surplus(error):
    known = error.schema.get("properties", {})
    return ", ".join(f"“{name}”" for name in error.instance if name not in known)


def _known(error):
    return ", ".join(error.schema.get("properties", {}))


def _kinds(kinds):
    listed = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(KINDS[kind] for kind in listed)


def _pattern(value, entry_list):
    return f"“{value}” is no key: small letters, digits, - and _ only, and a letter or digit first."
