"""Pay premiums are kept from whoever sees no pay, by every way into the framework."""

import pytest
import yaml

from config.tenancy.schemas import inside
from pipeline.framework.documents import document_of, framework_document
from pipeline.framework.editing import current_version, write_entry
from pipeline.framework.importing import import_file
from pipeline.framework.lists import LISTS
from pipeline.framework.yaml_files import dump_framework
from pipeline.models import Specialization
from tests.panels.html_forms import fields_of

PREMIUMS = ("premium_low_percent", "premium_high_percent")
LOW, HIGH = 137, 149
ENTRY = "specializations/genai/"


@pytest.fixture
def newest(acme, lead):
    """The number of a version that changed both premiums of one specialization."""
    with inside(acme):
        row = Specialization.objects.get(key="genai")
        document = document_of(LISTS["specializations"], row)
        changed = {**document, "premium_low_percent": LOW, "premium_high_percent": HIGH}
        write_entry("specializations", changed, by=lead, note="Scarce")
        return current_version()


def pages(newest):
    return [
        f"/framework/{ENTRY}",
        f"/framework/{ENTRY}?version={newest}",
        f"/framework/versions/{newest}/",
        f"/framework/versions/compare/?from={newest - 1}&to={newest}",
        "/framework/file/",
    ]


def addresses(newest):
    return [
        "framework/",
        f"framework/?version={newest}",
        "framework/specializations/",
        f"framework/{ENTRY}",
        f"framework/versions/{newest}/",
    ]


def test_an_interviewer_reads_no_premium_on_any_page(client_of, interviewer, newest):
    client = client_of(interviewer)
    for address in pages(newest):
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        for told in (str(LOW), str(HIGH), "Pay premium from", *PREMIUMS):
            assert told not in text, (address, told)


@pytest.mark.parametrize("who", ["admin", "recruiter", "lead"])
def test_who_sees_or_sets_pay_reads_them_on_every_page(request, client_of, newest, who):
    client = client_of(request.getfixturevalue(who))
    for address in pages(newest):
        assert str(HIGH) in client.get(address).content.decode(), address


def test_an_interviewer_reads_no_premium_by_api(api_of, interviewer, newest):
    client = api_of(interviewer)
    for address in addresses(newest):
        text = client.get(f"/api/v1/{address}").content.decode()
        for told in (str(LOW), str(HIGH), *PREMIUMS):
            assert told not in text, (address, told)
    as_file = client.get("/api/v1/framework/", headers={"Accept": "application/yaml"})
    assert "specializations" not in yaml.safe_load(as_file.content)


@pytest.mark.parametrize("who", ["admin", "recruiter", "lead"])
def test_who_sees_or_sets_pay_reads_them_by_api(request, api_of, newest, who):
    client = api_of(request.getfixturevalue(who))
    for address in addresses(newest):
        assert str(HIGH) in client.get(f"/api/v1/{address}").content.decode(), address


@pytest.mark.parametrize("who", ["admin", "lead"])
def test_an_editor_loses_no_premium(request, client_of, api_of, newest, who):
    person = request.getfixturevalue(who)
    client = client_of(person)
    address = f"/framework/{ENTRY}edit/"
    sent = dict(fields_of(client.get(address).content.decode()).lists())
    assert client.post(address, sent | {"aim": "Text."}).status_code == 302
    read = api_of(person).read(f"framework/{ENTRY}").body
    api_of(person).send("PUT", f"framework/{ENTRY}", {**read, "aim": "Speech."})
    row = Specialization.objects.get(key="genai")
    assert (row.premium_low_percent, row.premium_high_percent, row.aim) == (LOW, HIGH, "Speech.")


def test_a_file_of_the_whole_framework_changes_nothing(newest):
    taken = import_file(dump_framework(framework_document()).encode(), by="test")
    assert taken.written.version is None
