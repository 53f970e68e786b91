"""Where the embedded server listens: one Unix socket, at an address known before it runs."""

import hashlib
from pathlib import Path
from urllib.parse import quote

DATABASE = "fortnight"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes, of sockaddr_un on Linux less its closing zero


def socket_folder(data_dir: Path) -> Path:
    """The folder of the socket that clients open.

    It depends on the data folder alone, so that every process finds it: inside the data folder,
    or below /tmp where that would be longer than an operating system lets a socket's path be.
    """
    inside = data_dir / "run"
    if len(bytes(inside / SOCKET_NAME)) <= LONGEST_SOCKET:
        return inside
    digest = hashlib.sha256(bytes(data_dir)).hexdigest()[:16]
    return Path("/tmp") / f"fortnight-{digest}"


def embedded_url(data_dir: Path, role: str, database: str = DATABASE) -> str:
    """The URL on which `role` reaches the embedded server of `data_dir`, running or not."""
    return f"postgresql://{role}@/{database}?host={quote(str(socket_folder(data_dir)), safe='/')}"
