"""Addresses of the API, version 1."""

from django.http import Http404
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView


class Schema(SpectacularAPIView):
    """The OpenAPI schema; it tells of no company and anyone may read it."""

    action = None
    authentication_classes = ()
    permission_classes = (AllowAny,)


class Nothing(APIView):
    """Any other address: a problem, not a page."""

    action = None
    authentication_classes = ()
    permission_classes = (AllowAny,)
    schema = None

    def dispatch(self, request, *args, **kwargs):
        self.http_method_names = []
        return super().dispatch(request, *args, **kwargs)

    def http_method_not_allowed(self, request, *args, **kwargs):
        raise Http404("There is nothing at this address of the API.")


urlpatterns = [
    path("schema/", Schema.as_view(), name="api_schema"),
    path("", include("pipeline.api.urls")),
    path("", include("panels.api.urls")),
    path("", include("reports.api")),
    re_path("", Nothing.as_view()),
]
