"""`manage.py up`: database, broker, worker, beat and web in one foreground process."""

import argparse
import http
import http.client
import os
import sys

from config.embedded.accounts import CannotStart
from config.embedded.servers import Running, start_embedded
from config.environment import Environment, Misconfigured, environment_or_exit
from config.poolers import check_server
from config.up.children import Program, programs
from config.up.logs import Log
from config.up.places import alone, check_port
from config.up.readying import SIGN_INS
from config.up.supervisor import Failed, Stopped, Supervisor


def up(arguments: list[str]) -> int:
    """Run Fortnight until it is stopped; return its exit code."""
    parser = argparse.ArgumentParser(prog="manage.py up", description=__doc__)
    parser.add_argument("--port", type=int, help="the port of the web (8000)")
    parser.add_argument("--demo", action="store_true", help="fill two demo companies first")
    options = parser.parse_args(arguments)
    if options.port is not None:
        os.environ["FORTNIGHT_PORT"] = str(options.port)
    environment = environment_or_exit()
    try:
        with alone(environment.data_dir):
            check_port(environment.bind, environment.port)
            check_server(environment)
            return House(environment).live(demo=options.demo)
    except (CannotStart, Misconfigured) as problem:
        print(problem, file=sys.stderr)
        return 1


class House:
    """One run of everything."""

    def __init__(self, environment: Environment):
        self.environment = environment
        self.log = Log()
        self.supervisor = Supervisor(self.log, os.environ)
        self.server: Running | None = None

    def live(self, *, demo: bool) -> int:
        """Start all in order, keep it running, and stop it in the other order."""
        try:
            self._start(demo)
            while True:
                self.supervisor.tick()
                self._keep_database()
        except Stopped:
            self.log.line("fortnight", "Stopping.")
            return 0
        except (Failed, CannotStart) as problem:
            self.log.line("fortnight", f"Stopping: {problem}")
            return 1
        finally:
            self.supervisor.stop()
            if self.server:
                self.server.stop()
            self.supervisor.listen()

    def _start(self, demo):
        if self.environment.embedded:
            self.log.line("fortnight", "Starting the database")
            self.supervisor.follow(self.environment.data_dir / "postgres.log", "database")
            self.server = start_embedded(self.environment.data_dir, is_child=True)
        command = [sys.executable, "-m", "config.up.readying", *(["--demo"] if demo else [])]
        ready = Program("fortnight", command, environ={"FORTNIGHT_AS_OWNER": "1"})
        if self.supervisor.finish(ready):
            raise Failed("the database could not be made ready; see above why.")
        web, *others = programs(self.environment.task_processes)
        self.supervisor.start(web)
        while not self._web_answers():
            self.supervisor.tick()
        for program in others:  # not sooner: they would keep the first page waiting
            self.supervisor.start(program)
        self._announce(demo)

    def _keep_database(self):
        if self.server and self.server.process.poll() is not None:
            self.log.line("database", "ended; it starts again")
            self.server.stop()
            self.server = None
            self.server = start_embedded(self.environment.data_dir, is_child=True)

    def _web_answers(self):
        bind = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(  # noqa: S104 - compared, not bound
            self.environment.bind, self.environment.bind
        )
        connection = http.client.HTTPConnection(bind, self.environment.port, timeout=5)
        try:
            connection.request("GET", "/healthz", headers={"Host": self.environment.base_domain})
            return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
        except OSError:
            return False
        finally:
            connection.close()

    def _announce(self, demo):
        domain, port = self.environment.base_domain, self.environment.port
        address = f"https://{domain}/" if self.environment.secure else f"http://{domain}:{port}/"
        self.log.line("fortnight", f"Ready: {address} (Ctrl-C stops it)")
        if demo:
            sign_ins = self.environment.data_dir / SIGN_INS
            self.log.plain(f"\n{sign_ins.read_text().strip()}\n")
