"""Which hosts people may have notices posted to, as the operator says: none unless named."""

import re
from collections.abc import Mapping

HOST = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*")


class UnusableHosts(ValueError):
    """CHAT_HOSTS cannot be used; the text is a sentence for the operator."""


def read_chat_hosts(environ: Mapping[str, str]) -> list[str]:
    """Return the hosts of CHAT_HOSTS; one that begins with a dot stands for all below it.

    Empty: no chat is offered. `*` is any public host. Raises UnusableHosts.
    """
    hosts = [host.strip().lower() for host in environ.get("CHAT_HOSTS", "").split(",")]
    hosts = [host for host in hosts if host]
    wrong = [host for host in hosts if host != "*" and not HOST.fullmatch(host)]
    if wrong:
        raise UnusableHosts(
            f"CHAT_HOSTS names {wrong[0]!r}, which is no host name such as hooks.slack.com."
        )
    return hosts
