"""Word documents: tables, text boxes, headers, and zips that only look like one."""

import docx
import pytest
from docx.oxml import parse_xml

from pipeline.resumes import word as word_documents
from pipeline.resumes.reading import read_resume
from pipeline.resumes.resume import Job, PartialDate
from pipeline.resumes.unreadable import UnreadableResume
from tests.pipeline.resumes.documents import LINES, repacked, word, word_of, zipped

BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>ines@example.com</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def refusal(content):
    with pytest.raises(UnreadableResume) as refused:
        read_resume(content, "resume.docx")
    return str(refused.value)


def test_tabs_part_the_dates_from_the_job():
    jobs = read_resume(word(), "resume.docx").resume.jobs
    assert [(job.title, str(job.start)) for job in jobs] == [
        ("Staff Engineer", "2021-03"),
        ("Data Scientist", "2018-06"),
    ]


def test_a_table_of_dates_and_jobs_is_read_by_rows():
    document = docx.Document()
    document.add_paragraph("Inês Carvalho")
    document.add_paragraph("Work experience")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "2019 – 2021"
    table.cell(0, 1).text = "Data Engineer, Alder Systems Ltd"
    table.cell(1, 0).text = "2017 – 2019"
    table.cell(1, 1).text = "Analyst, Birch Holdings plc"
    assert read_resume(word_of(document), "resume.docx").resume.jobs == (
        Job("Alder Systems Ltd", "Data Engineer", PartialDate(2019), PartialDate(2021)),
        Job("Birch Holdings plc", "Analyst", PartialDate(2017), PartialDate(2019)),
    )


def test_a_name_in_the_header_and_an_address_in_a_text_box_are_found():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Inês Carvalho"
    document.add_paragraph()._p.append(parse_xml(BOX))
    resume = read_resume(word_of(document), "resume.docx").resume
    assert (resume.name, resume.email) == ("Inês Carvalho", "ines@example.com")


def test_a_word_document_that_swells_is_not_opened():
    bomb = repacked(word(), {"word/media/image1.xml": b"0" * 200_000_000})
    assert len(bomb) < 1_000_000
    assert "too large" in refusal(bomb)


def test_entities_are_refused():
    entity = (
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&lol2;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "damaged" in refusal(repacked(word(), {"word/document.xml": entity}))


def test_tables_within_tables_without_end_are_refused():
    depth = 3_000
    body = b"<w:tbl><w:tr><w:tc>" * depth + b"</w:tc></w:tr></w:tbl>" * depth
    source = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body>" + body + b"</w:body></w:document>"
    )
    assert "damaged" in refusal(repacked(word(), {"word/document.xml": source}))


def test_more_paragraphs_than_a_resume_has_are_refused():
    many = [*LINES, *["x"] * (word_documents.MOST_PARAGRAPHS + 1)]
    body = b"".join(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % line.encode() for line in many)
    source = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body>" + body + b"</w:body></w:document>"
    )
    assert "too large" in refusal(repacked(word(), {"word/document.xml": source}))


def test_a_zip_of_something_else_is_no_word_document():
    assert "zip" in refusal(zipped({"notes.txt": b"Hello"}))


def test_an_old_word_document_is_named_as_such():
    assert "old Word document" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
