"""Inviting people by a signed link that works once and for a while."""

from django.utils import timezone

from config.accounts.links import read, sign
from config.accounts.models import INVITATION_LIFE, Invitation, User, invitation_expiry
from config.records.audit import acting
from config.records.outbox import put
from pipeline.emails import render_email

PURPOSE = "invitation"


def invite(company, *, email, name, roles, by) -> Invitation:
    """Write an invitation and mail its link; earlier ones to this address are withdrawn.

    Raises ValidationError where the address belongs to somebody here already.
    """
    with acting(by):
        User(email=email, name=name, roles=roles).validate_constraints()
        Invitation.objects.pending().filter(email__iexact=email).update(withdrawn_at=timezone.now())
        invitation = Invitation(email=email, name=name, roles=roles, invited_by=by)
        invitation.full_clean()
        invitation.save(force_insert=True)
        send_invitation(company, invitation)
    return invitation


def resend_invitation(company, invitation, *, by) -> Invitation:
    """Mail a new link of a pending `invitation`, good for as long as a first one.

    Raises Invitation.DoesNotExist where it is no longer pending.
    """
    with acting(by):
        invitation = Invitation.objects.pending().select_for_update().get(pk=invitation.pk)
        invitation.expires_at = invitation_expiry()
        invitation.save(update_fields=["expires_at"])
        send_invitation(company, invitation)
    return invitation


def withdraw_invitation(invitation, *, by) -> Invitation:
    """Make the links of a pending `invitation` lead nowhere.

    Raises Invitation.DoesNotExist where it is no longer pending.
    """
    with acting(by):
        invitation = Invitation.objects.pending().select_for_update().get(pk=invitation.pk)
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
    return invitation


def invitation_link(company, invitation) -> str:
    """Return the absolute address at which `invitation` can be accepted."""
    return company.address(f"/invitations/{sign(company, PURPOSE, str(invitation.pk))}/")


def send_invitation(company, invitation, *, using="default"):
    """Mail the link of `invitation`."""
    inviter = invitation.invited_by.name if invitation.invited_by else "Fortnight"
    subject, body = render_email(
        "invitation",
        using=using,
        company=company.name,
        person=invitation.name,
        inviter=inviter,
        link=invitation_link(company, invitation),
    )
    put(to=invitation.email, subject=subject, body=body, about=invitation.pk, using=using)


def find_invitation(company, token) -> Invitation | None:
    """Return the open invitation that `token` leads to, or None."""
    key = read(company, PURPOSE, token, life=INVITATION_LIFE)
    return key and Invitation.objects.open().filter(pk=key).first()


def accept_invitation(invitation, *, password) -> User:
    """Turn an open invitation into a person who can sign in; it works once.

    Raises Invitation.DoesNotExist where somebody was faster, and ValidationError where the
    address was taken meanwhile.
    """
    with acting("invitation"):
        invitation = Invitation.objects.open().select_for_update().get(pk=invitation.pk)
        user = User(email=invitation.email, name=invitation.name, roles=invitation.roles)
        user.set_password(password)
        user.full_clean(exclude=["last_login"])
        user.save(force_insert=True)
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
    return user
