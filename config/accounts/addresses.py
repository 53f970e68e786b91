"""Where a request comes from."""

from ipaddress import ip_address

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
