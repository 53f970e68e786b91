"""What the API's schema says of the framework: the JSON Schema of each list, for OpenAPI."""

from functools import cache

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from pipeline.framework.lists import DEFINITIONS, LISTS, EntryList
from pipeline.models import FrameworkVersion
from pipeline.models.framework import Origin
from pipeline.models.processes import InterviewKind

ORIGINS, INTERVIEWS = Origin.values, InterviewKind.values
"""Sets of words that several lists share; the settings name them for the API's schema."""


class EntryBody(serializers.Serializer):
    """One entry of the framework. It is checked by the rules, not here."""

    entry_list: EntryList


class EntryBodyExtension(OpenApiSerializerExtension):
    """Describes an entry by the schema of its list."""

    target_class = EntryBody
    match_subclasses = True

    def get_name(self, auto_schema, direction):
        return f"Framework{_camel(self.target.entry_list.singular)}"

    def map_serializer(self, auto_schema, direction):
        entry_list = self.target.entry_list
        described = openapi_of(entry_list.schema)
        needed = [name for name in described["required"] if name not in entry_list.kept_back]
        return {**described, "required": needed}


@cache
def body_of(name: str) -> type[EntryBody]:
    """Return the body of an entry of the list `name`."""
    entry_list = LISTS[name]
    return type(f"{_camel(entry_list.singular)}Body", (EntryBody,), {"entry_list": entry_list})


@cache
def page_of(name: str) -> type[serializers.Serializer]:
    """Return the body of a whole list: as a page that is the only one."""
    return inline_serializer(
        f"Framework{_camel(name)}Page",
        {
            "next": serializers.CharField(allow_null=True),
            "previous": serializers.CharField(allow_null=True),
            "results": body_of(name)(many=True),
        },
    )


@cache
def framework_body() -> type[serializers.Serializer]:
    """Return the body of a whole framework, or of some of its lists."""
    return inline_serializer(
        "Framework", {name: body_of(name)(many=True, required=False) for name in LISTS}
    )


class RefusalBody(serializers.Serializer):
    row = serializers.IntegerField()
    column = serializers.IntegerField()
    problem = serializers.CharField()


class ReportBody(serializers.Serializer):
    """What taking in documents did, or would do."""

    dry_run = serializers.BooleanField()
    version = serializers.IntegerField(allow_null=True)
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    refused = RefusalBody(many=True)
    refused_unlisted = serializers.IntegerField()


class VersionBody(serializers.ModelSerializer):
    by = serializers.CharField(source="by.name", default="", read_only=True)

    class Meta:
        model = FrameworkVersion
        fields = ["number", "by", "note", "created_at"]


class FieldChangeBody(serializers.Serializer):
    field = serializers.CharField()
    before = serializers.JSONField()
    after = serializers.JSONField()


class EntryChangeBody(serializers.Serializer):
    list = serializers.CharField()
    key = serializers.CharField()
    name = serializers.CharField()
    deed = serializers.CharField()
    fields = FieldChangeBody(many=True)


class ChangesBody(serializers.Serializer):
    """A version with all that it changed."""

    number = serializers.IntegerField()
    by = serializers.CharField()
    note = serializers.CharField()
    created_at = serializers.DateTimeField()
    changes = EntryChangeBody(many=True)


def openapi_of(schema) -> dict:
    """Return a JSON Schema (draft 7) as OpenAPI 3.0 writes it: no references, no type null."""
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return openapi_of(DEFINITIONS[schema["$ref"].rpartition("/")[2]])
    if "oneOf" in schema:
        (shape,) = [shape for shape in schema["oneOf"] if shape.get("type") != "null"]
        return {**openapi_of(shape), "nullable": True}
    written = {name: _openapi_value(name, value) for name, value in schema.items()}
    if isinstance(schema.get("type"), list):
        (kind,) = [kind for kind in schema["type"] if kind != "null"]
        written |= {"type": kind, "nullable": True}
    if "enum" in schema:
        written["type"] = "string"
    return written


def _openapi_value(name, value):
    if name == "properties":
        return {field: openapi_of(schema) for field, schema in value.items()}
    return openapi_of(value) if name in ("items", "additionalProperties") else value


def _camel(name):
    return "".join(word.capitalize() for word in name.replace("_", " ").split())
