"""Keeps the children running, passes on what they say, and stops them in order."""

import selectors
import signal
import time
from collections import defaultdict

from config.up.children import Child, Program, seconds_before_restart
from config.up.logs import Follower, Log, Speaker

TICK = 0.1


class Stopped(Exception):
    """Somebody asked us to stop: Ctrl-C, or SIGTERM."""


class Failed(Exception):
    """A child cannot run; the message is one sentence for the operator."""


class Supervisor:
    """All children of `up`, within one thread: the kernel ties them to the thread that forks."""

    def __init__(self, log: Log, environ: dict[str, str]):
        self.log, self.environ = log, environ
        self.children: list[Child] = []
        self.followers: list[Follower] = []
        self.restarts: list[tuple[float, Program]] = []
        self.failures: defaultdict[str, int] = defaultdict(int)
        self.proven: set[str] = set()
        self.selector = selectors.DefaultSelector()
        self.stop_asked = 0
        for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(wanted, self._note_stop)

    def _note_stop(self, *_):
        self.stop_asked += 1

    def start(self, program: Program) -> Child:
        child = Child(program, self.environ, Speaker(program.name, self.log))
        self.children.append(child)
        self.selector.register(child.output, selectors.EVENT_READ, child)
        return child

    def follow(self, path, name: str) -> None:
        """Pass on what is added to the file at `path`."""
        self.followers.append(Follower(path, Speaker(name, self.log)))

    def finish(self, program: Program) -> int:
        """Run `program` to its end; return its exit code. Raises Stopped."""
        child = self.start(program)
        while not child.has_ended():
            self.listen()
            self._heed()
        self._forget(child)
        return child.process.returncode

    def tick(self) -> None:
        """Listen for a moment; start again what has ended. Raises Stopped or Failed."""
        self.listen()
        self._heed()
        for child in [child for child in self.children if child.has_ended()]:
            self._forget(child)
            self._plan_restart(child)
        for due, program in self.restarts[:]:
            if time.monotonic() >= due:
                self.restarts.remove((due, program))
                self.start(program)

    def listen(self) -> None:
        for key, _ in self.selector.select(TICK):
            if key.data.speak() == b"":
                self.selector.unregister(key.fileobj)
        for follower in self.followers:
            follower.read()

    def stop(self) -> None:
        """Stop all children; at once where we are asked a second time."""
        asked, began = self.stop_asked, time.monotonic()
        for child in self.children[::-1]:
            child.ask_to_stop()
        while self.children:
            self.listen()
            passed = time.monotonic() - began
            for child in self.children[::-1]:
                late = passed > child.program.seconds_to_stop or self.stop_asked > asked
                if late and not child.has_ended():
                    self.log.line(child.name, "did not end in time, and was killed")
                    child.kill()
                if child.has_ended():
                    self._forget(child)

    def _heed(self):
        if self.stop_asked:
            raise Stopped

    def _plan_restart(self, child):
        name = child.name
        if child.is_steady:
            self.failures[name] = 0
            self.proven.add(name)
        self.failures[name] += 1
        if name not in self.proven and self.failures[name] > 1:
            raise Failed(f"{name} {child.ending} as soon as it was started; see above why.")
        wait = seconds_before_restart(self.failures[name])
        self.log.line(name, f"{child.ending}; it starts again in {wait:.0f} s")
        self.restarts.append((time.monotonic() + wait, child.program))

    def _forget(self, child):
        """Take in the last words of a child that has ended, and end what it may have left."""
        child.kill()
        while child.speak():
            pass
        child.speaker.finish()
        if child.output.fileno() in self.selector.get_map():
            self.selector.unregister(child.output)
        child.output.close()
        self.children.remove(child)
