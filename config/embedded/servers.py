"""Start the embedded server, share it between commands, and stop it after the last one."""

import contextlib
import fcntl
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg

from config.data_folders import make_data_folder
from config.embedded.accounts import CannotStart, server_account, tethered
from config.embedded.clusters import SUPERUSER, Cluster, reason, settle
from config.embedded.sockets import SOCKET_NAME, embedded_url
from config.preparing import make_roles_and_database, prepare_database

SECONDS_TO_START = 60
SECONDS_TO_STOP = 30
NO_PROCESS = str(2**22 + 1)  # above the highest that Linux gives
LARGEST_LOG = 10 * 1024 * 1024
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "max_locks_per_transaction": "256",  # a company is about a hundred tables in one statement
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "",
    "log_checkpoints": "off",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Running:
    """A server that we use. Until `stop()` it stays up, for us and for whoever joined."""

    data_dir: Path
    cluster: Cluster
    use: IO
    process: subprocess.Popen | None = field(default=None, repr=False)

    @property
    def owner_url(self) -> str:
        return embedded_url(self.data_dir, "fortnight_owner")

    @property
    def app_url(self) -> str:
        return embedded_url(self.data_dir, "fortnight_app")

    @property
    def superuser_url(self) -> str:
        return embedded_url(self.data_dir, SUPERUSER, "postgres")

    @property
    def pid(self) -> int | None:
        return _server_pid(self.cluster.data)

    def stop(self) -> None:
        """Leave the server; stop it if nobody else uses it, or if it would die with us."""
        with _changing(self.data_dir):
            self.use.close()
            if self.process or not _is_used(self.data_dir):
                _stop(self.cluster.data)
            if self.process:
                self.process.wait()


def start_embedded(data_dir: Path, *, durable: bool = True, is_child: bool = False) -> Running:
    """Start the embedded server of `data_dir`, or join it where it runs.

    Heals what an earlier run left half done. With `is_child` the server is a child of ours and dies
    with us, whoever else uses it. Without `durable` a power cut may cost its data: for tests.
    Raises CannotStart with one sentence.
    """
    data_dir = data_dir.resolve()
    with _sentences(data_dir):
        make_data_folder(data_dir)
        with _changing(data_dir):
            if is_child and _is_used(data_dir):
                raise CannotStart(
                    "Another command is using the database at this moment; "
                    "wait until it has finished, then start again."
                )
            account = server_account()
            cluster = settle(data_dir, account, durable=durable)
            process = None
            if is_child and _server_pid(cluster.data):
                _stop(cluster.data)
            if not _server_pid(cluster.data):
                process = _launch(data_dir, cluster, account, durable, is_child)
            running = Running(data_dir, cluster, _use(data_dir), process)
            make_roles_and_database(running.superuser_url)
            prepare_database(running.owner_url)
    return running


@contextlib.contextmanager
def _sentences(data_dir):
    try:
        yield
    except psycopg.Error as problem:
        raise CannotStart(f"The database could not be prepared: {problem}") from None
    except OSError as problem:
        raise CannotStart(
            f"The data folder {data_dir} cannot be used: {problem.strerror} "
            f"({problem.filename or data_dir})."
        ) from None


@contextlib.contextmanager
def _changing(data_dir):
    """Only one process at a time starts or stops the server of a data folder."""
    with open(data_dir / "embedded.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _use(data_dir):
    use = open(data_dir / "embedded.users", "a")  # noqa: SIM115 - held as long as the server
    fcntl.flock(use, fcntl.LOCK_SH)
    return use


def _is_used(data_dir):
    with open(data_dir / "embedded.users", "a") as use:
        try:
            fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _launch(data_dir, cluster, account, durable, tether):
    """Run the server and wait until it answers; return the process where it is our child."""
    log = data_dir / "postgres.log"
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.unlink()
    command = [cluster.programs / "postgres", "-D", cluster.data]
    settings = {"unix_socket_directories": f'"{cluster.sockets}"', **OPTIONS}
    for name, value in (settings if durable else settings | CARELESS).items():
        command += ["-c", f"{name}={value}"]
    ties = ["--die-with-parent", "INT"] if tether else ["--detach"]
    _disown_marks(cluster)
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        with open(log, "a+") as output:
            output.seek(0, os.SEEK_END)
            began = output.tell()
            process = subprocess.Popen(
                tethered(command, account, *ties),
                stdin=subprocess.DEVNULL,
                stdout=output if tether else subprocess.PIPE,
                stderr=output,
                start_new_session=tether,
            )
            pid = process.pid if tether else int(process.communicate()[0] or 0)
            if _is_ready(cluster.data, pid, process if tether else None, deadline):
                return process if tether else None
            output.seek(began)
            said = output.read()
        # Its predecessor was killed and the last of its children is still leaving.
        if "is still in use" not in said or time.monotonic() > deadline:
            raise CannotStart(f"The database did not start: {reason(said)} (more in {log})")
        time.sleep(0.5)


def _is_ready(folder, pid, process, deadline):
    """Wait until the server takes connections: False where it ended, or took too long.

    It says so itself in the last line of its mark; asking would fill its log with refusals.
    """
    while time.monotonic() < deadline:
        mark = _mark(folder)
        if len(mark) > 7 and mark[0] == str(pid) and mark[7].strip() == "ready":
            return True
        if process.poll() is not None if process else not _is_alive(pid):
            return False
        time.sleep(0.02)
    return False


def _stop(folder):
    """Stop the server of `folder`: politely, then at once (it recovers when it next starts)."""
    pid = _server_pid(folder)
    for wanted in [signal.SIGINT, signal.SIGQUIT]:
        if pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, wanted)
        deadline = time.monotonic() + SECONDS_TO_STOP
        while _is_alive(pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        pid = _server_pid(folder)


def _server_pid(folder):
    """The process id of the server that runs on `folder`, or None."""
    try:
        pid = int(_mark(folder)[0])
        return pid if _is_alive(pid) and Path(f"/proc/{pid}/cwd").resolve() == folder else None
    except (OSError, ValueError):
        return None


def _mark(folder):
    """The lines of postmaster.pid: process id, folder, start, port, sockets, host, memory, state.

    The last come as the server starts; without a server there is one empty line.
    """
    try:
        return (folder / "postmaster.pid").read_text().splitlines() or [""]
    except FileNotFoundError:
        return [""]


def _disown_marks(cluster):
    """Let a server start where the process id of its killed predecessor is somebody else's now.

    PostgreSQL would take whoever has it for a running server. The mark in the data gets an id
    that cannot be; the rest of it stays, for it says whether processes of the killed server
    still write. The socket's mark says nothing else, and goes.
    """
    pid, *rest = _mark(cluster.data)
    if pid.isdecimal() and Path(f"/proc/{pid}").exists():
        with open(cluster.data / "postmaster.pid", "r+") as mark:  # in place: it is not ours
            mark.write("\n".join([NO_PROCESS, *rest, ""]))
            mark.truncate()
    (cluster.sockets / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)


def _is_alive(pid):
    """Say whether `pid` runs; one that ended but was not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
