"""A zip of résumés: each file read or refused by itself, and nothing let out of the zip."""

import pytest

from pipeline.resumes import archives
from pipeline.resumes.archives import read_archive
from pipeline.resumes.resume import Reading
from pipeline.resumes.unreadable import UnreadableResume
from tests.pipeline.resumes.documents import TEXT, pdf, word, zipped


def read(members):
    return dict(read_archive(zipped(members)))


def test_each_file_is_read_and_a_bad_one_costs_only_itself():
    found = read({"a.pdf": pdf(), "b/c.docx": word(), "d.txt": TEXT.encode(), "e.pdf": b"oops"})
    assert list(found) == ["a.pdf", "b/c.docx", "d.txt", "e.pdf"]
    assert [isinstance(found[name], Reading) for name in found] == [True, True, True, False]
    assert {found[name].resume.email for name in list(found)[:3]} == {"maren@example.com"}


def test_what_a_computer_adds_by_itself_is_left_out():
    junk = {"__MACOSX/._a.txt": b"\0", "x/.DS_Store": b"\0", "Thumbs.db": b"\0", "~$a.docx": b"x"}
    assert list(read({**junk, "a.txt": TEXT.encode()})) == ["a.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:\\a.txt"])
def test_a_name_that_leads_out_of_the_zip_is_refused(name):
    (problem,) = read({name: TEXT.encode()}).values()
    assert "leads out" in str(problem)


def test_an_archive_within_the_zip_is_refused():
    (problem,) = read({"more.zip": zipped({"a.txt": TEXT.encode()})}).values()
    assert "archive within" in str(problem)


def test_an_archive_under_another_name_is_refused_too():
    (problem,) = read({"more.pdf": zipped({"a.txt": TEXT.encode()})}).values()
    assert "not a Word document" in str(problem)


def test_a_member_that_swells_is_refused():
    (problem,) = read({"a.txt": b"0" * (archives.MOST_BYTES + 1)}).values()
    assert "10 MB" in str(problem)


def test_too_many_files_are_refused_as_a_whole(monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    with pytest.raises(UnreadableResume, match="more than 2 files"):
        read({f"{number}.txt": b"x" for number in range(3)})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", zipped({})])
def test_a_zip_that_is_none_or_empty_is_refused(content):
    with pytest.raises(UnreadableResume):
        list(read_archive(content))
