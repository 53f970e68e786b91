"""Framework files: YAML that remembers the row and column of each thing it says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

import yaml
from yaml.constructor import SafeConstructor

from pipeline.framework.ordering import in_written_order
from pipeline.framework.problems import DEEPEST, Path, Problem, clipped

LARGEST_BYTES = 5_000_000
LONGEST_WORD = 40
"""Characters of a value that is no text, such as a number."""

UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
LINE_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML 1.1 counts as the end of a row."""

UNREADABLE = (yaml.YAMLError, ValueError, LookupError, AttributeError)
"""What PyYAML raises where a value is not of the kind that its tag claims."""


class UnreadableFramework(Exception):
    """The file is no framework; nothing was read. `row` and `column` count from 1."""

    def __init__(self, sentence: str, row: int = 1, column: int = 1):
        super().__init__(sentence)
        self.row, self.column = row, column


@dataclass(frozen=True)
class FrameworkFile:
    """What a file says, and where it says it: the places of values, and of their names."""

    documents: dict
    places: Mapping[Path, tuple[int, int]]
    name_places: Mapping[Path, tuple[int, int]]

    def place_of(self, problem: Problem) -> tuple[int, int]:
        """Return row and column of what the problem is about, or of what should hold it."""
        path = problem.path
        if problem.is_name and path in self.name_places:
            return self.name_places[path]
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def read_framework(content: bytes) -> FrameworkFile:
    """Return what the YAML in `content` says. Raises UnreadableFramework."""
    node = _compose(_decode(content))
    if node is None:
        raise UnreadableFramework("The file is empty.")
    builder = _Builder()
    documents = builder.build(node)
    if not isinstance(documents, dict):
        raise UnreadableFramework("A framework is a mapping of lists, such as “criteria:”.")
    return FrameworkFile(documents, builder.places, builder.name_places)


def _decode(content):
    if len(content) > LARGEST_BYTES:
        raise UnreadableFramework(f"A framework has at most {LARGEST_BYTES // 1_000_000} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(errors="replace")
        raise UnreadableFramework("This is not UTF-8 text.", *_end_of(before)) from error
    if found := UNPRINTABLE.search(text):
        sentence = "This is no text: it holds a character that cannot be printed."
        raise UnreadableFramework(sentence, *_end_of(text[: found.start()]))
    return text


def _end_of(text):
    """Return row and column of what comes after `text`."""
    rows = LINE_ENDS.split(text)
    return len(rows), len(rows[-1]) + 1


def dump_framework(documents: Mapping) -> str:
    """Return the documents as YAML, their entries in their order."""
    return yaml.dump(
        in_written_order(documents),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=100,
        default_flow_style=False,
    )


class _Dumper(yaml.CSafeDumper):
    """Shows lines as lines, and never writes an alias."""

    def ignore_aliases(self, data):
        return True


PLAIN_LINES = re.compile(r"(?! )[^\n\r\x85\u2028\u2029\ufeff][^\r\x85\u2028\u2029\ufeff]*")
"""Texts whose rows a file can show as rows; the others would come back otherwise."""


def _show_text(dumper, text):
    has_rows = "\n" in text and PLAIN_LINES.fullmatch(text) and " \n" not in text
    style = "|" if has_rows else '"' if LINE_ENDS.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _show_text)


class _Loader(yaml.CSafeLoader):
    """Reads days as text, for that is what the schema asks for, and spans such as 1:30."""


def _plainly(tag, pattern):
    """Leave out of a number's pattern the base of sixty, which is written with colons."""
    return tag, re.compile(f"(?!.*:)(?:{pattern.pattern})", pattern.flags)


_Loader.yaml_implicit_resolvers = {
    first: [_plainly(*pair) for pair in resolvers if not pair[0].endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _compose(text):
    """Return the tree of nodes; refuse aliases and depth before anything is built of them."""
    try:
        _look_over(text)
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        told = ", ".join(part for part in (error.context, error.problem) if part)
        mark = error.problem_mark or error.context_mark
        where = (mark.line + 1, mark.column + 1) if mark else ()
        raise UnreadableFramework(f"This is not YAML: {told}.", *where) from error
    except yaml.YAMLError as error:
        raise UnreadableFramework(f"This is not YAML: {error}.") from error


def _look_over(text):
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            told = "Anchors and aliases (& and *) are not read here."
        elif isinstance(event, yaml.CollectionStartEvent) and depth == DEEPEST:
            told = "This is nested too deeply."
        else:
            opens = isinstance(event, yaml.CollectionStartEvent)
            depth += opens - isinstance(event, yaml.CollectionEndEvent)
            continue
        raise UnreadableFramework(told, *_place(event))


class _Builder:
    """Makes plain values of nodes and remembers where each stood."""

    def __init__(self):
        self.places: dict[Path, tuple[int, int]] = {}
        self.name_places: dict[Path, tuple[int, int]] = {}
        self._constructor = SafeConstructor()

    def build(self, node, path: Path = ()):
        """Return what the node says."""
        self.places[path] = _place(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, at)) for at, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._build_mapping(node, path)
        return self._build_scalar(node)

    def _build_mapping(self, node, path):
        built = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise UnreadableFramework("A name here is no plain text.", *_place(key_node))
            key = key_node.value
            if key in built:
                raise UnreadableFramework(f"“{clipped(key)}” stands here twice.", *_place(key_node))
            self.name_places[*path, key] = _place(key_node)
            built[key] = self.build(value_node, (*path, key))
        return built

    def _build_scalar(self, node):
        try:
            if not node.tag.endswith(":str") and len(node.value) > LONGEST_WORD:
                raise ValueError
            value = self._constructor.construct_object(node)
        except UNREADABLE as error:
            raise UnreadableFramework(
                f"“{clipped(node.value)}” cannot be read.", *_place(node)
            ) from error
        if isinstance(value, float) and not isfinite(value):
            raise UnreadableFramework(f"“{clipped(node.value)}” is no number.", *_place(node))
        return value


def _place(node):
    return node.start_mark.line + 1, node.start_mark.column + 1
