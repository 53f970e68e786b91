"""The real web server on loopback, and a signed-in browser's side of it."""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

from tests.databases import ROOT

SECRET = "b" * 32
STARTS_WITHIN_SECONDS = 30


@contextmanager
def serving(**environ: str) -> Iterator[int]:
    """Run gunicorn as it is configured, 2 processes of 4 threads, and give its port.

    `environ` is set for it beside what is set here.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "FORTNIGHT_PORT": str(port), "FORTNIGHT_LOG_LEVEL": "WARNING"}
    environment |= environ
    run = {"cwd": ROOT, "env": environment, "stdout": subprocess.DEVNULL}
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput"], check=True, **run)
    server = subprocess.Popen([sys.executable, "-m", "gunicorn"], **run)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port, server):
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start.")


class Browser:
    """One person's connection: kept open, with their session, and speaking as htmx does."""

    def __init__(self, port: int, host: str, session: str):
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {
            "Host": f"{host}:{port}",
            "Cookie": f"fortnight_session={session}; csrftoken={SECRET}",
            "X-CSRFToken": SECRET,
            "Accept-Encoding": "gzip",
        }

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict) -> tuple[HTTPResponse, bytes]:
        headers = {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields), headers)

    def _ask(self, method, path, body, headers):
        self._connection.request(method, path, body, self._headers | headers)
        response = self._connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise RuntimeError(f"{method} {path}: {response.status} {content[:500]!r}")
        return response, content


def against_floor(
    browser: Browser, visit: Callable[[], object], *, times: int
) -> tuple[float, float]:
    """Return the median milliseconds of `visit` and of the floor page, taken by turns.

    By turns, so that whatever else this machine does burdens both alike.
    """
    spent, floors = [], []
    for _ in range(times):
        floors.append(_milliseconds(lambda: browser.get("/floor/")))
        spent.append(_milliseconds(visit))
    return statistics.median(spent), statistics.median(floors)


def _milliseconds(action):
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000
