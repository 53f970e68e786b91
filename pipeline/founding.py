"""Founding a company: its schema, its starter content and its first person."""

from config.accounts.models import Invitation, User
from config.accounts.roles import Role
from config.records.audit import acting
from config.tenancy.models import Company
from config.tenancy.provisioning import provision
from pipeline.invitations import send_invitation

FOUNDER_ROLES = [Role.ADMIN, Role.RECRUITER, Role.HIRING_LEAD]


def found_company(
    *, slug: str, name: str, email: str, person: str = "", password: str = "", **fields
) -> Company:
    """Create a company whose first person holds all roles of setting up and hiring.

    With a password that person can sign in at once; without one an invitation is mailed.
    All or nothing. Raises ValidationError keyed by field.
    """

    def furnish(company, using):
        with acting("founding", using=using):
            if password:
                user = User(email=email, name=person or email, roles=FOUNDER_ROLES)
                user.set_password(password)
                user.clean_fields(exclude=["last_login"])  # nobody else is here to clash with
                user.save(using=using, force_insert=True)
            else:
                invitation = Invitation(email=email, name=person or email, roles=FOUNDER_ROLES)
                invitation.clean_fields(exclude=["invited_by"])
                invitation.save(using=using, force_insert=True)
                send_invitation(company, invitation, using=using)

    return provision(slug=slug, name=name, furnish=furnish, **fields)
