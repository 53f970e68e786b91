#!/usr/bin/env python
"""Fortnight's commands, with the database they need: its own one where none is configured."""

import contextlib
import os
import signal
import subprocess
import sys

from config.embedded.accounts import CannotStart
from config.embedded.servers import start_embedded
from config.environment import Environment, environment_or_exit
from config.poolers import check_server_or_exit
from config.preparing import is_empty
from config.up.command import up

MIGRATE = "migrate_companies"


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.umask(0o077)  # what we write to disk is nobody else's to read
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    command = arguments[1] if len(arguments) > 1 else "help"
    if command == MIGRATE:
        os.environ["FORTNIGHT_AS_OWNER"] = "1"
    environment = environment_or_exit()
    if command == "up":
        sys.exit(up(arguments[2:]))
    with database(environment):
        if environment.embedded and command != MIGRATE:
            fill_if_empty(environment)
        # Not sooner: Django connects as it is set up.
        from django.core.management import execute_from_command_line

        execute_from_command_line(arguments)


@contextlib.contextmanager
def database(environment: Environment):
    """Keep the embedded server up for as long as the command takes, where it is the one in use."""
    if not environment.embedded:
        check_server_or_exit(environment)
        yield
        return
    try:
        server = start_embedded(environment.data_dir)
    except CannotStart as problem:
        sys.exit(str(problem))
    try:
        yield
    finally:
        server.stop()


def fill_if_empty(environment: Environment) -> None:
    """Migrate an embedded database that has just been made, so that any command may come first."""
    if is_empty(environment.database_owner_url):
        # Not on standard output, which may be for one JSON document.
        filled = subprocess.run([sys.executable, __file__, MIGRATE], stdout=sys.stderr)
        if filled.returncode:
            sys.exit(filled.returncode)


if __name__ == "__main__":
    try:
        main(sys.argv)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
