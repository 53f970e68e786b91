"""API: one's own notices, how one wants to be told, and whom one follows."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from config.records.api.views import ApiList, ApiView, NoBody, validated
from pipeline.models import Application, ChatHook, Notice, Topic
from pipeline.models.notices import Channel, Pace
from pipeline.notices import chats
from pipeline.notices.chat_state import chat_state
from pipeline.notices.choices import choices_of, choose
from pipeline.notices.following import follow, followers_of, unfollow
from pipeline.notices.reading import mark_all_read, mark_read, mark_unread, read_lines, shown_to
from pipeline.notices.sight import notices_for


class NoticeBody(serializers.Serializer):
    """`about` says whom or what it belongs to; `href` is a path of the company's host."""

    id = serializers.UUIDField(source="key")
    topic = serializers.ChoiceField(choices=Topic.choices)
    sentence = serializers.CharField()
    about = serializers.CharField()
    href = serializers.CharField()
    at = serializers.DateTimeField()
    is_unread = serializers.BooleanField()


class ReadNoticesBody(serializers.Serializer):
    """`read_at` is null where nothing was unread."""

    read_at = serializers.DateTimeField(allow_null=True)


class NoticeChoiceBody(serializers.Serializer):
    topic = serializers.ChoiceField(choices=Topic.choices)
    channel = serializers.ChoiceField(choices=Channel.choices)
    pace = serializers.ChoiceField(choices=Pace.choices)


class ChatBody(serializers.Serializer):
    """`failed_at` says since when the chat is switched off, `problem` why a post was not taken."""

    host = serializers.CharField(read_only=True)
    sent_at = serializers.DateTimeField(read_only=True, allow_null=True)
    failed_at = serializers.DateTimeField(read_only=True, allow_null=True)
    problem = serializers.CharField(read_only=True)
    url = serializers.CharField(write_only=True, max_length=500)


class FollowersBody(serializers.Serializer):
    is_followed = serializers.BooleanField()
    followers = serializers.ListField(child=serializers.CharField())


class Notices(ApiList):
    """What the token's person was told, the newest first; `?unread=1` has the unread alone."""

    actions = {"GET": "notices.own"}
    serializer_class = NoticeBody
    queryset = Notice.objects.none()

    def get_queryset(self):
        rows = shown_to(self.request.user)
        return rows.filter(read_at=None) if self.request.query_params.get("unread") else rows

    def paginate_queryset(self, queryset):
        return read_lines(super().paginate_queryset(queryset), self.request.user)


class OneNotice(ApiView):
    """Whether one notice is read."""

    actions = {"PUT": "notices.own", "DELETE": "notices.own"}

    @extend_schema(request=NoBody, responses={204: None})
    def put(self, request, pk):
        """Note that it is read."""
        mark_read([self._own(request, pk)], by=request.user)
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        """Note that it is unread again."""
        mark_unread(by=request.user, pk=self._own(request, pk))
        return Response(status=204)

    def _own(self, request, pk):
        return get_object_or_404(notices_for(request.user), pk=pk).pk


class ReadNotices(ApiView):
    actions = {"POST": "notices.own"}

    @extend_schema(request=NoBody, responses=ReadNoticesBody)
    def post(self, request):
        """Note that all notices are read."""
        return Response(ReadNoticesBody({"read_at": mark_all_read(by=request.user)}).data)


class NoticeChoices(ApiView):
    """How the token's person wants to be told: a pace for each topic and channel."""

    actions = {"GET": "notices.own", "PATCH": "notices.own"}

    @extend_schema(responses=NoticeChoiceBody(many=True), operation_id="notice_choices_list")
    def get(self, request):
        return Response(self._said(request))

    @extend_schema(request=NoticeChoiceBody(many=True), responses=NoticeChoiceBody(many=True))
    def patch(self, request):
        """Change the paces that are named; the others stay."""
        rows = validated(NoticeChoiceBody, request, many=True)
        choose(
            {(Topic(row["topic"]), Channel(row["channel"])): Pace(row["pace"]) for row in rows},
            by=request.user,
        )
        return Response(self._said(request))

    def _said(self, request):
        paces = choices_of(request.user).items()
        rows = [{"topic": key[0], "channel": key[1], "pace": pace} for key, pace in paces]
        return NoticeChoiceBody(rows, many=True).data


class Chat(ApiView):
    """The incoming webhook that notices are posted to; 404 where there is none."""

    actions = {"GET": "notices.own", "PUT": "notices.own", "DELETE": "notices.own"}

    @extend_schema(responses=ChatBody)
    def get(self, request):
        state = chat_state(request.user)
        if not state.host:
            raise NotFound
        return Response(ChatBody(state).data)

    @extend_schema(request=ChatBody, responses=ChatBody)
    def put(self, request):
        """Let notices be posted to `url`, which is never shown again."""
        chats.set_chat(validated(ChatBody, request)["url"], by=request.user)
        return Response(ChatBody(chat_state(request.user)).data)

    @extend_schema(responses={204: None})
    def delete(self, request):
        chats.remove_chat(by=request.user)
        return Response(status=204)


class ChatTest(ApiView):
    actions = {"POST": "notices.own"}

    @extend_schema(request=NoBody, responses={202: None})
    def post(self, request):
        """Post a test; the chat says afterwards how it went."""
        chats.send_test(get_object_or_404(ChatHook, person=request.user), by=request.user)
        return Response(status=202)


class Followers(ApiView):
    """Who follows an application, and whether the token's person does."""

    actions = {"GET": "candidates.view", "PUT": "candidates.view", "DELETE": "candidates.view"}

    @extend_schema(responses=FollowersBody)
    def get(self, request, pk):
        people = followers_of(self._visible(request, pk))
        said = {"is_followed": request.user in people, "followers": [one.name for one in people]}
        return Response(FollowersBody(said).data)

    @extend_schema(request=NoBody, responses={204: None})
    def put(self, request, pk):
        """Follow it."""
        follow([self._visible(request, pk)], by=request.user)
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        """No longer follow it, for good."""
        unfollow([self._visible(request, pk)], by=request.user)
        return Response(status=204)

    def _visible(self, request, pk):
        return get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
