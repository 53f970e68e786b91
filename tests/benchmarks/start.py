"""From a fresh clone to the first page, and a second start.

Two clones: the first fills pip's cache, so that the second is measured with downloads apart.
"""

import os
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.databases import ROOT
from tests.operations.conftest import free_port

PATIENCE_SECONDS = 300


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="fortnight-start-") as folder:
        for name in ("cached", "measured"):
            clone = Path(folder) / name
            subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
            began = time.monotonic()
            _run(["make", ".venv/installed"], clone)
            installed = time.monotonic() - began
        yield Figure("start", "install from the cache", round(installed, 1), "s")
        first, stopping = _start(clone)
        yield Figure("start", "then to the first page", round(first, 1), "s")
        yield Figure("start", "fresh clone to first page", round(installed + first, 1), "s")
        yield Figure("start", "stop", round(stopping, 1), "s")
        second, _ = _start(clone)
        yield Figure("start", "second start to first page", round(second, 1), "s")


def _start(clone) -> tuple[float, float]:
    """Run `make demo` until its first page answers; return seconds to that and to its end."""
    port = free_port()
    began = time.monotonic()
    demo = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=clone,
        env=_environ(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for_page(port, demo)
        waited = time.monotonic() - began
    finally:
        began = time.monotonic()
        os.killpg(demo.pid, signal.SIGINT)
        demo.wait(timeout=60)
    return waited, time.monotonic() - began


def _wait_for_page(port, demo):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/sign-in/")
    request.add_header("Host", f"acme.localhost:{port}")
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and demo.poll() is None:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("The first page did not come.")


def _run(command, clone):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, cwd=clone, env=_environ(), check=True, **quiet)


def _environ() -> dict[str, str]:
    """The surroundings of a newcomer: nothing of this run's own."""
    ours = ("DATABASE_", "TEST_", "FORTNIGHT_", "DJANGO_", "CELERY_", "MAKE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
