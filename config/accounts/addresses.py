"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings


def address_of(request) -> str | None:
    """Return the visitor's IP address, or None where it cannot be told.

    Behind the proxy that production has in front (SECURE_PROXY_SSL_HEADER), it is the last
    entry of X-Forwarded-For: the proxy wrote that one itself, whatever came before may be made
    up. Elsewhere the header is not believed at all.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    try:
        return str(ip_address(address))
    except ValueError:
        return None


def network_of(address: str | None) -> str | None:
    """Return what one visitor has of `address`, as `address_of` told it.

    With IPv6 that is all of a /64: whoever has one has as many addresses as they like.
    """
    known = ip_address(address) if address else None
    if not isinstance(known, IPv6Address):
        return address
    return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
