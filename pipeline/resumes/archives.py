"""A zip of résumés."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.resumes.reading import MOST_BYTES, read_resume
from pipeline.resumes.resume import Reading
from pipeline.resumes.unreadable import UnreadableResume

MOST_MEMBERS = 1_000
MOST_BYTES_OF_ARCHIVE = 200 * 1024 * 1024
MOST_BYTES_OPEN = 500 * 1024 * 1024
_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.?/)|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_UNSAFE = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:|[\x00-\x1f]")


def read_archive(content: bytes) -> Iterator[tuple[str, Reading | UnreadableResume]]:
    """Yield the name of each résumé in a zip and what it says, or why it cannot be read.

    Raises UnreadableResume, before anything is yielded, where the zip as a whole is refused.
    """
    for name, data in read_members(content):
        try:
            if isinstance(data, UnreadableResume):
                raise data
            yield name, read_resume(data, name)
        except UnreadableResume as problem:
            yield name, problem


def read_members(content: bytes) -> Iterator[tuple[str, bytes | UnreadableResume]]:
    """Yield the name of each file in a zip and its bytes, or why they cannot be had.

    Nothing is written to disk. What a computer adds by itself (`__MACOSX`, `.DS_Store`) is left
    out. Raises UnreadableResume, before anything is yielded, where the zip as a whole is refused.
    """
    with _opened(content) as archive:
        members = [member for member in archive.infolist() if _is_wanted(member)]
        _check(members)
        left = MOST_BYTES_OPEN
        for member in members:
            try:
                data = _content(archive, member, left)
                left -= len(data)
                yield _shown(member), data
            except UnreadableResume as problem:
                yield _shown(member), problem


def _opened(content: bytes) -> zipfile.ZipFile:
    if len(content) > MOST_BYTES_OF_ARCHIVE:
        raise UnreadableResume("This zip is larger than 200 MB. Please send the résumés in parts.")
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except Exception:  # zipfile raises whatever a malformed directory trips
        raise UnreadableResume("This zip is damaged or is no zip. Please pack it again.") from None


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    return not member.is_dir() and not _JUNK.search(member.filename)


def _check(members: list[zipfile.ZipInfo]) -> None:
    if not members:
        raise UnreadableResume("This zip holds no résumés.")
    if len(members) > MOST_MEMBERS:
        raise UnreadableResume(
            f"This zip holds more than {MOST_MEMBERS:,} files. Please send them in parts."
        )
    if sum(member.file_size for member in members) > MOST_BYTES_OPEN:
        raise UnreadableResume(
            "This zip opens to more than 500 MB. Please send the résumés in parts."
        )


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    """Return the bytes of a member, believing neither its name nor the size it declares."""
    if _UNSAFE.search(member.filename):
        raise UnreadableResume("This file's name leads out of the zip. Please rename it.")
    if member.filename.lower().endswith(_ARCHIVES):
        raise UnreadableResume("This is an archive within the zip. Please send it by itself.")
    if member.flag_bits & 1:
        raise UnreadableResume(
            "This file is protected by a password. Please pack the zip without one."
        )
    most = min(MOST_BYTES, left)
    try:
        with archive.open(member) as opened:
            data = opened.read(most + 1)
    except Exception:  # zlib, the checksum, an unknown compression
        raise UnreadableResume(
            "This file is damaged within the zip. Please pack it again."
        ) from None
    if len(data) > most:
        raise UnreadableResume(
            "This file is larger than 10 MB. Please send the résumé without large pictures."
        )
    return data


def _shown(member: zipfile.ZipInfo) -> str:
    """Return a name that is safe to print: at most 200 characters, none of them for control."""
    name = re.sub(r"[\x00-\x1f\x7f]", "?", str(PurePosixPath(member.filename)))
    return name[-200:]
