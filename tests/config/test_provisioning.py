"""Companies come whole or not at all, and each the same."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from config.tenancy.models import Company
from config.tenancy.provisioning import provision
from config.tenancy.schemas import TEMPLATE_SCHEMA, inside
from pipeline.models import Level, Process, Specialization


def nobody(company, using):
    """Furnish a company with no people."""


def test_a_new_company_has_its_starter_content(own_database):
    company = provision(slug="initech", name="Initech", furnish=nobody)
    with inside(company):
        assert list(Specialization.objects.values_list("key", flat=True)) == [
            "infra",
            "applied",
            "genai",
            "research",
        ]
        assert Level.objects.count() == 4
        for process in Process.objects.all():
            kinds = [stage.kind for stage in process.stages.all()]
            assert kinds == ["screen", "technical", "take_home", "final"]
        own = Process.objects.filter(is_default=False).values_list("specialization__key", flat=True)
        assert set(own) == {"infra", "genai", "research"}


def test_provisioning_that_fails_leaves_nothing(own_database):
    def fail(company, using):
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        provision(slug="initech", name="Initech", furnish=fail)
    assert not Company.objects.filter(slug="initech").exists()
    assert not schemas_like("c_initech")


@pytest.mark.parametrize("slug", ["a", "Acme", "1st", "www", "a b", 'x";drop', "acme", "-x", "x-"])
def test_an_unusable_or_taken_address_is_refused_with_a_sentence(own_database, slug):
    with pytest.raises(ValidationError) as caught:
        provision(slug=slug, name="Any", furnish=nobody)
    assert "slug" in caught.value.message_dict
    assert len(schemas_like(r"c\_%")) == 2


def test_a_copied_schema_equals_the_migrated_template(own_database):
    company = provision(slug="initech", name="Initech", furnish=nobody)
    copied, migrated = definition_of(company.schema_name), definition_of(TEMPLATE_SCHEMA)
    assert copied - migrated == set()
    assert migrated - copied == set()
    assert len(migrated) > 500


def schemas_like(pattern):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE %s", [pattern])
        return cursor.fetchall()


QUERIES = [
    """SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity,
       character_maximum_length FROM information_schema.columns
       WHERE table_schema = %(schema)s""",
    """SELECT r.relname, c.conname, pg_get_constraintdef(c.oid), c.condeferrable, c.condeferred
       FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
       WHERE c.connamespace = %(schema)s::regnamespace""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = %(schema)s",
    """SELECT r.relname, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t
       JOIN pg_class r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
       AND r.relnamespace = %(schema)s::regnamespace""",
    """SELECT p.proname, pg_get_functiondef(p.oid) FROM pg_proc p
       WHERE p.pronamespace = %(schema)s::regnamespace""",
    """SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants
       WHERE table_schema = %(schema)s""",
]


def definition_of(schema):
    """All that the catalogue says of a schema, without the schema's name."""
    found = set()
    with connections["owner"].cursor() as cursor:
        for query in QUERIES:
            cursor.execute(query, {"schema": schema})
            rows = cursor.fetchall()
            found.update(tuple(_plain(value, schema) for value in row) for row in rows)
    return found


def _plain(value, schema):
    """The text without the schema's name, and without casts that each parsing spells anew."""
    text = str(value).replace(schema, "SCHEMA")
    return re.sub(r"::(text|character varying)(\[\])?|[()]", "", text)
