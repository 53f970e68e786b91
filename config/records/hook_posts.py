"""One post to an address, on the wire: bounded in time and size, and followed nowhere.

The connection goes to the very machine that was judged, so that its name cannot be made to lead
elsewhere in between. Of the answer only the first line is read.
"""

import socket
import ssl
import time
from functools import cache

from config.records.hook_addresses import (
    HookAddress,
    RefusedAddress,
    Resolve,
    machines_of,
    read_hook,
)

SECONDS = 8
MOST_BYTES = 4096
GONE = frozenset({401, 403, 404, 405, 410})


class PostFailed(Exception):
    """The post was not taken; the text is a sentence. Where it `is_final`, asking again is vain."""

    def __init__(self, sentence: str, *, is_final: bool = False):
        super().__init__(sentence)
        self.is_final = is_final


def post_json(url: str, body: str, key: str, *, resolve: Resolve = socket.getaddrinfo) -> None:
    """Post `body` to `url` under an id. Raises PostFailed unless the answer is a 2xx."""
    try:
        address = read_hook(url)
        machines = machines_of(address, resolve=resolve)
        status = _status_of(_ask(address, machines, _request(address, body.encode(), key)))
    except RefusedAddress as refused:
        raise PostFailed(str(refused), is_final=True) from refused
    except (OSError, UnicodeError) as error:
        raise PostFailed(f"It could not be reached ({type(error).__name__}).") from error
    if 300 <= status < 400:
        raise PostFailed(f"It answered {status}, which leads elsewhere.", is_final=True)
    if not 200 <= status < 300:
        raise PostFailed(f"It answered {status}.", is_final=status in GONE)


def _request(address: HookAddress, body: bytes, key: str) -> bytes:
    host = f"[{address.host}]" if ":" in address.host else address.host
    lines = [
        f"POST {address.path} HTTP/1.1",
        f"Host: {host}",
        "User-Agent: Fortnight",
        "Content-Type: application/json; charset=utf-8",
        f"Content-Length: {len(body)}",
        f"Webhook-Id: {key}",
        "Connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def _ask(address: HookAddress, machines, request: bytes) -> bytes:
    """Return the beginning of the answer."""
    ends_at = time.monotonic() + SECONDS
    with _connect(machines, address.port, ends_at) as plain:
        if not address.has_tls:
            return _exchange(plain, request, ends_at)
        plain.settimeout(_left(ends_at))
        with _trust().wrap_socket(plain, server_hostname=address.host) as secret:
            return _exchange(secret, request, ends_at)


def _connect(machines, port, ends_at):
    """Connect to the first of `machines` that answers."""
    problem: OSError = OSError("The name leads to no machine.")
    for machine in machines:
        try:
            return socket.create_connection((machine, port), timeout=_left(ends_at))
        except OSError as error:
            problem = error
    raise problem


def _exchange(line, request, ends_at) -> bytes:
    line.settimeout(_left(ends_at))
    line.sendall(request)
    answer = b""
    while b"\n" not in answer and len(answer) < MOST_BYTES:
        line.settimeout(_left(ends_at))
        piece = line.recv(MOST_BYTES - len(answer))
        if not piece:
            break
        answer += piece
    return answer


def _left(ends_at):
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _status_of(answer: bytes) -> int:
    """The number in a line such as "HTTP/1.1 200 OK"."""
    words = answer.partition(b"\n")[0].split()
    if len(words) < 2 or not words[0].startswith(b"HTTP/") or not words[1].isdigit():
        raise PostFailed("It gave no answer that can be read.")
    return int(words[1][:4])


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()
