"""API: reports, of the openings that the token's person may see."""

from django.shortcuts import get_object_or_404
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from config.records.api.views import ApiView
from pipeline.models import Opening
from reports.printing import REPORTS
from reports.scopes import scope_of

OPENING = OpenApiParameter("opening", OpenApiTypes.STR, description="The opening's ref.")


class Report(ApiView):
    """A report, as `manage.py report NAME --json` prints it."""

    actions = {"GET": "reports.view"}

    def scope(self):
        request = self.request
        ref = request.query_params.get("opening", "").replace("\0", "")
        if not ref:
            return scope_of(request.company, user=request.user)
        opening = get_object_or_404(Opening.objects.visible_to(request.user), ref=ref)
        return scope_of(request.company, user=request.user, opening=opening)


class Funnel(Report):
    @extend_schema(parameters=[OPENING], responses=OpenApiTypes.OBJECT)
    def get(self, request):
        """Who entered, passed and left each stage."""
        return Response(REPORTS["funnel"](self.scope()))


class Pace(Report):
    @extend_schema(parameters=[OPENING], responses=OpenApiTypes.OBJECT)
    def get(self, request):
        """Days in each stage and days to the offer."""
        return Response(REPORTS["pace"](self.scope()))


urlpatterns = [
    path("reports/funnel/", Funnel.as_view()),
    path("reports/pace/", Pace.as_view()),
]
