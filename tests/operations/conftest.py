"""Folders, ports and processes of their own for tests of the operations side."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "HOME", "LANG", "USER", "VIRTUAL_ENV")


@pytest.fixture
def data_dir():
    """A new data folder, not below pytest's own, which only its owner may pass through."""
    with new_data_dir() as folder:
        yield folder


@contextlib.contextmanager
def new_data_dir():
    folder = Path(tempfile.mkdtemp(prefix="fortnight-test-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def bare_environ(data_dir: Path, **more: str) -> dict[str, str]:
    """The environment of a newcomer: nothing of this test run's own."""
    environ = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**environ, "FORTNIGHT_DATA": str(data_dir), **more}


def run(*command, environ: dict[str, str]) -> subprocess.CompletedProcess:
    """Run a Python program of ours to its end."""
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
    )
