"""The audit trail: written by the database, changed by nobody."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from config.accounts.models import User
from config.records.audit import acting
from config.records.models import AuditEntry, OutboxMessage
from config.tenancy.schemas import inside
from tests.factories import make_candidate


def entries_of(row):
    return AuditEntry.objects.filter(row_id=row.pk)


def test_a_change_records_what_differs_and_who_made_it(acme, recruiter):
    candidate = make_candidate(name="Ada")
    with acting(recruiter):
        candidate.name = "Ada L."
        candidate.save()
    entry = entries_of(candidate).get(action="update")
    assert entry.actor == str(recruiter.pk)
    assert (entry.before, entry.after) == ({"name": "Ada"}, {"name": "Ada L."})


def test_saving_without_a_change_records_nothing(acme, recruiter):
    candidate = make_candidate()
    candidate.save()
    assert not entries_of(candidate).filter(action="update").exists()


def test_the_actor_ends_with_the_transaction(own_database):
    from config.tenancy.models import Company

    with inside(Company.objects.get(slug="acme")):
        recruiter = User.objects.get(email="recruiter@example.com")
        with acting(recruiter):
            make_candidate(name="Within")
        make_candidate(name="After")
        actors = dict(
            AuditEntry.objects.filter(table="pipeline_candidate").values_list(
                "after__name", "actor"
            )
        )
    assert actors == {"Within": str(recruiter.pk), "After": ""}


def test_a_password_never_reaches_the_trail(acme, recruiter):
    recruiter.set_password("another horse battery")
    recruiter.save()
    entry = entries_of(recruiter).filter(action="update").latest("id")
    assert entry.after == {"password": "hidden"}
    assert entry.before == {"password": "hidden"}


def test_a_change_that_is_rolled_back_leaves_no_entry(acme):
    candidate = make_candidate(name="Ada")
    with pytest.raises(RuntimeError), transaction.atomic():
        candidate.name = "Eve"
        candidate.save()
        raise RuntimeError
    assert not entries_of(candidate).filter(action="update").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_auditentry SET actor = 'nobody'",
        "DELETE FROM records_auditentry",
        "TRUNCATE records_auditentry",
        "UPDATE records_auditlink SET entries = 1",
        "ALTER TABLE pipeline_candidate DISABLE TRIGGER record_pipeline_candidate",
    ],
)
def test_the_serving_role_cannot_change_the_trail(acme, statement):
    make_candidate()
    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        cursor.execute(statement)


def test_each_company_has_its_own_trail(acme, globex):
    make_candidate(name="Of acme")
    with inside(globex):
        assert not AuditEntry.objects.filter(after__name="Of acme").exists()
        assert not OutboxMessage.objects.exists()
