"""Two people changing the framework at one moment."""

import pytest

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.framework.documents import framework_document
from pipeline.framework.editing import (
    StaleEntry,
    StaleFramework,
    current_version,
    write_entry,
)
from pipeline.framework.history import framework_at
from pipeline.framework.importing import import_file
from tests.races import at_once

PROBE = {"key": "own", "ask": "And then?", "change": "scale"}
FILE = b"skills:\n- key: framing\n  name: Framing\nprobes:\n- {key: own, ask: So, change: data}\n"


@pytest.fixture
def acme(own_database):
    return Company.objects.get(slug="acme")


def test_two_changes_are_two_versions_and_neither_is_lost(acme):
    told = at_once(
        acme,
        lambda: write_entry("skills", {"key": "debugging", "name": "Debugging"}, by="import"),
        lambda: import_file(FILE, by="import").written,
    )
    assert sorted(written.version.number for written in told) == [2, 3]
    with inside(acme):
        assert current_version() == 3
        assert framework_at(3) == framework_document()


def test_of_two_who_change_one_entry_the_second_is_told(acme):
    def change(ask):
        return write_entry("probes", {**PROBE, "ask": ask}, by="import", seen=0)

    told = at_once(acme, lambda: change("One?"), lambda: change("Two?"))
    assert sorted(type(each).__name__ for each in told) == [StaleEntry.__name__, "Written"]
    with inside(acme):
        assert current_version() == 2


def test_of_two_imports_of_one_file_the_second_changes_nothing(acme):
    told = at_once(acme, *[lambda: import_file(FILE, by="import").written] * 2)
    assert sorted(written.unchanged for written in told) == [0, 2]
    with inside(acme):
        assert current_version() == 2


def test_of_two_files_that_were_looked_at_in_one_version_the_second_is_late(acme):
    other = FILE.replace(b"ask: So", b"ask: Why")
    told = at_once(
        acme,
        *[
            lambda file=file: import_file(file, by="import", at_version=1).written
            for file in (FILE, other)
        ],
    )
    assert sorted(type(each).__name__ for each in told) == [StaleFramework.__name__, "Written"]
    with inside(acme):
        assert current_version() == 2
