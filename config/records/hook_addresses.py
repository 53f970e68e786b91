"""Where posts may go: https addresses of hosts that the operator allows, in the public network.

An address is judged as it is written, and its host again at each post, when it is known which
machines the name leads to: a name that leads into our own network later is refused then.
"""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.conf import settings

PORT = 443
LONGEST = 500
PLAIN = re.compile(r"[!-~]+")
NAT64, SIX_TO_FOUR = IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16")

Resolve = Callable[..., list[tuple]]
"""As `socket.getaddrinfo`."""


class RefusedAddress(ValueError):
    """Nothing may be posted to this address; the text is a sentence that says why."""


@dataclass(frozen=True)
class HookAddress:
    """An address that may be posted to; `path` holds its query. Without TLS in tests alone."""

    host: str
    port: int
    path: str
    has_tls: bool = True


def read_hook(url: str) -> HookAddress:
    """Return the parts of `url`. Raises RefusedAddress; asks nobody what the host is."""
    if len(url) > LONGEST or not PLAIN.fullmatch(url):
        raise RefusedAddress("This is no web address.")
    try:
        parts = urlsplit(url)
        port, host = parts.port or PORT, (parts.hostname or "").rstrip(".")
    except ValueError:
        raise RefusedAddress("This is no web address.") from None
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    if is_of_tests(url):
        return HookAddress(host, port, path, has_tls=False)
    if parts.scheme != "https":
        raise RefusedAddress("The address has to begin with https://.")
    if not host or parts.username is not None or parts.password is not None or port != PORT:
        raise RefusedAddress("The address may name no user and no port.")
    if not _is_allowed(host):
        raise RefusedAddress(f"Whoever runs this Fortnight allows no messages to {host}.")
    return HookAddress(host, port, path)


def machines_of(address: HookAddress, *, resolve: Resolve = socket.getaddrinfo) -> list[str]:
    """Return the machines that the host now leads to, all of them public.

    Raises RefusedAddress where one is not, and OSError where the name leads nowhere.
    """
    found = resolve(address.host, address.port, type=socket.SOCK_STREAM)
    machines = list(dict.fromkeys(entry[4][0] for entry in found))
    if address.has_tls and not all(map(is_public, machines)):
        raise RefusedAddress(f"{address.host} leads into a private network.")
    return machines


def is_public(machine: str) -> bool:
    """Say whether a numeric address is one of the public network, however it is wrapped."""
    try:
        number = ip_address(machine)
    except ValueError:
        return False
    if number.version == 6:
        number = _unwrapped(number)
    return number.is_global and not number.is_multicast and not number.is_reserved


def is_of_tests(url: str) -> bool:
    """Say whether `url` leads to the server that a test runs itself."""
    origin = settings.HOOK_TEST_ORIGIN
    return bool(origin) and url.startswith(f"{origin}/")


def _unwrapped(number):
    """The IPv4 address within an IPv6 one that only wraps it."""
    if number.ipv4_mapped:
        return number.ipv4_mapped
    if number in NAT64:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    if number in SIX_TO_FOUR:
        return IPv4Address(int(number) >> 80 & 0xFFFFFFFF)
    return number


def _is_allowed(host):
    """CHAT_HOSTS names hosts; one that begins with a dot stands for all below it, * for any."""
    return any(
        rule in ("*", host) or (rule.startswith(".") and host.endswith(rule))
        for rule in settings.CHAT_HOSTS
    )
