"""What all processes say, in one readable column."""

import os
import sys
import time
from pathlib import Path
from typing import TextIO

NAMES = ["fortnight", "database", "web", "worker", "beat"]
WIDTH = max(map(len, NAMES))
COLOURS = dict(zip(NAMES, [1, 34, 32, 35, 36], strict=True))  # as terminals number them
LONGEST_LINE = 64 * 1024


class Log:
    """Lines with the time and the name of who said them; in colour on a terminal."""

    def __init__(self, output: TextIO = sys.stdout):
        self.output = output
        self.in_colour = output.isatty() and "NO_COLOR" not in os.environ

    def line(self, name: str, text: str) -> None:
        head = f"{time.strftime('%H:%M:%S')} {name:<{WIDTH}} │"
        if self.in_colour:
            head = f"\x1b[{COLOURS.get(name, 0)}m{head}\x1b[0m"
        self._write(f"{head} {text}\n")

    def plain(self, text: str) -> None:
        """Say `text` as it is: for what people copy from the screen."""
        self._write(f"{text}\n")

    def _write(self, text):
        try:
            self.output.write(text)
            self.output.flush()
        except BrokenPipeError:  # whoever read us is gone; from now on to nobody
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.output.fileno())


class Speaker:
    """Turns the chunks that one process writes into lines of the log."""

    def __init__(self, name: str, log: Log):
        self.name, self.log, self.rest = name, log, b""

    def hear(self, chunk: bytes) -> None:
        *lines, self.rest = (self.rest + chunk).split(b"\n")
        if len(self.rest) > LONGEST_LINE:
            lines.append(self.rest)
            self.rest = b""
        for line in filter(bytes.strip, lines):
            self.log.line(self.name, line.decode(errors="replace").rstrip())

    def finish(self) -> None:
        if self.rest:
            self.hear(b"\n")


class Follower:
    """Reads what is added to a file from now on."""

    def __init__(self, path: Path, speaker: Speaker):
        self.path, self.speaker = path, speaker
        self.position = path.stat().st_size if path.exists() else 0

    def read(self) -> None:
        try:
            with open(self.path, "rb") as file:
                size = os.fstat(file.fileno()).st_size
                self.position = self.position if self.position <= size else 0  # begun anew
                file.seek(self.position)
                chunk = file.read()
        except FileNotFoundError:
            chunk = b""
        self.position += len(chunk)
        if chunk:
            self.speaker.hear(chunk)
