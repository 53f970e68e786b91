"""Tags: putting words on people, and keeping the words in order."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from config.records.audit import acting, person_of
from pipeline.models import Candidate, Tag, Tagging
from pipeline.people_due import note_due, wake_keepers
from pipeline.removals import bring_back, find_removed, find_removed_with

LONGEST_NAME = Tag._meta.get_field("name").max_length
TRIES = 5


class NameTaken(ValidationError):
    """Another tag, `tag`, has this name already."""

    def __init__(self, tag):
        super().__init__({"name": f"There is a tag “{tag}” already. The two can be made one."})
        self.tag = tag


def tidy_name(name: str) -> str:
    """Return the name of a tag as it is kept; raises ValidationError where it cannot be one."""
    name = " ".join(name.replace("\0", "").split())
    if not name:
        raise ValidationError({"name": "Write a tag first."})
    if len(name) > LONGEST_NAME:
        raise ValidationError({"name": f"A tag has at most {LONGEST_NAME} characters."})
    return name


def tag_people(people: Iterable[Candidate], name: str, *, by) -> tuple[Tag, list[UUID]]:
    """Put the tag called `name`, whatever its case, on `people`; a new one is made on the fly.

    Returns the tag, and the keys of those who did not have it before. Raises ValidationError
    where the name cannot be one.
    """
    name, keys = tidy_name(name), {person.pk for person in people}
    for tries_left in reversed(range(TRIES)):
        try:
            with acting(by):
                return _tag(name, keys, by)
        except IntegrityError:
            # Somebody made the same tag since it was looked for.
            if not tries_left:
                raise
    raise AssertionError


def _tag(name, keys, by):
    # The row is taken, so that nobody makes it one with another tag or deletes it meanwhile.
    wake_keepers()
    tag = _called(name).select_for_update().first() or Tag.objects.create(name=name)
    had = Tagging.objects.filter(tag=tag, candidate__in=keys).values_list("candidate", flat=True)
    new = sorted(keys.difference(had))
    Tagging.objects.bulk_create(
        [Tagging(candidate_id=key, tag=tag, by=person_of(by)) for key in new]
    )
    return tag, new


def untag_people(people: Iterable[UUID], tag: Tag, *, by) -> int:
    """Take the tag off the people with these keys; return off how many."""
    with acting(by):
        wake_keepers()
        _, counts = Tagging.objects.filter(tag=tag, candidate__in=list(people)).delete()
    return counts.get(Tagging._meta.label, 0)


def rename_tag(tag: Tag, name: str, *, by) -> Tag:
    """Call a tag otherwise; raises NameTaken where another one is called so."""
    name = tidy_name(name)
    try:
        with acting(by):
            tag = Tag.objects.select_for_update().get(pk=tag.pk)
            tag.name = name
            tag.save(update_fields=["name"])
            note_due(list(tag.taggings.values_list("candidate_id", flat=True)))
            wake_keepers()
    except IntegrityError as error:
        taken = _called(name).exclude(pk=tag.pk).first()
        if taken is None:
            raise
        raise NameTaken(taken) from error
    return tag


def merge_tags(gone: Tag, kept: Tag, *, by) -> int:
    """Put `kept` on everyone who has `gone`, which is there no longer; return on how many more.

    Raises ValidationError where the two are one, and Tag.DoesNotExist where either is gone.
    """
    if gone.pk == kept.pk:
        raise ValidationError({"into": "Choose another tag."})
    with acting(by):
        wake_keepers()
        tags = Tag.objects.select_for_update().order_by("pk").filter(pk__in=[gone.pk, kept.pk])
        if len(tags) < 2:
            raise Tag.DoesNotExist
        have = Tagging.objects.filter(tag=kept).values("candidate")
        moved = Tagging.objects.filter(tag=gone).exclude(candidate__in=have).update(tag=kept)
        gone.delete()
    return moved


def delete_tag(tag: Tag, *, by) -> None:
    """Take a tag off everyone, and out of the list."""
    with acting(by):
        wake_keepers()
        tag.delete()


def restore_tag(key: UUID, *, by) -> Tag:
    """Bring back a tag that `by` deleted, on everyone who is still here.

    Raises Tag.DoesNotExist where there is none, and NameTaken where its name is by now.
    """
    with acting(by):
        wake_keepers()
        tag = find_removed(Tag, key, by=by)
        taken = _called(tag.name).first()
        if taken:
            raise NameTaken(taken)
        bring_back(tag)
        for tagging in _latest(find_removed_with(Tagging, by=by, tag=tag)):
            bring_back(tagging)
    return tag


def _latest(taggings):
    """One for each person who is still here: whom it was put on twice had it once at the end."""
    by_person = {tagging.candidate_id: tagging for tagging in taggings}
    here = Candidate.objects.filter(pk__in=by_person).values_list("pk", flat=True)
    return [by_person[key] for key in here]


def with_numbers(people):
    """All tags, by name, with `number`: how many of `people` have each."""
    tagged = Tagging.objects.filter(tag=OuterRef("pk"), candidate__in=people.values("pk"))
    counted = tagged.order_by().values("tag").annotate(number=Count("pk")).values("number")
    return Tag.objects.annotate(number=Coalesce(Subquery(counted), 0)).order_by(Lower("name"))


def _called(name):
    """The tags of this name; the database folds both, so that they are compared by one rule."""
    return Tag.objects.annotate(folded=Lower("name")).filter(folded=Lower(Value(name)))
