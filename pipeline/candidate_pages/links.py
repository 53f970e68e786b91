"""Links to a candidate's page: signed, revocable, expiring."""

from datetime import timedelta

from django.core import signing
from django.db import connection
from django.utils import timezone

from config.records.audit import acting, person_of
from pipeline.keys import read_key
from pipeline.models import Application, PageLink

SALT = "fortnight.candidate-page"
CANDIDATE = "candidate"
"""Who acts in the audit where a candidate does something on their page."""

USE_NOTED_EVERY = timedelta(hours=1)


def page_address(application: Application) -> str:
    """Return the absolute address of the candidate's page; a link is made where none stands."""
    company = connection.tenant
    return company.address(f"/my/{sign_link(standing_link(application))}/")


def standing_link(application: Application) -> PageLink:
    """Return the newest link that is neither revoked nor near its end, or a new one."""
    now = timezone.now()
    life = timedelta(days=connection.tenant.page_days)
    standing = application.page_links.filter(revoked_at=None, expires_at__gt=now + life / 2)
    link = standing.order_by("-expires_at").first()
    return link or PageLink.objects.create(application=application, expires_at=now + life)


def sign_link(link: PageLink) -> str:
    """Return what stands for `link` in an address; the same each time."""
    return signing.Signer(salt=_salt()).sign(link.pk.hex)


def read_link(signed: str) -> PageLink | None:
    """Return the link of a signed address while it holds: signed here, not revoked, not expired."""
    try:
        key = read_key(signing.Signer(salt=_salt()).unsign(signed))
    except signing.BadSignature:
        return None
    links = PageLink.objects.filter(revoked_at=None, expires_at__gt=timezone.now(), pk=key)
    return links.select_related(
        "application__candidate",
        "application__stage",
        "application__opening__level",
        "application__opening__specialization",
    ).first()


def make_link(application: Application, *, by) -> PageLink:
    """Return a new link, though others stand."""
    life = timedelta(days=connection.tenant.page_days)
    with acting(by):
        return PageLink.objects.create(application=application, expires_at=timezone.now() + life)


def revoke_link(link: PageLink, *, by) -> bool:
    """Let `link` lead nowhere from now on; say whether it did until now."""
    with acting(by):
        row = PageLink.objects.select_for_update().get(pk=link.pk)
        if row.revoked_at:
            return False
        row.revoked_at, row.revoked_by = timezone.now(), person_of(by)
        row.save(update_fields=["revoked_at", "revoked_by"])
    return True


def note_use(link: PageLink) -> None:
    """Note that somebody came by `link`; of many times within an hour, one."""
    now = timezone.now()
    if link.last_used_at and link.last_used_at > now - USE_NOTED_EVERY:
        return
    with acting(CANDIDATE):
        PageLink.objects.filter(pk=link.pk).update(last_used_at=now)


def _salt():
    """A link of one company is none in another."""
    return f"{SALT}.{connection.tenant.pk}"
