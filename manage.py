#!/usr/bin/env python
"""Fortnight's commands, with the database they need: its own one where none is configured."""

import contextlib
import os
import signal
import sys

from config.embedded.accounts import CannotStart
from config.embedded.servers import start_embedded
from config.environment import Environment, environment_or_exit
from config.poolers import check_server_or_exit
from config.up.command import up

OWNERS_COMMANDS = ["migrate_companies"]


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.umask(0o077)  # what we write to disk is nobody else's to read
    if arguments[1:2] and arguments[1] in OWNERS_COMMANDS:
        os.environ["FORTNIGHT_AS_OWNER"] = "1"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    environment = environment_or_exit()
    if arguments[1:2] == ["up"]:
        sys.exit(up(arguments[2:]))
    with database(environment):
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


if __name__ == "__main__":
    try:
        main(sys.argv)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
