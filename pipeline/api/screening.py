"""API: the questions that an opening's form asks, and what applicants answered."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiView, validated, version_of
from pipeline.api.openings import visible_openings
from pipeline.applying.notices import notices_of
from pipeline.applying.questions import (
    LONGEST_ASK,
    LONGEST_FLAG,
    LONGEST_OPTION,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    QuestionLine,
    questions_of,
    rewrite_questions,
)
from pipeline.days import today
from pipeline.models import ScreeningAnswer
from pipeline.models.screening import AnswerKind


class NoticeBody(serializers.Serializer):
    sentence = serializers.CharField()
    mend = serializers.CharField()
    is_refused = serializers.BooleanField(help_text="A law forbids it here: nobody is asked.")


class QuestionBody(serializers.Serializer):
    """A question. With its `id` it stays the same one; without, it is new."""

    id = serializers.UUIDField(required=False)
    ask = serializers.CharField(max_length=LONGEST_ASK)
    kind = serializers.ChoiceField(AnswerKind.choices, default=AnswerKind.LINE)
    options = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_OPTION),
        required=False,
        max_length=MOST_OPTIONS,
        help_text="What can be chosen, where it is one of several.",
    )
    is_required = serializers.BooleanField(default=False)
    flags = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST_FLAG),
        required=False,
        help_text="The words with which an answer that is chosen is flagged. None rejects.",
    )
    notices = NoticeBody(many=True, read_only=True)


class QuestionsBody(serializers.Serializer):
    """At most three; each takes the place of a field of the form."""

    questions = QuestionBody(many=True)

    def validate_questions(self, questions):
        if len(questions) > MOST_QUESTIONS:
            raise serializers.ValidationError(f"At most {MOST_QUESTIONS} questions.")
        return questions


class AnswerBody(serializers.ModelSerializer):
    question = serializers.UUIDField(source="question_id", allow_null=True)

    class Meta:
        model = ScreeningAnswer
        fields = ["question", "ask", "answer", "flag"]


class OpeningQuestions(ApiView):
    """What an opening's form asks applicants beside the usual."""

    actions = {"GET": "openings.view", "PUT": "openings.edit"}

    @extend_schema(responses=QuestionsBody)
    def get(self, request, pk):
        """The questions in order, each with what there is to think over."""
        return answer(get_object_or_404(visible_openings(request), pk=pk))

    @extend_schema(request=QuestionsBody, responses=QuestionsBody)
    def put(self, request, pk):
        """Write them whole; If-Match names the opening's version that was read.

        Answers given stay as they are. A question that a law of the opening's place forbids is
        refused.
        """
        opening = get_object_or_404(visible_openings(request), pk=pk)
        lines = [_line(row) for row in validated(QuestionsBody, request)["questions"]]
        version = version_of(request)
        seen = opening.version if version is None else version
        return answer(rewrite_questions(opening, by=request.user, lines=lines, version=seen))


def _line(row):
    options = tuple(" ".join(option.split()) for option in row.get("options", ()))
    ask = " ".join(row["ask"].split())
    return QuestionLine(**{"flags": {}, **row, "options": options, "ask": ask})


def answer(opening):
    """The questions as a response that carries the version of their opening."""
    day, rows = today(), questions_of(opening)
    for row in rows:
        row.notices = notices_of(row, opening, day)
    body = QuestionsBody({"questions": rows}).data
    return Response(body, headers={"ETag": f'"{opening.version}"'})
