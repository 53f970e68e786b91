"""The child process that takes the text out of one PDF: bytes in, one line of JSON out."""

import io
import json
import logging
import re
import resource
import sys
import warnings
from contextlib import suppress
from typing import Any

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError

MOST_PAGES = 50
MOST_LINKS = 100
LONGEST_PAGE = 100_000
LONGEST_CONTENT = 8_000_000
CPU_SECONDS = 15
MOST_MEMORY = 1024 * 1024 * 1024
Answer = dict[str, Any]


def main() -> None:
    """Answer on standard output for the PDF on standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    with suppress(ValueError, OSError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    answer = extract(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


def extract(content: bytes) -> Answer:
    """Return {"pages", "links"}, or {"problem"}: encrypted, pages, scanned, damaged or costly."""
    try:
        return _extract(content)
    except MemoryError:
        return {"problem": "costly"}
    except DependencyError:  # a cipher that needs more than pypdf
        return {"problem": "encrypted"}
    except (
        Exception
    ):  # pypdf raises what a malformed file happens to trip: KeyError, RecursionError
        return {"problem": "damaged"}


def _extract(content: bytes) -> Answer:
    apply_configuration(_configuration())
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"problem": "encrypted"}
    if len(reader.pages) > MOST_PAGES:
        return {"problem": "pages"}
    pages, links = [], list[str]()
    for page in reader.pages:
        pages.append(_text(page))
        links += _links(page)
    if not re.search(r"\w\w", " ".join(pages)):
        return {"problem": "scanned"}
    return {"pages": pages, "links": list(dict.fromkeys(links))[:MOST_LINKS]}


def _configuration() -> Configuration:
    return Configuration(
        maximum_declared_stream_length=LONGEST_CONTENT,
        array_based_stream_maximum_output_length=LONGEST_CONTENT,
        lzw_maximum_output_length=LONGEST_CONTENT,
        run_length_maximum_output_length=LONGEST_CONTENT,
        zlib_maximum_output_length=LONGEST_CONTENT,
        zlib_maximum_recovery_input_length=100_000,
        stream_decoding_work_maximum_length=4 * LONGEST_CONTENT,
        page_tree_maximum_entries=5_000,
        page_tree_maximum_page_entries=10_000,
    )


def _text(page: Any) -> str:
    """Return the text as it lies on the page; in the order of its writing where that fails."""
    try:
        text = page.extract_text(extraction_mode="layout")
    except MemoryError:
        raise
    except Exception:
        text = page.extract_text()
    return text[:LONGEST_PAGE].encode("utf-8", "replace").decode("utf-8")


def _links(page: Any) -> list[str]:
    """Return where the links of a page lead. A broken link never costs the page."""
    found = []
    try:
        for annotation in (page.get("/Annots") or [])[:MOST_LINKS]:
            action = annotation.get_object().get("/A")
            if action is not None and "/URI" in action.get_object():
                found.append(str(action.get_object()["/URI"])[:500])
    except Exception:
        return found
    return found


if __name__ == "__main__":
    main()
