"""Changing people: their details, roles and passwords, and whether they may sign in."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from config.accounts.models import User
from config.accounts.roles import Role
from config.records.audit import acting
from config.records.models import ApiToken

LAST_ADMIN = "Somebody must be able to set the company up: make another person admin first."


def change_person(person, *, by, **changes) -> User:
    """Change name, roles or time zone of `person`; return them as they now are.

    Raises ValidationError keyed by field; the last active admin keeps that role.
    """
    assert set(changes) <= {"name", "roles", "time_zone"}, changes
    with acting(by):
        admins = _locked_admins()
        person = User.objects.select_for_update().get(pk=person.pk)
        if Role.ADMIN not in changes.get("roles", [Role.ADMIN]) and admins == {person.pk}:
            raise ValidationError({"roles": LAST_ADMIN}, code="last_admin")
        for name, value in changes.items():
            setattr(person, name, value)
        person.clean_fields(exclude={"password", "email", "last_login"})
        person.save(update_fields=list(changes))
    return person


def deactivate(person, *, by) -> User:
    """End the access of `person`: pages, sessions and API tokens; what they did stays.

    Raises ValidationError for oneself and for the last active admin.
    """
    with acting(by):
        admins = _locked_admins()
        person = User.objects.select_for_update().get(pk=person.pk)
        if person.pk == by.pk:
            raise ValidationError("Somebody else has to deactivate you.", code="oneself")
        if admins == {person.pk}:
            raise ValidationError(LAST_ADMIN, code="last_admin")
        person.is_active = False
        person.save(update_fields=["is_active"])
        ApiToken.objects.filter(user=person, revoked_at=None).update(revoked_at=timezone.now())
    return person


def reactivate(person, *, by) -> User:
    """Let `person` sign in again, with the roles they had; revoked tokens stay revoked."""
    with acting(by):
        person = User.objects.select_for_update().get(pk=person.pk)
        person.is_active = True
        person.save(update_fields=["is_active"])
    return person


def change_password(person, *, by, password: str) -> User:
    """Set the password of `person`; their other sessions end with the old one."""
    with acting(by):
        person.set_password(password)
        person.save(update_fields=["password"])
    return person


def _locked_admins():
    """Lock the active admins and return their keys.

    Of two who would each take the other's role away, the second waits here and then finds one
    admin fewer. Always in the same order, so that two never wait for each other.
    """
    admins = User.objects.active().holding(Role.ADMIN).order_by("pk").select_for_update()
    return set(admins.values_list("pk", flat=True))
