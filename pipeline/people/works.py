"""The evidence record of a person: what they made, what their part in it was, who checked."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.accounts.models import User
from config.records.audit import acting
from pipeline.candidates import manages_person
from pipeline.models import Candidate, Referral, Work
from pipeline.people_due import wake_keepers
from pipeline.removals import bring_back, find_removed

CONTENT = ("kind", "title", "url", "year", "contribution")
"""What a work says; the mark stands for all of it."""


class IllegalMark(Exception):
    """Why somebody cannot give or take back a mark; its text is a sentence for them."""


def add_work(candidate: Candidate, *, by, **content) -> Work:
    """Add a work with `CONTENT` to the record of a person.

    Raises ValidationError where its link is in the record already.
    """
    work = Work(candidate=candidate, **content)
    with acting(by):
        _once(work.save)
        wake_keepers()
    return work


def change_work(work: Work, *, by, **content) -> Work:
    """Change `CONTENT` of a work; return it as it now is.

    A mark stood for what was there: where that changes, the mark is gone. Raises as `add_work`.
    """
    with acting(by):
        work = Work.objects.select_for_update().get(pk=work.pk)
        changed = [name for name in content if getattr(work, name) != content[name]]
        for name in changed:
            setattr(work, name, content[name])
        if changed:
            _clear_mark(work)
            _once(work.save)
            wake_keepers()
    return work


def remove_work(work: Work, *, by) -> None:
    with acting(by):
        work.delete()
        wake_keepers()


def restore_work(candidate: Candidate, key, *, by) -> Work:
    """Bring back the work with this key, mark and all, that `by` took out of the record.

    Raises Work.DoesNotExist where there is none, and ValidationError as `add_work` does.
    """
    with acting(by):
        work = find_removed(Work, key, by=by, candidate=candidate)
        _once(partial(bring_back, work))
        wake_keepers()
    return work


def verify_work(work: Work, *, by: User, words: str) -> Work:
    """Mark a work as checked by `by`, who says in `words` how; return it as it now is.

    Raises IllegalMark where somebody else has checked it already or `by` referred the person,
    and ValidationError where there are no words.
    """
    words = words.strip()
    if not words:
        raise ValidationError({"verification": "Say in a sentence how you checked it."})
    with acting(by):
        work = Work.objects.select_for_update().get(pk=work.pk)
        if work.is_verified:
            raise IllegalMark("This work is marked as checked already.")
        if Referral.objects.filter(candidate=work.candidate_id, by=by).exists():
            raise IllegalMark("You referred this person, so somebody else has to check the work.")
        work.verified_by, work.verified_at, work.verification = by, timezone.now(), words
        work.save(update_fields=["verified_by", "verified_at", "verification"])
    return work


def take_back_mark(work: Work, *, by: User) -> Work:
    """Take the mark off a work; return it as it now is.

    Whoever gave it may, and whoever manages the person. Raises IllegalMark for anyone else, and
    where there is none.
    """
    with acting(by):
        work = Work.objects.select_for_update().get(pk=work.pk)
        if not work.is_verified:
            raise IllegalMark("This work bears no mark.")
        if not may_take_back(work, by):
            raise IllegalMark("Only who checked it, or who manages the person, takes a mark back.")
        _clear_mark(work)
        work.save(update_fields=["verified_by", "verified_at", "verification"])
    return work


def may_take_back(work: Work, user: User) -> bool:
    return work.verified_by_id == user.pk or manages_person(user, work.candidate)


def _clear_mark(work):
    work.verified_by, work.verified_at, work.verification = None, None, ""


def _once(save):
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        if "work_once" not in str(error):
            raise
        raise ValidationError(
            {"url": "This link is in the evidence record already."}, code="work_once"
        ) from error
