"""The command that others script against."""

import json

import pytest
from django.core.management import CommandError, call_command

from config.tenancy.schemas import inside, outside
from pipeline.models import Application
from tests.pipeline.event_logs.logs import case, log


@pytest.fixture
def command(acme, capsys):
    """Return a function that runs the command from outside any company, and its output."""

    def run(*arguments):
        with outside():
            call_command("import_events", *map(str, arguments), "--company", "acme")
        return capsys.readouterr().out

    return run


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(log(*case(1, "apply phone reject")))
    return path


def test_json_is_one_document_and_nothing_else(command, file):
    report = json.loads(command(file, "--json"))
    assert (report["created"], report["refused"]) == (1, [])
    assert Application.objects.count() == 1


def test_a_dry_run_says_what_would_be_and_writes_nothing(command, file):
    assert "Applications would be created: 1" in command(file, "--dry-run")
    assert not Application.objects.exists()


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_refused_file_is_reported_and_ends_in_an_error(command, file, capsys, options):
    file.write_bytes(log(*case(1, "apply"), "2,Coding Interview,soon,x"))
    with pytest.raises(CommandError, match=r"Row 3, column timestamp: “soon” is not a time"):
        command(file, "--json", *options)
    report = json.loads(capsys.readouterr().out)
    assert report["created"] == 0
    assert [(row["row"], row["column"]) for row in report["refused"]] == [(3, "timestamp")]
    assert not Application.objects.exists()


def test_a_file_that_is_too_large_is_refused_unread(command, tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(CommandError, match=r"The file has 1,024 MB; split it into parts of 25 MB"):
        command(path)


def test_what_cannot_be_read_is_said(command, file, tmp_path):
    with pytest.raises(CommandError, match=r"missing\.csv cannot be read: No such file"):
        command(tmp_path / "missing.csv")
    mapping = tmp_path / "map.toml"
    mapping.write_text("source = 1")
    with pytest.raises(CommandError, match="Mapping: “source” is a text in quotes, not 1"):
        command(file, "--map", mapping)
    mapping.write_bytes(b"\xff")
    with pytest.raises(CommandError, match="is not UTF-8"):
        command(file, "--map", mapping)


def test_an_unknown_company_is_said(acme, file):
    with outside(), pytest.raises(CommandError, match="There is no company “nobody”"):
        call_command("import_events", str(file), "--company", "nobody")


def test_the_rival_company_gets_nothing(command, file, globex):
    command(file)
    with inside(globex):
        assert not Application.objects.exists()
