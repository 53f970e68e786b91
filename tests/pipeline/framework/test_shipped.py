"""The first framework of a company, new or made by an earlier release."""

import pytest
from django.db import connections

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.framework.documents import documents_of, framework_document
from pipeline.framework.editing import current_version
from pipeline.framework.history import framework_at
from pipeline.framework.importing import import_file
from pipeline.framework.lists import LISTS
from pipeline.framework.shipped import fill_framework, shipped_framework
from pipeline.framework.yaml_files import dump_framework
from pipeline.models import Criterion, Opening, Process, ProcessStage, Specialization
from pipeline.starting import complete_pipeline
from tests.factories import make_opening


@pytest.fixture
def earlier(own_database):
    """A company as a release without versions left it, with words of its own."""
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        make_opening(specialization="applied")
        Opening.objects.update(component_weights={}, dimension_weights={})
        Specialization.objects.update(ships=True, component_weights={}, looks_for=[], aim="")
        Specialization.objects.filter(key="applied").update(name="Product ML", position=9)
        Specialization.objects.create(key="speech", name="Speech ML", premium_high_percent=5)
        Criterion.objects.filter(key="tries-new").update(is_retired=True)
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"TRUNCATE {acme.schema_name}.pipeline_frameworkversion CASCADE")
    with inside(acme):
        assert current_version() == 0
        yield acme


def test_an_earlier_company_keeps_its_words_and_gets_what_it_lacks(earlier):
    fill_framework()
    specializations = documents_of(LISTS["specializations"])
    shipped = {row["key"]: row for row in shipped_framework()["specializations"]}
    assert list(specializations) == [*shipped, "speech"]
    assert specializations["applied"]["name"] == "Product ML"
    assert specializations["applied"]["aim"] == shipped["applied"]["aim"]
    assert specializations["research"]["ships"] is False
    assert specializations["genai"]["component_weights"] == shipped["genai"]["component_weights"]
    assert specializations["speech"]["origin"] == "company"
    assert set(specializations["speech"]["component_weights"].values()) == {20}
    assert Criterion.objects.get(key="tries-new").is_retired
    opening = Opening.objects.get()
    assert opening.component_weights == shipped["applied"]["component_weights"]


def test_the_first_version_keeps_all_that_was_there(earlier):
    fill_framework()
    fill_framework()
    assert current_version() == 1
    assert framework_at(1) == framework_document()


def test_an_earlier_company_gets_the_processes_of_the_specializations(earlier):
    Process.objects.exclude(specialization=None).delete()
    ProcessStage.objects.filter(kind="screen").update(interviews=["coding"])
    ProcessStage.objects.filter(kind="final").update(interviews=[])
    complete_pipeline()
    own = Process.objects.exclude(specialization=None).values_list("specialization__key", flat=True)
    assert set(own) == {"infra", "genai", "research"}
    default = ProcessStage.objects.filter(process__is_default=True)
    assert default.get(kind="screen").interviews == ["coding"]
    assert default.get(kind="final").interviews == ["final", "stakeholder"]


def test_a_company_that_has_a_framework_keeps_the_processes_it_has(acme):
    with inside(acme):
        Process.objects.exclude(specialization=None).delete()
        complete_pipeline()
        assert not Process.objects.exclude(specialization=None).exists()


def test_what_an_earlier_company_has_can_be_carried(earlier):
    fill_framework()
    taken = import_file(dump_framework(framework_document()).encode(), by="import")
    assert taken.written.version is None
