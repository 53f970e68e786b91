"""API: the framework as documents: whole, list by list, and entry by entry."""

from contextlib import contextmanager

from django.http import Http404
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.settings import api_settings

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiView, version_of
from pipeline.api.framework_bodies import body_of, framework_body, page_of
from pipeline.api.framework_parsing import YamlRenderer
from pipeline.framework.documents import document_of, documents_of, framework_document, rows_of
from pipeline.framework.editing import StaleEntry, current_version, write_entry
from pipeline.framework.history import framework_at
from pipeline.framework.lists import LISTS, EntryList, whole_schema
from pipeline.framework.ordering import in_written_order
from pipeline.framework.problems import FrameworkProblems
from pipeline.framework.withholding import file_for, framework_for, shown_to

READ, WRITE = "framework.view", "framework.edit"


class AlreadyThere(APIException):
    status_code = 409
    default_detail = "There is an entry of this key already; change it with PUT."


class WholeFramework(ApiView):
    """Everything the framework holds, in order; as YAML it is a file to import elsewhere."""

    actions = {"GET": READ}
    renderer_classes = [JSONRenderer, YamlRenderer]

    @extend_schema(
        operation_id="framework_retrieve",
        parameters=[OpenApiParameter("version", OpenApiTypes.INT, description="As it was then.")],
        responses=framework_body(),
    )
    def get(self, request):
        number = asked_version(request)
        documents = framework_document() if number is None else framework_at(number)
        is_file = request.accepted_renderer.format == YamlRenderer.format
        readable = (file_for if is_file else framework_for)(request.user, documents)
        headers = {"ETag": f'"{number or current_version()}"'}
        return Response(in_written_order(readable), headers=headers)


class FrameworkSchema(ApiView):
    """The JSON Schema (draft 7) of a whole framework."""

    actions = {"GET": READ}

    @extend_schema(operation_id="framework_schema", responses=OpenApiTypes.OBJECT)
    def get(self, request):
        return Response(whole_schema())


class Entries(ApiView):
    """One list of the framework, in order."""

    actions = {"GET": READ, "POST": WRITE}
    list_name: str

    def get(self, request):
        entry_list = LISTS[self.list_name]
        entries = documents_of(entry_list).values()
        readable = framework_for(request.user, {self.list_name: entries})
        (results,) = in_written_order(readable).values()
        return Response({"next": None, "previous": None, "results": results})

    @idempotent
    def post(self, request):
        """Add an entry at the end."""
        document = sent_document(request)
        with located():
            try:
                write_entry(self.list_name, document, by=request.user, seen=0)
            except StaleEntry:
                raise AlreadyThere from None
        entry_list = LISTS[self.list_name]
        return answer(request, entry_list, {part: document[part] for part in entry_list.identity})


class OneEntry(ApiView):
    """One entry of the framework; its ETag is the version that last changed it."""

    actions = {"GET": READ, "PUT": WRITE}
    list_name: str

    def get(self, request, **identity):
        return answer(request, LISTS[self.list_name], identity, status=200)

    def put(self, request, **identity):
        """Make the entry read so, and create it where it is not there.

        What is left out takes its default. If-Match names the version that was read.
        """
        document = {**identity, **sent_document(request)}
        for part, named in identity.items():
            if document[part] != named:
                raise ValidationError({part: f"The address says “{named}”."})
        with located():
            written = write_entry(
                self.list_name, document, by=request.user, seen=version_of(request)
            )
        status = 201 if written.created else 200
        return answer(request, LISTS[self.list_name], identity, status=status)


def sent_document(request) -> dict:
    """Return the entry that was sent. Raises ValidationError where it is none."""
    if not isinstance(request.data, dict):
        raise ValidationError({api_settings.NON_FIELD_ERRORS_KEY: ["This should be a mapping."]})
    return request.data


@contextmanager
def located(depth: int = 2):
    """Answer with what the rules find wrong, by its path below the first `depth` steps."""
    try:
        yield
    except FrameworkProblems as error:
        errors: dict[str, list[str]] = {}
        for problem in error.problems:
            where = ".".join(map(str, problem.path[depth:])) if depth else problem.where
            at = where or api_settings.NON_FIELD_ERRORS_KEY
            errors.setdefault(at, []).append(problem.sentence)
        raise ValidationError(errors) from error


def asked_version(request) -> int | None:
    """Return the version that `?version=` names, or None. Raises Http404 where there is none."""
    text = request.query_params.get("version", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise ValidationError({"version": "Send a number, such as 3."})
    return existing_version(int(text))


def existing_version(number: int) -> int:
    """Return the number where there is such a version. Raises Http404."""
    latest = current_version()
    if not 1 <= number <= latest:
        raise Http404(f"There is no version {number}; the latest is {latest}.")
    return number


def answer(request, entry_list: EntryList, identity: dict, status: int = 201) -> Response:
    """Return the entry as a response that carries its version. Raises Http404."""
    links = {part for part in identity if part in entry_list.references}
    lookup = {f"{part}__key" if part in links else part: key for part, key in identity.items()}
    row = rows_of(entry_list).filter(**lookup).first()
    if row is None:
        raise Http404(f"There is no such {entry_list.singular}.")
    document = shown_to(request.user, entry_list, document_of(entry_list, row))
    ((written,),) = in_written_order({entry_list.name: [document]}).values()
    return Response(written, status=status, headers={"ETag": f'"{row.version}"'})


def entry_addresses():
    """Return the addresses of every list and of its entries."""
    for name, entry_list in LISTS.items():
        list_view, entry_view = _described(name)
        place = f"framework/{name}/"
        yield path(place, list_view.as_view())
        kinds = {part: "int" if part == "rating" else "slug" for part in entry_list.identity}
        steps = "".join(f"<{kind}:{part}>/" for part, kind in kinds.items())
        yield path(place + steps, entry_view.as_view())


def _described(name):
    """Return the two views of a list with what OpenAPI says of them."""
    body, stem = body_of(name), f"framework_{name}"
    list_view = extend_schema_view(
        get=extend_schema(operation_id=f"{stem}_list", responses=page_of(name)),
        post=extend_schema(operation_id=f"{stem}_create", request=body, responses={201: body}),
    )(type(f"{name}_entries", (Entries,), {"list_name": name}))
    entry_view = extend_schema_view(
        get=extend_schema(operation_id=f"{stem}_retrieve", responses=body),
        put=extend_schema(
            operation_id=f"{stem}_update", request=body, responses={200: body, 201: body}
        ),
    )(type(f"{name}_entry", (OneEntry,), {"list_name": name}))
    return list_view, entry_view
