"""Become another program, with the ties to its parent that were asked for.

Run as a file, with the standard library alone, before anything else is imported:

    tether.py --die-with-parent TERM [--user NAME] -- PROGRAM ARGUMENT...
    tether.py --detach [--user NAME] -- PROGRAM ARGUMENT...

With --die-with-parent the kernel sends the program that signal when the process that started it
ends, however it ends. With --detach it outlives its parent, and its process id is printed.
"""

import argparse
import ctypes
import os
import pwd
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    parser = argparse.ArgumentParser()
    tie = parser.add_mutually_exclusive_group(required=True)
    tie.add_argument("--die-with-parent", metavar="SIGNAL")
    tie.add_argument("--detach", action="store_true")
    parser.add_argument("--user")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    parent = os.getppid()
    os.chdir("/" if options.user else ".")
    if options.user:
        become(options.user)
    if options.detach:
        detach()
    else:
        # After the change of user, which would clear it again.
        die_with(parent, signal.Signals[f"SIG{options.die_with_parent}"])
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.execvp(options.command[0], options.command)


def become(name: str) -> None:
    account = pwd.getpwnam(name)
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)


def detach() -> None:
    child = os.fork()
    if child:
        print(child, flush=True)
        os._exit(0)
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)  # or whoever reads the process id would wait for the program to end


def die_with(parent: int, wanted: signal.Signals) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(wanted))
    if os.getppid() != parent:  # it ended before the kernel knew what to do
        os.kill(os.getpid(), wanted)


if __name__ == "__main__":
    main()
