"""PDFs from strangers: read, or refused with a sentence, within bounds."""

import zlib

import pytest

from pipeline.resumes import pdf as pdfs
from pipeline.resumes.pdf_child import extract
from pipeline.resumes.reading import MOST_BYTES, read_resume
from pipeline.resumes.resume import Job, PartialDate
from pipeline.resumes.unreadable import UnreadableResume
from tests.pipeline.resumes.documents import pdf


def refusal(content, filename="resume.pdf"):
    with pytest.raises(UnreadableResume) as refused:
        read_resume(content, filename)
    return str(refused.value)


def made_of(objects, root=1):
    """Return a PDF of these objects, the first numbered 1, with its table of places."""
    body, places = b"%PDF-1.7\n", []
    for number, source in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, source)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, root, len(body))
    )


def stream(content, entries=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def one_page(content_stream, *more, resources=b"<< >>"):
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>"
    return made_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page % resources,
            content_stream,
            *more,
        ]
    )


def test_dates_in_a_column_of_their_own_stay_with_their_jobs():
    resume = read_resume(pdf(), "resume.pdf").resume
    assert resume.jobs == (
        Job("Fjord Robotics AS", "Staff Engineer", PartialDate(2021, 3), None, True),
        Job("Skerry Analytics Ltd", "Data Scientist", PartialDate(2018, 6), PartialDate(2021, 2)),
    )


def test_the_format_is_told_by_the_content_not_by_the_name():
    assert read_resume(pdf(), "resume.txt").resume.name == "Maren Ødegård-Lind"


def test_a_protected_pdf_is_refused_with_the_way_to_mend_it():
    assert "password" in refusal(pdf(password="secret"))


def test_a_pdf_without_text_is_taken_for_a_scan():
    assert "scanner" in refusal(pdf([""]))


def test_a_pdf_of_more_than_fifty_pages_is_refused():
    assert "50 pages" in refusal(pdf(["One line"], pages=51))


def test_a_name_ending_in_pdf_makes_no_pdf():
    assert "not a PDF" in refusal(b"Dear all, my resume is attached.", "resume.PDF")


@pytest.mark.parametrize("content", [b"", b"  \n\n"])
def test_an_empty_file_is_said_to_be_empty(content):
    assert "empty" in refusal(content)


def test_a_file_of_more_than_ten_megabytes_is_not_opened():
    assert "10 MB" in refusal(b"%PDF-1.7" + b"0" * MOST_BYTES)


@pytest.mark.parametrize("tenths", range(1, 10))
def test_a_cut_off_pdf_is_read_or_refused(tenths):
    whole = pdf()
    answer = extract(whole[: len(whole) * tenths // 10])
    assert answer.get("problem", "damaged") in {"damaged", "scanned"}


def test_a_page_tree_that_contains_itself_is_damaged():
    tree = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 >>",
    ]
    assert "damaged" in refusal(made_of(tree))


def test_a_page_named_a_million_times_is_refused():
    tree = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count 1000000 >>" % (b"3 0 R " * 100_000),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    assert refusal(made_of(tree))


def test_a_stream_that_swells_is_refused():
    swollen = zlib.compress(b"BT (a) Tj ET " * 2_000_000, 9)
    assert len(swollen) < MOST_BYTES
    assert refusal(one_page(stream(swollen, b"/Filter /FlateDecode")))


def test_forms_that_draw_each_other_without_end_are_left_alone():
    depth = 12
    forms = [
        stream(
            b"/F Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
            b"/Resources << /XObject << /F %d 0 R >> >>" % (5 + (number + 1) % depth),
        )
        for number in range(depth)
    ]
    resources = b"<< /XObject << /F 5 0 R >> >>"
    assert refusal(one_page(stream(b"/F Do " * 10), *forms, resources=resources))


def test_text_set_a_mile_from_the_page_costs_no_empty_mile():
    drawn = stream(b"BT /F1 10 Tf 1 0 0 1 1e12 1e12 Tm (Far away) Tj 1 0 0 1 0 0 Tm (Near) Tj ET")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    answer = extract(one_page(drawn, font, resources=b"<< /Font << /F1 5 0 R >> >>"))
    (page,) = answer["pages"]
    assert page.split() == ["Far", "awayNear"]


def test_a_child_that_dies_without_an_answer_is_a_refusal():
    with pytest.raises(UnreadableResume, match="too complicated"):
        pdfs.answered(b"")
