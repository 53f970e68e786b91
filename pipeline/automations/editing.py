"""Making automations, changing them, switching them, and replacing them within an opening."""

from dataclasses import asdict
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from config.accounts.roles import Role
from config.records.audit import acting, person_of
from pipeline.automations.settings import Plan, check_plan
from pipeline.models import Automation, Opening
from pipeline.opening_locks import lock_opening
from pipeline.removals import bring_back, find_removed

FOR_EVERY_TEAM = "Only admins and recruiters change what holds for every opening."


class StaleAutomation(Exception):
    """Somebody was faster; nothing was changed."""

    def __init__(self):
        super().__init__("Somebody else has changed this automation meanwhile. Look at it again.")


def plan_of(automation: Automation) -> Plan:
    """Return what an automation is made of."""
    names = ("name", "trigger", "trigger_settings", "conditions", "actions")
    return Plan(**{name: getattr(automation, name) for name in names})


def create_automation(plan: Plan, *, by, opening: Opening | None = None) -> Automation:
    """Make an automation, switched off. Raises ValidationError keyed by part."""
    _check_rights(by, opening)
    with acting(by):
        checked = asdict(check_plan(plan, opening))
        return Automation.objects.create(opening=opening, by=person_of(by), **checked)


def change_automation(
    automation: Automation, plan: Plan, *, by, version: int | None = None
) -> Automation:
    """Make it of something else. Where it is on, it acts on what happens from now on.

    Whoever changes it stands for what it does. Raises ValidationError keyed by part; and
    StaleAutomation.
    """
    with acting(by):
        row = _locked(automation, by)
        if version is not None and version != row.version:
            raise StaleAutomation
        for name, value in asdict(check_plan(plan, row.opening)).items():
            setattr(row, name, value)
        row.version, row.by = row.version + 1, person_of(by)
        row.switched_on_at = timezone.now() if row.is_on else None
        row.save()
    return row


def switch_automation(automation: Automation, *, by, is_on: bool) -> Automation:
    """Switch it on or off; on, it acts on what happens from now on."""
    with acting(by):
        row = _locked(automation, by)
        if is_on != row.is_on:
            row.is_on, row.version = is_on, row.version + 1
            row.switched_on_at = timezone.now() if is_on else None
            row.save(update_fields=["is_on", "version", "switched_on_at"])
    return row


def replace_in(automation: Automation, opening: Opening, *, by) -> Automation:
    """Return what stands for the company's `automation` in `opening`: a copy, switched off.

    Where one stands for it already, that one.
    """
    _check_rights(by, opening)
    if automation.opening_id is not None:
        raise ValidationError("Only an automation of the whole company is replaced in an opening.")
    with acting(by):
        lock_opening(opening)
        known = Automation.objects.filter(opening=opening, replaces=automation).first()
        return known or Automation.objects.create(
            opening=opening, replaces=automation, by=person_of(by), **asdict(plan_of(automation))
        )


def delete_automation(automation: Automation, *, by) -> None:
    """Take it away with its log. Where it stood for one of the company's, that one speaks again."""
    with acting(by):
        _locked(automation, by).delete()


def restore_automation(key: UUID, *, by) -> Automation:
    """Bring back what `by` deleted lately, switched off; else Automation.DoesNotExist."""
    with acting(by):
        row = find_removed(Automation, key, by=by)
        _check_rights(by, row.opening)
        row.is_on, row.switched_on_at = False, None
        bring_back(row)
    return row


def _locked(automation, by) -> Automation:
    row = Automation.objects.select_for_update().get(pk=automation.pk)
    _check_rights(by, row.opening)
    return row


def _check_rights(by, opening):
    """A lead changes what is of an opening of theirs; the company's is for more than one team."""
    if person_of(by) is None or by.holds(Role.ADMIN, Role.RECRUITER):
        return
    if opening is None or not Opening.objects.visible_to(by).filter(pk=opening.pk).exists():
        raise PermissionDenied(FOR_EVERY_TEAM)
