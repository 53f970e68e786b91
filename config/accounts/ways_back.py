"""Where a page is asked to lead afterwards."""

from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request) -> str:
    """Return the address in `next` if it leads to this host, else ""."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else ""
