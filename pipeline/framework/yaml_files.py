"""Framework files: YAML that remembers the row and column of each thing it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

import yaml
from yaml.constructor import SafeConstructor

from pipeline.framework.problems import Path, Problem

LARGEST_BYTES = 5_000_000
DEEPEST = 40


class UnreadableFramework(Exception):
    """The file is no framework; nothing was read. `row` and `column` count from 1, or None."""

    def __init__(self, sentence: str, row: int | None = None, column: int | None = None):
        super().__init__(sentence)
        self.row, self.column = row, column


@dataclass(frozen=True)
class FrameworkFile:
    """What a file says, and where it says it."""

    documents: dict
    places: Mapping[Path, tuple[int, int]]

    def place_of(self, problem: Problem) -> tuple[int, int]:
        """Return row and column of what the problem is about, or of what should hold it."""
        path = problem.path
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def read_framework(content: bytes) -> FrameworkFile:
    """Return what the YAML in `content` says. Raises UnreadableFramework."""
    if len(content) > LARGEST_BYTES:
        raise UnreadableFramework(f"A framework has at most {LARGEST_BYTES // 1_000_000} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise UnreadableFramework("This is not UTF-8 text.", row) from error
    try:
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = (mark.line + 1, mark.column + 1) if mark else ()
        raise UnreadableFramework(f"This is not YAML: {error.problem}.", *where) from error
    except yaml.YAMLError as error:
        raise UnreadableFramework(
            "This is not YAML: it holds a character that is not allowed."
        ) from error
    builder = _Builder()
    documents = builder.build(node)
    if not isinstance(documents, dict):
        raise UnreadableFramework("A framework is a mapping of lists, such as “criteria:”.", 1, 1)
    return FrameworkFile(documents, builder.places)


def dump_framework(documents: Mapping) -> str:
    """Return the documents as YAML, in their order."""
    return yaml.dump(
        dict(documents),
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


def _show_text(dumper, text):
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _show_text)


class _Loader(yaml.CSafeLoader):
    """Reads days as text, for that is what the schema asks for."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _compose(text):
    """Return the tree of nodes; refuse aliases and depth before anything is built of them."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="anchors and aliases (& and *) are not read here",
                problem_mark=event.start_mark,
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(
                problem="it is nested too deeply", problem_mark=event.start_mark
            )
    return yaml.compose(text, Loader=_Loader)


class _Builder:
    """Makes plain values of nodes and remembers where each stood."""

    def __init__(self):
        self.places: dict[Path, tuple[int, int]] = {}
        self._constructor = SafeConstructor()

    def build(self, node, path: Path = ()):
        """Return what the node says; an empty file says nothing."""
        if node is None:
            return None
        self.places[path] = _place(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, at)) for at, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._build_mapping(node, path)
        return self._build_scalar(node)

    def _build_mapping(self, node, path):
        built = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                raise UnreadableFramework("A key here is no plain text.", *_place(key_node))
            if key in built:
                raise UnreadableFramework(f"“{key}” stands here twice.", *_place(key_node))
            built[key] = self.build(value_node, (*path, key))
        return built

    def _build_scalar(self, node):
        try:
            value = self._constructor.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            raise UnreadableFramework(f"“{node.value}” cannot be read.", *_place(node)) from error
        if isinstance(value, float) and not isfinite(value):
            raise UnreadableFramework(f"“{node.value}” is no number.", *_place(node))
        return value


def _place(node):
    return node.start_mark.line + 1, node.start_mark.column + 1
