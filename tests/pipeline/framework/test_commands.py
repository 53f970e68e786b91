"""The commands that others script against."""

import io
import json
import sys

import jsonschema
import pytest
import yaml
from django.core.management import CommandError, call_command

from config.tenancy.schemas import inside, outside
from pipeline.framework.documents import framework_document
from pipeline.framework.editing import current_version, write_entry
from pipeline.framework.lists import ORDER
from pipeline.framework.yaml_files import LARGEST_BYTES, read_framework
from pipeline.models import Skill

FILE = """\
skills:
- key: framing
  name: Framing
"""


@pytest.fixture
def run(acme, capsys):
    """Return a function that runs a command from outside any company, and its output."""

    def run(*arguments, company="acme"):
        capsys.readouterr()
        with outside():
            call_command(*map(str, arguments), *(["--company", company] if company else []))
        return capsys.readouterr().out

    return run


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ours.yaml"
    path.write_text(FILE)
    return path


def test_an_export_is_one_yaml_document_with_all_lists_in_order(run):
    told = yaml.safe_load(run("export_framework"))
    assert tuple(told) == ORDER
    assert len(told["criteria"]) == 16


def test_an_export_keeps_to_the_schema_that_is_printed(run):
    schema = json.loads(run("export_framework", "--schema", company=None))
    jsonschema.Draft7Validator.check_schema(schema)
    told = read_framework(run("export_framework").encode()).documents
    jsonschema.validate(told, schema)
    assert list(schema["properties"]) == list(told)


def test_an_export_of_a_version_says_what_it_said_then(run, lead):
    before = run("export_framework")
    assert run("export_framework", "--version", 1) == before
    write_entry("skills", {"key": "framing", "name": "Framing"}, by=lead)
    assert run("export_framework", "--version", 1) == before
    assert run("export_framework", "--version", 2) == run("export_framework") != before


@pytest.mark.parametrize("number", [0, 2, -1, 10**12])
def test_a_version_that_there_is_not_is_said(run, number):
    with pytest.raises(CommandError, match=rf"There is no version {number}; the latest is 1\."):
        run("export_framework", "--version", number)


def test_an_export_needs_a_company(run):
    with pytest.raises(CommandError, match="Say whose framework: --company SLUG"):
        run("export_framework", company=None)
    for command in (["export_framework"], ["import_framework", "-"]):
        with pytest.raises(CommandError, match="There is no company “nobody”"):
            run(*command, company="nobody")


def test_an_import_says_what_it_did(run, file):
    assert run("import_framework", file).splitlines() == [
        "Entries created: 0",
        "Entries updated: 1",
        "Entries unchanged: 0",
        "This is version 2 of the framework.",
    ]
    assert run("import_framework", file).splitlines() == [
        "Entries created: 0",
        "Entries updated: 0",
        "Entries unchanged: 1",
    ]
    assert Skill.objects.get(key="framing").name == "Framing"


def test_json_is_one_document_and_nothing_else(run, file):
    report = json.loads(run("import_framework", file, "--json"))
    assert (report["updated"], report["refused"]) == (1, [])


def test_a_dry_run_says_what_would_be_and_writes_nothing(run, file):
    assert "Entries would be updated: 1" in run("import_framework", file, "--dry-run")
    assert current_version() == 1


def test_standard_input_is_a_file_too(run, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(FILE.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert "Entries updated: 1" in run("import_framework", "-")


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_refused_file_is_reported_and_ends_in_an_error(run, file, capsys, options):
    file.write_text(FILE + "  colour: red\n  aim: 7\n")
    with pytest.raises(CommandError) as error:
        run("import_framework", file, "--json", *options)
    told, *others = str(error.value).splitlines()
    assert told.startswith("4:3 skills[0].colour: “colour” is no field here. There are: key,")
    assert others == [
        "5:8 skills[0].aim: This should be text.",
        "Nothing was imported.",
    ]
    report = json.loads(capsys.readouterr().out)
    assert [(row["row"], row["column"]) for row in report["refused"]] == [(4, 3), (5, 8)]
    assert (report["created"], report["version"], current_version()) == (0, None, 1)


def test_a_file_that_is_too_large_is_refused_unread(run, tmp_path):
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_BYTES + 1)
    with pytest.raises(CommandError, match="1:1 A framework has at most 5 MB"):
        run("import_framework", path)


def test_what_cannot_be_read_is_said(run, tmp_path):
    with pytest.raises(CommandError, match=r"missing\.yaml cannot be read: No such file"):
        run("import_framework", tmp_path / "missing.yaml")
    with pytest.raises(CommandError, match="cannot be read: Is a directory"):
        run("import_framework", tmp_path)


def test_what_is_exported_is_imported_elsewhere_to_the_letter(run, file, tmp_path, globex):
    run("import_framework", file)
    path = tmp_path / "acme.yaml"
    path.write_text(run("export_framework"))
    run("import_framework", path, company="globex")
    assert run("export_framework", company="globex") == path.read_text()
    report = json.loads(run("import_framework", path, "--json", company="globex"))
    assert (report["created"], report["updated"], report["version"]) == (0, 0, None)
    assert report["unchanged"] == sum(map(len, framework_document().values()))
    with inside(globex):
        assert current_version() == 2


def test_the_rival_company_gets_nothing(run, file, globex):
    run("import_framework", file)
    with inside(globex):
        assert current_version() == 1
