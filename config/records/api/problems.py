"""Errors as problem details (RFC 9457)."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelError
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler, set_rollback

PROBLEMS: dict[type[Exception], int] = {}
"""Statuses of the rules' own exceptions, whose text is fit for people; each app adds its own."""

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "The request is not right",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Conflict",
    412: "Changed by somebody else",
    413: "Too large",
    415: "Unsupported media type",
    422: "The rules do not allow this",
    429: "Too many requests",
}


def problem(error, context):
    """Return the problem that tells of `error`, or None where it is a fault of ours."""
    status = next((PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS), None)
    if status is not None:
        set_rollback()
        return problem_answer(status, str(error))
    if isinstance(error, ModelError):
        error = ValidationError(_fields_of(error))
    response = exception_handler(error, context)
    if response is None:
        return None
    headers = {name: response[name] for name in ("WWW-Authenticate", "Allow") if name in response}
    if isinstance(error, ValidationError):
        return problem_answer(
            response.status_code, "See the errors.", headers, errors=response.data
        )
    return problem_answer(response.status_code, str(response.data.get("detail", "")), headers)


def problem_answer(status: int, detail: str, headers=None, **more) -> Response:
    """Return the problem with this status; `more` are further members of it."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        **more,
    }
    return Response(body, status=status, headers=headers, content_type=CONTENT_TYPE)


def _fields_of(error):
    """The messages of a model's ValidationError, by field."""
    if not hasattr(error, "error_dict"):
        return {api_settings.NON_FIELD_ERRORS_KEY: error.messages}
    return {
        (api_settings.NON_FIELD_ERRORS_KEY if field == NON_FIELD_ERRORS else field): messages
        for field, messages in error.message_dict.items()
    }
