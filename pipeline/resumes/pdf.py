"""The text of a PDF, taken out by a process of its own.

A PDF can be made to cost any time and memory. So pypdf runs in a child with limits on both, and
what comes back is text or the name of a problem.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from pipeline.resumes.extracted import Extracted
from pipeline.resumes.unreadable import UnreadableResume

MOST_PAGES = 50
SECONDS = 20
_ROOT = Path(__file__).resolve().parents[2]
_PROBLEMS = {
    "encrypted": "This PDF is protected by a password. Please save it without one.",
    "pages": f"This PDF has more than {MOST_PAGES} pages. Please send the résumé alone.",
    "scanned": (
        "This PDF holds pictures of text, as a scanner makes them. "
        "Please send one whose text can be selected."
    ),
    "damaged": "This PDF is damaged or incomplete. Please export it again.",
    "costly": "This PDF is too complicated to read. Please print it to a new PDF and send that.",
}


def extract(content: bytes) -> Extracted:
    """Return the text of a PDF; UnreadableResume where there is none to be had in SECONDS."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", "pipeline.resumes.pdf_child"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=_ROOT,
            env={"PATH": os.defpath, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableResume(_PROBLEMS["costly"]) from None
    return answered(child.stdout if child.returncode == 0 else b"")


def answered(output: bytes) -> Extracted:
    """Return what the child wrote; it dies without a word when it reaches one of its limits."""
    try:
        answer = json.loads(output)
    except ValueError:
        raise UnreadableResume(_PROBLEMS["costly"]) from None
    if problem := answer.get("problem"):
        raise UnreadableResume(_PROBLEMS[problem])
    return Extracted(answer["pages"], tuple(answer["links"]))
