"""Specializations: a company adds its own beside the four it starts with."""

from django.db.models import Max

from config.records.audit import acting
from pipeline.keys import insert_with_free_key
from pipeline.models import Specialization

EDITABLE = ("name", "aim", "premium_low_percent", "premium_high_percent")


def add_specialization(*, by, name, aim="", premium_low_percent=0, premium_high_percent=0):
    """Add a specialization at the end of the list; return it. Its key is made from its name."""
    with acting(by):
        last = Specialization.objects.aggregate(last=Max("position"))["last"]
        specialization = Specialization(
            name=name,
            aim=aim,
            premium_low_percent=premium_low_percent,
            premium_high_percent=premium_high_percent,
            position=0 if last is None else last + 1,
        )
        insert_with_free_key(specialization, "key", name, otherwise="specialization")
    return specialization


def edit_specialization(
    specialization, *, by, name, aim, premium_low_percent, premium_high_percent
) -> None:
    """Change what is shown. The key stays, for imports and reports know it by that."""
    with acting(by):
        specialization.name = name
        specialization.aim = aim
        specialization.premium_low_percent = premium_low_percent
        specialization.premium_high_percent = premium_high_percent
        specialization.save(update_fields=EDITABLE)


def retire(specialization, *, by) -> None:
    """Offer it no longer for new openings. Those it has keep it."""
    _set_retired(specialization, True, by=by)


def restore(specialization, *, by) -> None:
    """Offer it for new openings again."""
    _set_retired(specialization, False, by=by)


def _set_retired(specialization, is_retired, *, by):
    with acting(by):
        specialization.is_retired = is_retired
        specialization.save(update_fields=["is_retired"])
