"""A running `manage.py up`, for tests to look at and to hurt."""

import signal
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from tests.operations.conftest import ROOT, run

COMPANY = ["create_company", "initech", "--name", "Initech", "--admin", "ada@example.com"]
RECIPIENT = "grace@example.com"
SEND_MAIL = f"""
import django
django.setup()
from config.records.outbox import put
from config.tenancy.models import Company
from config.tenancy.schemas import inside
with inside(Company.objects.get(slug="initech")):
    put(to="{RECIPIENT}", subject="Welcome", body="Good to have you.")
"""
PATIENCE = 90  # seconds; the first start migrates, and tests share two cores


class House:
    """`manage.py up` with its output gathered as it comes."""

    def __init__(self, environ: dict[str, str], port: int, *options: str):
        self.port = port
        self.said = ""
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(port), *options],
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def _listen(self):
        for line in self.process.stdout:
            self.said += line

    def wait_for(self, words: str, *, times: int = 1) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.said.count(words) < times:
            assert time.monotonic() < deadline, f"nobody said {words!r}:\n{self.said}"
            assert self.process.poll() is None, f"it ended:\n{self.said}"
            time.sleep(0.05)

    def get(self, path: str, host: str = "localhost") -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        request.add_header("Host", host)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()

    def processes(self) -> dict[int, str]:
        """The command lines of all processes below it, by process id."""
        children: dict[int, list[int]] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
        found, waiting = {}, list(children.get(self.process.pid, []))
        while waiting:
            pid = waiting.pop()
            waiting += children.get(pid, [])
            with suppress(FileNotFoundError, ProcessLookupError):  # it may have ended meanwhile
                found[pid] = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        return found

    def pid_of(self, words: str) -> int:
        """The eldest process whose command line contains `words`."""
        return min(pid for pid, command in self.processes().items() if words in command)

    def stop(self, wanted: signal.Signals = signal.SIGINT) -> int:
        """Stop it; return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(wanted)
        try:
            return self.process.wait(timeout=PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            self.listener.join()
            self.process.stdout.close()


def send_mail(environ: dict[str, str]) -> float:
    """Put a mail into the outbox of a company; return the seconds until the worker sent it."""
    sent = run("-c", SEND_MAIL, environ={**environ, "DJANGO_SETTINGS_MODULE": "config.settings"})
    assert sent.returncode == 0, sent.stderr
    began = time.monotonic()
    outbox = Path(environ["FORTNIGHT_DATA"]) / "outbox"
    while not any(RECIPIENT in mail.read_text() for mail in outbox.glob("*")):
        assert time.monotonic() - began < PATIENCE, "the mail was not sent"
        time.sleep(0.05)
    return time.monotonic() - began
