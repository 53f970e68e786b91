"""API: what of the framework is due for another look."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from config.records.api.views import ApiView, validated, version_of
from pipeline.days import today
from pipeline.stewards import dated_lists, read_reviews, still_right


class DueBody(serializers.Serializer):
    """An entry with its review date; `name` is how the page calls it."""

    key = serializers.CharField()
    name = serializers.CharField(source="*")
    review_by = serializers.DateField()
    version = serializers.IntegerField()


class ReviewListBody(serializers.Serializer):
    """A list; without a steward it falls to the hiring leads."""

    list = serializers.CharField(source="entry_list.name")
    steward = serializers.CharField(source="steward.name", default=None, allow_null=True)
    overdue = DueBody(many=True)
    soon = DueBody(many=True)


class StillRightBody(serializers.Serializer):
    list = serializers.SlugField(max_length=60)
    key = serializers.SlugField(max_length=60)
    review_by = serializers.DateField()


class FrameworkReviews(ApiView):
    """Review dates: what is overdue, what soon will be, and who looks after it."""

    actions = {"GET": "framework.view", "POST": "framework.edit"}

    @extend_schema(responses=ReviewListBody(many=True))
    def get(self, request):
        return Response(ReviewListBody(read_reviews(today()), many=True).data)

    @extend_schema(request=StillRightBody, responses={200: DueBody})
    def post(self, request):
        """Note that an entry is still right, until another day; If-Match names its version."""
        given = validated(StillRightBody, request)
        entry_list = next((row for row in dated_lists() if row.name == given["list"]), None)
        if entry_list is None:
            raise ValidationError({"list": "There is no such list with review dates."})
        row = entry_list.model.objects.in_use().filter(key=given["key"]).first()
        if row is None:
            raise ValidationError({"key": "There is no such entry any more."})
        version = version_of(request)
        seen = row.version if version is None else version
        still_right(entry_list, row, by=request.user, review_by=given["review_by"], seen=seen)
        row.refresh_from_db()
        return Response(DueBody(row).data, headers={"ETag": f'"{row.version}"'})
