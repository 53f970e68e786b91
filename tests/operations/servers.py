"""Servers of an operator's own: PostgreSQL, Redis and pgbouncer as Debian packages them."""

import contextlib
import os
import shutil
import subprocess
import time

import psycopg

from config.embedded.accounts import server_account, tethered
from tests.operations.conftest import free_port

DEBIAN = os.pathsep.join(
    [os.environ["PATH"], "/usr/sbin", *map("/usr/lib/postgresql/{}/bin".format, range(30, 14, -1))]
)


def program(name: str) -> str | None:
    """Where `name` is, wherever Debian puts it."""
    return shutil.which(name, path=DEBIAN)


@contextlib.contextmanager
def running(folder, *command, user=None):
    """Run a server in the foreground until the block ends; its output goes to a file."""
    with open(folder / "server.log", "a") as log:
        process = subprocess.Popen(
            tethered(list(command), user, "--die-with-parent", "KILL"), stdout=log, stderr=log
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait()


@contextlib.contextmanager
def own_postgres(folder):
    """A PostgreSQL server on a port of its own, with a password for everyone; yields the URL of
    its superuser, without the database."""
    account = server_account()
    data, port = folder / "pg", free_port()
    (folder / "password").write_text("secret")
    data.mkdir()
    for path in (data, folder / "password"):
        if account:
            os.chown(path, account.pw_uid, account.pw_gid)
    making = [program("initdb"), "-D", data, "-U", "postgres", "--no-sync", "-E", "UTF8"]
    making += ["-A", "scram-sha-256", f"--pwfile={folder / 'password'}"]
    subprocess.run(
        tethered(making, account, "--die-with-parent", "KILL"), check=True, capture_output=True
    )
    serving = [program("postgres"), "-D", data, "-p", str(port), "-k", "", "-c", "fsync=off"]
    with running(folder, *serving, user=account):
        url = f"postgresql://postgres:secret@127.0.0.1:{port}"
        wait_for(f"{url}/postgres")
        yield url


@contextlib.contextmanager
def own_redis(folder):
    """A Redis that keeps nothing; yields its URL."""
    port = free_port()
    with running(folder, program("redis-server"), "--port", str(port), "--save", ""):
        yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def own_pgbouncer(folder, target, *, mode):
    """A pgbouncer before `target` (host and port); yields its host and port."""
    port = free_port()
    (folder / "users").write_text('"postgres" "secret"\n')
    (folder / "pgbouncer.ini").write_text(
        f"[databases]\n* = host={target.partition(':')[0]} port={target.partition(':')[2]}\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = plain\nauth_file = {folder / 'users'}\npool_mode = {mode}\n"
    )
    account = server_account()
    for name in ("users", "pgbouncer.ini"):
        (folder / name).chmod(0o644)
    with running(folder, program("pgbouncer"), folder / "pgbouncer.ini", user=account):
        wait_for(f"postgresql://postgres:secret@127.0.0.1:{port}/postgres")
        yield f"127.0.0.1:{port}"


def wait_for(url):
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            assert time.monotonic() < deadline, f"no server at {url}"
            time.sleep(0.05)
        else:
            return
