"""The hash chain: what was changed afterwards shows."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone

from config.records.chain import first_broken_link, link_chain
from config.records.housekeeping import keep_house_if_due
from config.records.models import AuditEntry, AuditLink, IdempotencyKey
from config.tenancy.models import Company
from config.tenancy.schemas import inside, outside
from tests.factories import make_candidate


@pytest.fixture
def firm(own_database):
    """A company whose trail is old enough to be linked."""
    company = Company.objects.get(slug="acme")
    with inside(company):
        for _ in range(3):
            make_candidate()
        rewrite("happened_at = happened_at - interval '2 hours'")
        yield company


def rewrite(change, where="true"):
    """Change the trail as only the owner of the database can."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"UPDATE c_acme.records_auditentry SET {change} WHERE {where}")  # noqa: S608


def test_links_follow_one_another_and_agree(firm):
    first = link_chain()
    assert first.entries >= 3
    assert link_chain() is None
    make_candidate()
    rewrite("happened_at = now() - interval '2 hours'", "happened_at > now() - interval '1 hour'")
    assert link_chain().entries == 1
    assert first_broken_link() is None


def test_entries_that_are_not_settled_wait(firm):
    link_chain()
    make_candidate()
    assert link_chain() is None


@pytest.mark.parametrize(
    "change", ["actor = 'somebody'", "after = '{}'", "row_id = gen_random_uuid()"]
)
def test_a_changed_entry_breaks_its_link(firm, change):
    link = link_chain()
    rewrite(change, f"id = {AuditEntry.objects.latest('id').pk}")
    assert first_broken_link() == link


def test_a_missing_entry_breaks_its_link(firm):
    link = link_chain()
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM c_acme.records_auditentry WHERE id = %s", [link.last_entry])
    assert first_broken_link() == link


def test_the_command_says_so_and_fails(firm):
    link_chain()
    said = StringIO()
    with outside():
        call_command("verify_audit", company="acme", stdout=said)
    assert AuditLink.objects.get().digest.hex() in said.getvalue()
    rewrite("actor = 'somebody'")
    with outside(), pytest.raises(CommandError, match="are not what they were"):
        call_command("verify_audit", company="acme")


def test_the_house_is_kept_once_a_day(acme, recruiter):
    old = IdempotencyKey.objects.create(user=recruiter, key="old", fingerprint="", status=200)
    IdempotencyKey.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=3))
    IdempotencyKey.objects.create(user=recruiter, key="new", fingerprint="", status=200)
    assert keep_house_if_due()
    assert [row.key for row in IdempotencyKey.objects.all()] == ["new"]
    assert not keep_house_if_due()
