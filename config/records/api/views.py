"""What views of the API have in common."""

from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.views import APIView

from config.records.api.pages import NewestFirst

LONGEST_VERSION = 10
"""Digits: Python reads no number of thousands of them."""


class ApiView(APIView):
    """A view guarded by `actions`: from method to action of the permission table."""

    actions: dict[str, str] = {}


class ApiList(ApiView, generics.ListAPIView):
    """A list in cursor pages."""

    pagination_class = NewestFirst


class NoBody(serializers.Serializer):
    """A request without a body."""


def version_of(request) -> int | None:
    """Return the version that If-Match names, or None where the header is absent.

    Raises ValidationError where it is no version.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header or header == "*":
        return None
    text = header.removeprefix("W/").strip('"')
    if not text.isdecimal() or len(text) > LONGEST_VERSION:
        raise ValidationError({"If-Match": 'Send the version in quotes, such as "3".'})
    return int(text)


def validated(serializer_class, request, **options) -> dict:
    """Return the request's body, checked by `serializer_class`."""
    serializer = serializer_class(data=request.data, **options)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data
