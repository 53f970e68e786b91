import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from config.embedded.accounts import CannotStart
from config.embedded.clusters import ELSEWHERE
from config.embedded.servers import start_embedded
from config.embedded.sockets import LONGEST_SOCKET, SOCKET_NAME, socket_folder
from tests.operations.conftest import ROOT, bare_environ, new_data_dir

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root needs an account for the server")


@pytest.fixture(scope="module")
def made_dir():
    """A data folder whose database has been made and stopped; tests copy it."""
    with new_data_dir() as folder:
        start_embedded(folder, durable=False).stop()
        yield folder


@pytest.fixture
def data_dir(made_dir):
    with new_data_dir() as folder:
        shutil.rmtree(folder)
        subprocess.run(["cp", "-a", made_dir, folder], check=True)
        yield folder


def ask(url, question):
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()[0]


def test_the_roles_extensions_and_queues_are_there(data_dir):
    server = start_embedded(data_dir, durable=False)
    try:
        assert ask(server.owner_url, "SELECT current_user") == "fortnight_owner"
        assert ask(server.app_url, "SELECT current_user") == "fortnight_app"
        assert ask(server.app_url, "SELECT extensions.unaccent('Zoë')") == "Zoe"
        assert ask(server.app_url, "SELECT lower('ÄÖ')") == "äö"
        assert ask(server.app_url, "SELECT count(*) FROM pgmq.meta") == 0
    finally:
        server.stop()


@pytest.mark.parametrize("forbidden", ["CREATE SCHEMA mine", "CREATE TABLE public.mine ()"])
def test_the_serving_role_makes_no_schemas_or_shared_tables(data_dir, forbidden):
    server = start_embedded(data_dir, durable=False)
    try:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(server.app_url, forbidden)
    finally:
        server.stop()


def test_it_listens_on_a_socket_of_ours_and_on_no_address(data_dir):
    server = start_embedded(data_dir, durable=False)
    try:
        assert ask(server.superuser_url, "SHOW listen_addresses") == ""
        assert (data_dir / "run").stat().st_mode & 0o077 == 0
    finally:
        server.stop()


def test_the_second_to_start_it_shares_it_and_the_last_to_leave_stops_it(data_dir):
    first = start_embedded(data_dir, durable=False)
    second = start_embedded(data_dir, durable=False)
    assert second.pid == first.pid

    first.stop()
    assert ask(second.app_url, "SELECT 1") == 1
    second.stop()

    with pytest.raises(psycopg.OperationalError):
        ask(second.app_url, "SELECT 1")


def test_it_starts_again_after_it_was_killed(data_dir):
    server = start_embedded(data_dir, durable=False)
    killed = server.pid
    os.kill(killed, signal.SIGKILL)
    server.use.close()
    assert wait_until(lambda: server.pid is None)

    again = start_embedded(data_dir, durable=False)
    try:
        assert again.pid != killed
        assert ask(again.app_url, "SELECT 1") == 1
    finally:
        again.stop()


def test_it_starts_where_its_old_process_id_belongs_to_somebody_else_now(data_dir):
    server = start_embedded(data_dir, durable=False)
    mark = data_dir / "postgres" / "postmaster.pid"
    lines = mark.read_text().splitlines()
    server.stop()
    owner = (data_dir / "postgres").stat()
    mark.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    os.chown(mark, owner.st_uid, owner.st_gid)

    again = start_embedded(data_dir, durable=False)
    try:
        assert ask(again.app_url, "SELECT 1") == 1
    finally:
        again.stop()


def test_a_first_start_that_was_cut_short_is_done_over(made_dir):
    with new_data_dir() as folder:
        (folder / "postgres.unfinished" / "base").mkdir(parents=True)
        (folder / "postgres.unfinished" / "PG_VERSION").write_text("18\n")

        server = start_embedded(folder, durable=False)
        try:
            assert ask(server.app_url, "SELECT 1") == 1
            assert not (folder / "postgres.unfinished").exists()
        finally:
            server.stop()


def test_a_folder_that_holds_something_else_is_left_alone(data_dir):
    (data_dir / "postgres" / "PG_VERSION").unlink()

    with pytest.raises(CannotStart, match="holds no database"):
        start_embedded(data_dir, durable=False)

    assert (data_dir / "postgres" / "base").exists()


def test_a_server_that_does_not_start_gives_its_reason(data_dir):
    (data_dir / "postgres" / "postgresql.conf").write_text("no_such_setting = 1\n")

    with pytest.raises(CannotStart, match=r"postgresql\.conf.*postgres\.log"):
        start_embedded(data_dir, durable=False)


def test_a_socket_below_a_long_path_lies_elsewhere(made_dir):
    with new_data_dir() as folder:
        folder = folder / ("a" * 60) / ("b" * 60)
        folder.parent.mkdir()
        folder.parent.chmod(0o711)
        subprocess.run(["cp", "-a", made_dir, folder], check=True)
        sockets = socket_folder(folder)
        assert len(bytes(sockets / SOCKET_NAME)) <= LONGEST_SOCKET

        server = start_embedded(folder, durable=False)
        try:
            assert ask(server.app_url, "SELECT 1") == 1
            assert sockets.stat().st_mode & 0o077 == 0
        finally:
            server.stop()
            sockets.rmdir()


@as_root
def test_a_data_folder_that_the_server_may_not_enter_holds_links_to_its_files():
    with new_data_dir() as folder:
        folder.chmod(0o700)

        server = start_embedded(folder, durable=False)
        server.stop()
        server = start_embedded(folder, durable=False)
        try:
            assert ask(server.app_url, "SELECT 1") == 1
            home = (folder / "postgres").readlink().parent
            assert home.parent == ELSEWHERE
            assert folder.stat().st_mode & 0o777 == 0o700
        finally:
            server.stop()
            shutil.rmtree(home)


@as_root
def test_a_socket_folder_that_somebody_else_made_is_refused(data_dir):
    (data_dir / "run").rmdir()
    (data_dir / "run").mkdir()
    os.chown(data_dir / "run", 12345, 12345)

    with pytest.raises(CannotStart, match="belongs to somebody else"):
        start_embedded(data_dir, durable=False)


def test_a_server_that_is_a_child_dies_with_its_parent_however_that_ends(data_dir):
    start = "import sys, time; from pathlib import Path;"
    start += "from config.embedded.servers import start_embedded as start;"
    start += "server = start(Path(sys.argv[1]), durable=False, is_child=True);"
    start += "print(server.pid, flush=True); time.sleep(60)"
    parent = subprocess.Popen(
        [sys.executable, "-c", start, data_dir],
        cwd=ROOT,
        env=bare_environ(data_dir),
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        pid = int(parent.stdout.readline())
        parent.kill()

    assert wait_until(lambda: not Path(f"/proc/{pid}").exists())


def wait_until(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
