import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.operations.conftest import bare_environ, free_port, new_data_dir, run
from tests.operations.houses import COMPANY, PATIENCE, House, send_mail

pytestmark = pytest.mark.xdist_group("up")


class Street:
    """A data folder, and the house that lives in it: started when a test first looks for it."""

    def __init__(self, folder):
        self.folder = folder
        self.house = None

    def lit(self):
        if self.house is None or self.house.process.poll() is not None:
            self.darken()
            self.house = House(bare_environ(self.folder), free_port())
            self.house.wait_for("Ready:")
            self.house.wait_for("celery@")
        return self.house

    def darken(self):
        if self.house is not None:
            self.house.stop()


@pytest.fixture(scope="module")
def street():
    with new_data_dir() as folder:
        street = Street(folder)
        yield street
        street.darken()


@pytest.fixture
def lived_in(street):
    """A data folder of a migrated database, in which something may run."""
    return street.folder


@pytest.fixture
def house(street):
    return street.lit()


def are_gone(pids):
    deadline = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def test_one_process_runs_everything_and_ctrl_c_stops_it(house):
    status, body = house.get("/healthz")
    running = house.processes()

    assert status == 200
    assert json.loads(body)["database"] == "ok"
    for part in ["postgres -D", "gunicorn", "celery --app config --quiet worker", "beat"]:
        assert any(part in command for command in running.values()), part
    assert house.stop() == 0
    assert are_gone(running)
    assert "Traceback" not in house.said


def test_it_is_started_once_at_a_time(house, lived_in):
    second = run("manage.py", "up", "--port", free_port(), environ=bare_environ(lived_in))

    assert second.returncode == 1
    assert second.stderr.startswith("Fortnight already runs from")
    assert str(house.process.pid) in second.stderr
    assert second.stderr.count("\n") == 1


def test_a_command_beside_it_uses_its_database_and_leaves_it_up(house, lived_in):
    beside = run("manage.py", "migrate_companies", "--if-needed", environ=bare_environ(lived_in))

    assert beside.returncode == 0, beside.stderr
    assert house.get("/healthz")[0] == 200


def test_a_mail_is_sent_by_a_wake_up_through_our_own_database(house, lived_in):
    environ = bare_environ(lived_in)
    made = run("manage.py", *COMPANY, environ=environ)
    assert made.returncode == 0, made.stderr

    assert send_mail(environ) < 30

    assert json.loads(house.get("/healthz")[1]) == {"database": "ok", "worker": "ok"}


@pytest.mark.parametrize("part", ["quiet worker", "gunicorn", "postgres -D"])
def test_a_part_that_is_killed_comes_back(house, part):
    before = house.pid_of(part)

    os.kill(before, signal.SIGKILL)
    house.wait_for("starts again")

    assert is_back(house, part, before), house.said


def is_back(house, part, before):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if house.pid_of(part) != before and house.get("/healthz")[0] == 200:
                return True
        except (ValueError, OSError):  # it is away still
            time.sleep(0.1)
    return False


def test_nothing_outlives_it_even_where_it_is_killed_and_it_starts_again(house, street):
    running = house.processes()

    house.process.kill()
    house.process.wait()

    assert are_gone(running)
    assert street.lit().stop(signal.SIGTERM) == 0


def test_a_taken_port_is_named(data_dir):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = run("manage.py", "up", "--port", port, environ=bare_environ(data_dir))

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Port {port} is taken")
    assert refused.stderr.count("\n") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
def test_a_full_disk_is_named_and_the_next_run_heals(data_dir):
    disk = data_dir
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100m,mode=711", "tmpfs", disk], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        refused = run("manage.py", "up", "--port", free_port(), environ=bare_environ(disk))

        assert refused.returncode == 1
        assert "The disk is full" in refused.stdout + refused.stderr
        assert "Traceback" not in refused.stdout + refused.stderr
        subprocess.run(["mount", "-o", "remount,size=600m", disk], check=True)
        house = House(bare_environ(disk), free_port())
        try:
            house.wait_for("Bringing the database up to date")
        finally:
            house.stop()
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_part_that_cannot_run_stops_the_rest_with_a_sentence(street, lived_in):
    street.darken()
    environ = bare_environ(lived_in, CELERY_BROKER_URL="redis://user:pw@[::1]:port/0")

    ended = run("manage.py", "up", "--port", free_port(), environ=environ)

    assert ended.returncode == 1
    assert "as soon as it was started" in ended.stdout


def test_any_command_may_be_the_first_in_a_new_folder(data_dir):
    made = run("manage.py", *COMPANY, environ=bare_environ(data_dir))

    assert made.returncode == 0, made.stderr
    assert "Initech answers at" in made.stdout
    assert "up to date" not in made.stdout
