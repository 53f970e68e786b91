"""The order in which documents are written: that of their schema, and of the lists they name."""

from collections.abc import Mapping

from pipeline.framework.lists import DEFINITIONS, LISTS


def in_written_order(documents: Mapping) -> dict[str, list[dict]]:
    """Return the documents with the parts of each in the order of the schema.

    Where a part is known by the key of another entry, it comes in that one's order; the
    database keeps such parts in an order of its own.
    """
    orders = {
        name: [entry["key"] for entry in entries if "key" in entry]
        for name, entries in documents.items()
    }
    return {
        name: [_order(LISTS[name], orders, LISTS[name].schema, entry, "") for entry in entries]
        for name, entries in documents.items()
    }


def _order(entry_list, orders, schema, value, pattern):
    schema = resolved(schema)
    if isinstance(value, list):
        items = schema.get("items", {})
        return [_order(entry_list, orders, items, item, f"{pattern}[]") for item in value]
    if not isinstance(value, Mapping):
        return value
    inner = schema.get("properties", {})
    order = list(inner) or orders.get(entry_list.references.get(pattern + "{}"), [])
    places = {name: place for place, name in enumerate(order)}
    return {
        name: _order(
            entry_list,
            orders,
            inner.get(name) or schema.get("additionalProperties") or {},
            value[name],
            f"{pattern}.{name}".removeprefix("."),
        )
        for name in sorted(value, key=lambda name: places.get(name, len(places)))
    }


def resolved(schema) -> dict:
    """Return the schema itself of a reference, and of two shapes the one that holds something."""
    if schema is True or schema is False:
        return {}
    if "$ref" in schema:
        return DEFINITIONS[schema["$ref"].rpartition("/")[2]]
    if "oneOf" in schema:
        shapes = [shape for shape in schema["oneOf"] if shape.get("type") != "null"]
        return resolved(shapes[0])
    return schema
