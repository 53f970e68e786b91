"""The system account of the server where we are root: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

ACCOUNT = "fortnight-db"
TETHER = Path(__file__).resolve().parent.parent / "up" / "tether.py"


class CannotStart(Exception):
    """The embedded server cannot be had; the message is one sentence for the operator."""


def server_account() -> pwd.struct_passwd | None:
    """The account to run the server as, made if need be; None where we are not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        pass
    command = ["useradd", "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", ACCOUNT]
    try:
        subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        try:
            return pwd.getpwnam(ACCOUNT)  # another start made it a moment before
        except KeyError:
            raise CannotStart(
                "PostgreSQL does not run as root, and the system account "
                f"{ACCOUNT} for it cannot be made ({problem}); "
                "start Fortnight as an ordinary user, or make that account."
            ) from None
    return pwd.getpwnam(ACCOUNT)


def own(folder: Path, account: pwd.struct_passwd | None, mode: int = 0o700) -> None:
    """Give `folder` to the server's account, for its eyes alone."""
    folder.chmod(mode)
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)


def tethered(command: list, account: pwd.struct_passwd | None, *ties: str) -> list[str]:
    """`command` as a command line that runs it as `account`, tied as config/up/tether.py says."""
    user = ["--user", account.pw_name] if account else []
    python = [sys.executable, "-I", "-S", str(TETHER)]
    return [*python, *ties, *user, "--", *map(str, command)]


def works_as(account: pwd.struct_passwd, *command) -> bool:
    """Say whether `command` succeeds for `account`."""
    line = tethered(list(command), account, "--die-with-parent", "KILL")
    return subprocess.run(line, capture_output=True).returncode == 0
