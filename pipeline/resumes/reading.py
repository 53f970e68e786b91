"""Reading one résumé."""

from pipeline.resumes import json_resume, pdf, plain_text, word
from pipeline.resumes.resume import Reading
from pipeline.resumes.understanding import understand
from pipeline.resumes.unreadable import UnreadableResume

MOST_BYTES = 10 * 1024 * 1024
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def read_resume(content: bytes, filename: str) -> Reading:
    """Return what the résumé in `content` says.

    The content tells the format: PDF, Word (.docx), JSON Resume, else plain text or Markdown.
    `filename` only words the refusal of what is none of these. Raises UnreadableResume, whose text
    is a sentence for the person who sent the file; nothing else is raised, whatever the bytes.
    """
    if not content.strip():
        raise UnreadableResume("This file is empty. Please choose the résumé again.")
    if len(content) > MOST_BYTES:
        raise UnreadableResume(
            "This file is larger than 10 MB. Please send the résumé without large pictures."
        )
    if b"%PDF-" in content[:1024]:
        extracted = pdf.extract(content)
    elif content.startswith(b"PK\x03\x04"):
        extracted = word.extract(content)
    else:
        _refuse_other_formats(content, filename)
        text = plain_text.text_of(content)
        if (document := json_resume.document_in(text)) is not None:
            return json_resume.read(document)
        extracted = plain_text.extract(text)
    return understand(extracted.pages, extracted.links)


def _refuse_other_formats(content: bytes, filename: str) -> None:
    name = filename.lower()
    if content.startswith(_OLD_WORD):
        raise UnreadableResume(
            "This is an old Word document, or a protected one. "
            "Please save it as .docx without a password, or as a PDF."
        )
    if content.startswith(_PICTURES):
        raise UnreadableResume(
            "This is a picture of a résumé. Please send a file whose text can be selected."
        )
    if content.startswith(b"{\\rtf"):
        raise UnreadableResume("This is an RTF document. Please save it as .docx or as a PDF.")
    if name.endswith(".pdf"):
        raise UnreadableResume(
            "This file is named .pdf but is not a PDF. Please export the résumé as a PDF again."
        )
    if name.endswith(".docx"):
        raise UnreadableResume(
            "This file is named .docx but is not a Word document. Please save it again."
        )
