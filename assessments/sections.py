"""The take-home on the application page."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef

from assessments.briefs import ReadingAid, aid_for, tasks_for
from assessments.forms import BriefForm, HandInForm, ReviewForm
from assessments.models import TakeHome, TakeHomeReview
from pipeline.models import Application, Stage, StageKind
from pipeline.sections import Section
from pipeline.visibility import manages, seated_at


@dataclass(frozen=True)
class TakeHomeSection:
    """A take-home as one reader sees it; a form is None where the reader has no use for it.

    `is_withheld` says that colleagues' reviews, if there are any, wait for the reader's own.
    `aid` is for who may review such work, once it is in.
    """

    application: Application
    stage: Stage
    take_home: TakeHome | None
    reviews: list[TakeHomeReview]
    is_withheld: bool
    aid: ReadingAid | None
    brief_form: BriefForm | None
    hand_in_form: HandInForm | None
    review_form: ReviewForm | None


def take_home_section(application, user) -> Section | None:
    """The take-home of the present stage, or else the latest one."""
    stage = application.stage
    if stage.kind != StageKind.TAKE_HOME:
        rows = TakeHome.objects.filter(application=application).select_related("stage")
        latest = rows.order_by("-stage__position").first()
        if latest is None:
            return None
        stage = latest.stage
    section = read_take_home(application, stage, user)
    return Section("assessments/_take_home.html", section, order=10)


def read_take_home(
    application, stage, user, *, brief_form=None, hand_in_form=None, review_form=None
) -> TakeHomeSection:
    """Return the take-home of `application` in `stage` as `user` sees it.

    Two queries; one more for the tasks where a brief may be set, or for those of a reviewer.

    A form that is given stands in place of the fresh one.
    """
    take_home = _find(application, stage, user)
    is_in = take_home is not None and take_home.is_in
    reviews = []
    if is_in:
        readable = take_home.reviews.readable_by(user)
        reviews = list(readable.select_related("reviewer"))
    is_manager = manages(user, application)
    reviews_such = is_in and user.can("take_homes.review")
    may_review = reviews_such and take_home.may_review
    return TakeHomeSection(
        application=application,
        stage=stage,
        take_home=take_home,
        reviews=reviews,
        is_withheld=is_in and take_home.sits and not take_home.has_reviewed,
        aid=aid_for(take_home) if reviews_such else None,
        brief_form=(brief_form or _brief_form(application, take_home))
        if is_manager and not is_in
        else None,
        hand_in_form=(hand_in_form or _hand_in_form(take_home))
        if is_manager and not (is_in and take_home.is_reviewed)
        else None,
        review_form=(review_form or ReviewForm(auto_id="review_%s")) if may_review else None,
    )


def _find(application, stage, user):
    """The take-home, and how it stands to `user`: sits there, may review, has reviewed."""
    reviews = TakeHomeReview.objects.filter(take_home=OuterRef("pk"))
    reviewable = TakeHome.objects.reviewable_by(user).filter(pk=OuterRef("pk"))
    rows = TakeHome.objects.filter(application=application, stage=stage).annotate(
        sits=Exists(TakeHome.objects.filter(seated_at(user), pk=OuterRef("pk"))),
        has_reviewed=Exists(reviews.filter(reviewer=user)),
        is_reviewed=Exists(reviews),
        may_review=Exists(reviewable) & ~Exists(reviews.filter(reviewer=user)),
    )
    return rows.select_related("file").first()


def _brief_form(application, take_home):
    initial = {}
    if take_home:
        initial = {name: getattr(take_home, name) for name in ("brief", "due_at", "task")}
        initial["start_from"] = take_home.task
    tasks = tasks_for(application.opening)
    return BriefForm(initial=initial, tasks=tasks, company=connection.tenant, auto_id="brief_%s")


def _hand_in_form(take_home):
    initial = {"link": take_home.link} if take_home else {}
    return HandInForm(initial=initial, company=connection.tenant, auto_id="hand_in_%s")
