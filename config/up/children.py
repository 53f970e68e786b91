"""The processes that `up` starts, keeps and stops."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from config.embedded.accounts import tethered
from config.up.logs import Speaker

STEADY_AFTER = 10
LONGEST_WAIT = 30


@dataclass(frozen=True)
class Program:
    """How a child is run, and how long it may take to end when it is asked to."""

    name: str
    command: list[str]
    seconds_to_stop: float = 15
    environ: dict[str, str] = field(default_factory=dict)


class Child:
    """A running program in a session of its own, so that Ctrl-C reaches only us."""

    def __init__(self, program: Program, environ: Mapping[str, str], speaker: Speaker):
        self.program, self.speaker = program, speaker
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            tethered(program.command, None, "--die-with-parent", "TERM"),
            env={**environ, **program.environ, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.output = self.process.stdout
        os.set_blocking(self.output.fileno(), False)

    @property
    def name(self) -> str:
        return self.program.name

    @property
    def is_steady(self) -> bool:
        """Say whether it has run for long enough to be thought well."""
        return time.monotonic() - self.began > STEADY_AFTER

    @property
    def ending(self) -> str:
        code = self.process.returncode
        return f"ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def speak(self) -> bytes | None:
        """Pass on what it has said since; return that, empty at its end, None for silence."""
        try:
            chunk = os.read(self.output.fileno(), 65536)
        except BlockingIOError:
            return None
        self.speaker.hear(chunk)
        return chunk

    def ask_to_stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()

    def kill(self) -> None:
        """End it at once, with all that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def seconds_before_restart(failures: int) -> float:
    """1, 2, 4 … up to 30 seconds, by how often in a row it ended before it was steady."""
    return min(2.0 ** (failures - 1), LONGEST_WAIT)


def programs(task_processes: int) -> list[Program]:
    """Web, worker and beat, in the order in which they start; they stop in the other one."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--app", "config", "--quiet"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [
        Program("web", [*python, "gunicorn"]),
        Program(
            "worker",
            [*celery, "worker", "--loglevel", "INFO", "--concurrency", str(task_processes), *quiet],
            seconds_to_stop=20,
            environ={"CELERY_SKIP_CHECKS": "1"},  # of URLs, which it never serves
        ),
        Program("beat", [*celery, "beat", "--loglevel", "INFO", "--pidfile", ""]),
    ]
