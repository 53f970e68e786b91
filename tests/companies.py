"""Fills the template database: two companies whose people have equal keys.

Run as `python -m tests.companies`; the environment names the database.
"""

import uuid

import django

KEYS = {
    "admin": uuid.UUID("01900000-0000-7000-8000-000000000001"),
    "recruiter": uuid.UUID("01900000-0000-7000-8000-000000000002"),
    "lead": uuid.UUID("01900000-0000-7000-8000-000000000003"),
    "interviewer": uuid.UUID("01900000-0000-7000-8000-000000000004"),
    "other_interviewer": uuid.UUID("01900000-0000-7000-8000-000000000005"),
    "outsider": uuid.UUID("01900000-0000-7000-8000-000000000006"),
}
ROLES = {
    "admin": ["admin"],
    "recruiter": ["recruiter"],
    "lead": ["hiring_lead"],
    "interviewer": ["interviewer"],
    "other_interviewer": ["interviewer"],
    "outsider": [],
}
PASSWORD = "correct horse battery"


def fill() -> None:
    from config.tenancy.migrating import migrate_all
    from config.tenancy.provisioning import provision

    migrate_all()
    for slug in ("acme", "globex"):
        provision(slug=slug, name=slug.title(), time_zone="Europe/Berlin", furnish=_people)


def _people(company, using):
    from config.accounts.models import User

    for who, key in KEYS.items():
        user = User(
            id=key, email=f"{who}@example.com", name=who.replace("_", " ").title(), roles=ROLES[who]
        )
        user.set_password(PASSWORD)
        user.save(using=using, force_insert=True)


if __name__ == "__main__":
    django.setup()
    fill()
