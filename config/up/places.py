"""What one run of Fortnight needs for itself: its data folder, its port, room on the disk."""

import contextlib
import errno
import fcntl
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

from config.data_folders import make_data_folder
from config.embedded.accounts import CannotStart

ROOM_NEEDED = 50 * 1024 * 1024


@contextlib.contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Hold the data folder for a block. Raises CannotStart where another run holds it."""
    try:
        make_data_folder(data_dir)
        lock = open(data_dir / "up.lock", "a+")  # noqa: SIM115 - closed below
    except OSError as problem:
        raise CannotStart(
            f"The data folder {data_dir} cannot be used: {problem.strerror}."
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotStart(
                f"Fortnight already runs from {data_dir} (process {lock.read().strip()}); "
                "stop that one first, or set FORTNIGHT_DATA to another folder."
            ) from None
        check_room(data_dir)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def check_room(folder: Path) -> None:
    """Raise CannotStart where the disk of `folder` is as good as full."""
    free = shutil.disk_usage(folder).free
    if free < ROOM_NEEDED:
        raise CannotStart(
            f"The disk is full: {folder} has {free // 2**20} MB free, "
            f"and Fortnight needs at least {ROOM_NEEDED // 2**20} MB to run."
        )


def check_port(bind: str, port: int) -> None:
    """Raise CannotStart where the web could not listen on `port`."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind.strip("[]"), port))
            probe.listen()
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise CannotStart(
                    f"Fortnight cannot listen on {bind}:{port}: {problem.strerror}."
                ) from None
            raise CannotStart(
                f"Port {port} is taken by another program; stop that one, or choose another port: "
                f"manage.py up --port {port + 1}, or make demo PORT={port + 1}."
            ) from None
