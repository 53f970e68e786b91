"""API: versions of the framework and what each changed, and taking in documents."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.problems import problem_answer
from config.records.api.views import ApiList, ApiView
from pipeline.api.framework_bodies import ChangesBody, ReportBody, VersionBody, framework_body
from pipeline.api.framework_documents import READ, WRITE, existing_version, located, sent_document
from pipeline.api.framework_parsing import PARSERS
from pipeline.framework.history import changes_between
from pipeline.framework.importing import (
    RefusedFile,
    import_file,
    refusal_report,
    report_of,
    take_in,
)
from pipeline.framework.withholding import hidden_from
from pipeline.models import FrameworkVersion

NOTE = "Imported by the API"


class FrameworkVersions(ApiList):
    """Versions of the framework, the newest first."""

    actions = {"GET": READ}
    serializer_class = VersionBody
    queryset = FrameworkVersion.objects.select_related("by")


class OneFrameworkVersion(ApiView):
    """One version of the framework, with what it changed."""

    actions = {"GET": READ}

    @extend_schema(operation_id="framework_versions_retrieve", responses=ChangesBody)
    def get(self, request, number):
        version = FrameworkVersion.objects.select_related("by").get(number=existing_version(number))
        changes = changes_between(number - 1, number)
        told = [body for change in changes if (body := _told(change, request.user))["fields"]]
        return Response({**VersionBody(version).data, "changes": told})


class FrameworkImport(ApiView):
    """Taking in documents."""

    actions = {"POST": WRITE}
    parser_classes = PARSERS

    @extend_schema(
        operation_id="framework_import",
        parameters=[OpenApiParameter("dry_run", OpenApiTypes.BOOL)],
        request={"application/json": framework_body(), "application/yaml": OpenApiTypes.STR},
        responses=ReportBody,
    )
    def post(self, request):
        """Make the framework read as the documents say, all of them or none, in one version."""
        if request.query_params.get("dry_run", "").lower() in ("true", "1", "yes"):
            return self._import(request, is_dry_run=True)
        return self._import_once(request)

    @idempotent
    def _import_once(self, request):
        return self._import(request, is_dry_run=False)

    def _import(self, request, *, is_dry_run):
        options = {"by": request.user, "note": NOTE, "is_dry_run": is_dry_run}
        if not request.data:
            raise ValidationError({"file": ["There is nothing in it."]})
        if isinstance(request.data, bytes):
            taken = import_file(request.data, **options)
        else:
            with located(depth=0):
                taken = take_in(sent_document(request), **options)
        return Response(report_of(taken, is_dry_run=is_dry_run))

    def handle_exception(self, exc):
        if not isinstance(exc, RefusedFile):
            return super().handle_exception(exc)
        listed = refusal_report(exc, is_dry_run=False)["refused"]
        errors: dict[str, list[str]] = {}
        for refusal in exc.refusals[: len(listed)]:
            errors.setdefault(refusal.where or "file", []).append(refusal.sentence)
        response = problem_answer(400, "See the errors.", errors=errors, refused=listed)
        response.exception = True
        return response


def _told(change, user):
    hidden = hidden_from(user, change.entry_list)
    return {
        "list": change.entry_list.name,
        "key": change.key,
        "name": change.name,
        "deed": change.deed,
        "fields": [
            {"field": part.field, "before": part.before, "after": part.after}
            for part in change.fields
            if part.field not in hidden
        ],
    }
