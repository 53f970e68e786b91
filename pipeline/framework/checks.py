"""What framework documents must keep to beyond the schema of each entry."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from pipeline.framework.anchoring import RATINGS
from pipeline.framework.lists import LISTS
from pipeline.framework.problems import (
    MOST_TOLD,
    FrameworkProblems,
    Problem,
    clipped,
    reference_paths,
    schema_problems,
)
from pipeline.models import Criterion, Dimension

Documents = Mapping[str, Sequence[Mapping]]
Rule = Callable[[Mapping], Iterator[tuple[tuple, str]]]

MOST_ENTRIES = 5_000
"""In one list."""

RESERVED = ("add",)
"""What stands in an address where keys stand."""

RULES: dict[str, list[Rule]] = {}
"""By list, what its entries must keep to one by one; yields paths within it and sentences."""


def documents_problems(documents: Documents) -> list[Problem]:
    """Return what is wrong with the documents by themselves, whatever is in the database."""
    return list(islice(_own_problems(documents), MOST_TOLD))


def check_references(documents: Documents) -> None:
    """Raise FrameworkProblems where a key names nothing, neither here nor in the database."""
    if problems := list(_dangling(documents)):
        raise FrameworkProblems(problems)


def check_whole(documents: Documents) -> None:
    """Raise FrameworkProblems where what is now written does not fit together."""
    if problems := [*_weight_problems(documents), *_sub_criterion_problems(documents)]:
        raise FrameworkProblems(problems)


def _own_problems(documents):
    for name in documents:
        if name not in LISTS:
            sentence = f"There is no list “{clipped(name)}”. There are: {', '.join(LISTS)}."
            yield Problem((name,), sentence, True)
    for name, entries in documents.items():
        if name in LISTS:
            yield from _list_problems(name, entries)


def _list_problems(name, entries):
    entry_list = LISTS[name]
    if not isinstance(entries, list | tuple):
        yield Problem((name,), "This should be a list.")
        return
    if len(entries) > MOST_ENTRIES:
        yield Problem((name,), f"A list holds at most {MOST_ENTRIES:,} entries.")
        return
    for place, document in enumerate(entries):
        found = list(schema_problems(entry_list, document, (name, place)))
        yield from found
        if not found and document.get("key") in RESERVED:
            sentence = f"“{document['key']}” is the address of a page; choose another key."
            yield Problem((name, place, "key"), sentence)
        elif not found:
            for rule in RULES.get(name, ()):
                yield from (
                    Problem((name, place, *path), sentence) for path, sentence in rule(document)
                )
    yield from _repeats(entry_list, entries)


def _repeats(entry_list, entries):
    seen = set()
    for place, entry in enumerate(entries):
        if not isinstance(entry, Mapping) or not _is_named(entry_list, entry):
            continue
        key = entry_list.key_of(entry)
        if key in seen:
            yield Problem((entry_list.name, place), f"“{key}” stands in this list twice.")
        seen.add(key)


def _is_named(entry_list, entry):
    """Say whether the entry has a key that can be written out."""
    parts = [entry.get(part) for part in entry_list.identity]
    return all(isinstance(part, str) or part in RATINGS for part in parts)


def _dangling(documents):
    known = {}
    for name, entry_list in LISTS.items():
        for place, document in enumerate(documents.get(name) or ()):
            for pattern, listed in entry_list.references.items():
                if listed not in known:
                    known[listed] = _keys_of(listed, documents)
                for path, key in reference_paths(document, pattern):
                    if key not in known[listed]:
                        singular = LISTS[listed].singular
                        yield Problem((name, place, *path), f"There is no {singular} “{key}”.")


def _keys_of(name, documents):
    rows = LISTS[name].model.objects.values_list("key", flat=True)
    return {*rows, *(document["key"] for document in documents.get(name) or ())}


def _weight_problems(documents):
    """The dimensions share out a hundred percent among them."""
    if documents.get("dimensions"):
        total = sum(Dimension.objects.values_list("weight_percent", flat=True))
        if total != 100:
            yield Problem(
                ("dimensions",), f"The weights of the dimensions add up to {total} %, not to 100 %."
            )


def _sub_criterion_problems(documents):
    """A criterion's sub-criterion is one of its dimension, also after the dimension changed."""
    known = {
        dimension.key: {row["key"] for row in dimension.sub_criteria}
        for dimension in Dimension.objects.all()
    }
    named = {document["key"] for document in documents.get("criteria") or ()}
    for place, document in enumerate(documents.get("criteria") or ()):
        chosen = document.get("sub_criterion")
        if chosen and chosen not in known[document["dimension"]]:
            yield Problem(
                ("criteria", place, "sub_criterion"),
                f"The dimension “{document['dimension']}” has no sub-criterion “{chosen}”.",
            )
    for place, document in enumerate(documents.get("dimensions") or ()):
        left = Criterion.objects.filter(dimension__key=document["key"]).exclude(sub_criterion="")
        for key, chosen in left.exclude(key__in=named).values_list("key", "sub_criterion"):
            if chosen not in known[document["key"]]:
                yield Problem(
                    ("dimensions", place, "sub_criteria"),
                    f"The criterion “{key}” still belongs to the sub-criterion “{chosen}”.",
                )


def component_weights_rule(document):
    """The components share out a hundred percent in each specialization."""
    total = sum(document["component_weights"].values())
    if total != 100:
        yield (
            ("component_weights",),
            f"The weights add up to {total} %, not to 100 %.",
        )


def premium_rule(document):
    low = document.get("premium_low_percent", 0)
    if low > document.get("premium_high_percent", 0):
        yield ("premium_high_percent",), "The top of the premium lies below its bottom."


def sub_criteria_rule(document):
    """Each sub-criterion of a dimension has a key of its own."""
    keys = [row["key"] for row in document.get("sub_criteria", ())]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            yield ("sub_criteria", place, "key"), f"“{key}” stands in this list twice."


RULES["specializations"] = [component_weights_rule, premium_rule]
RULES["dimensions"] = [sub_criteria_rule]
