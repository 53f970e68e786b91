"""Whatever the bytes, there is a reading or a sentence that says why not."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.resumes import reading as readings
from pipeline.resumes.archives import read_archive
from pipeline.resumes.pdf import answered
from pipeline.resumes.pdf_child import extract
from pipeline.resumes.reading import read_resume
from pipeline.resumes.resume import Reading
from pipeline.resumes.unreadable import UnreadableResume
from tests.pipeline.resumes.documents import LINES, TEXT, pdf, word, zipped

PDF, WORD = pdf(), word()
OTHER = (TEXT.encode(), zipped({"a.txt": TEXT.encode(), "b.docx": WORD}))
patient = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def damaged(draw, content):
    """The file with some bytes changed, and perhaps cut or with a part of it repeated."""
    data = bytearray(content)
    for _ in range(draw(st.integers(0, 12))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    cut = draw(st.integers(0, len(data)))
    return bytes(data[:cut] + data[draw(st.integers(0, len(data))) :])


def outcome(content):
    try:
        return read_resume(content, "resume")
    except UnreadableResume as problem:
        return problem


@patient
@given(st.binary(max_size=3_000))
def test_arbitrary_bytes_are_read_or_refused(content):
    assert isinstance(outcome(content), Reading | UnreadableResume)


@patient
@given(st.text(max_size=2_000))
def test_arbitrary_text_is_read_or_refused(text):
    assert isinstance(outcome(text.encode("utf-8", "replace")), Reading | UnreadableResume)


@patient
@given(st.lists(st.sampled_from([*LINES, "", "2019", "-", "•", "to Present"]), max_size=40))
def test_lines_of_resumes_in_any_order_are_read(lines):
    assert isinstance(outcome("\n".join(["Experience", *lines]).encode()), Reading)


@patient
@given(damaged(WORD))
def test_a_damaged_word_document_is_read_or_refused(content):
    assert isinstance(outcome(content), Reading | UnreadableResume)


@patient
@given(damaged(PDF))
def test_a_damaged_pdf_gives_text_or_a_known_problem(content):
    answer = extract(content)
    assert "pages" in answer or answer["problem"] in {"damaged", "scanned", "encrypted", "pages"}
    if "pages" in answer:
        assert isinstance(readings.understand(answer["pages"], tuple(answer["links"])), Reading)


@settings(max_examples=8)
@given(damaged(PDF))
def test_a_damaged_pdf_never_gets_past_the_child(content):
    assert isinstance(outcome(content), Reading | UnreadableResume)


@patient
@given(st.one_of(*(damaged(content) for content in OTHER)))
def test_a_damaged_zip_is_read_or_refused(content):
    with suppress(UnreadableResume):
        assert all(
            isinstance(found, Reading | UnreadableResume) for _, found in read_archive(content)
        )


@pytest.mark.parametrize("output", [b"", b"{", b'{"problem": "encrypted"}'])
def test_an_answer_cut_short_is_a_refusal(output):
    with pytest.raises(UnreadableResume):
        answered(output)
