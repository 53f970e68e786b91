"""From the host of a request to its company."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.urls import set_urlconf
from django.utils import timezone

from config.tenancy.models import Company
from config.tenancy.schemas import inside, outside

HEALTH_PATH = "/healthz"


def public_address(path: str = "/") -> str:
    """Return the absolute address of `path` on the public host."""
    host = settings.BASE_DOMAIN + settings.PUBLIC_PORT_SUFFIX
    return f"{settings.PUBLIC_SCHEME}://{host}{path}"


class HostMiddleware:
    """Put the company of the host on the request, and the connection into its schema.

    The base domain is the public host and has addresses of its own. A host that belongs to
    nobody is answered 404 from the shared schema. Health is asked on any host.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            host = request.get_host().rsplit(":", 1)[0].lower().rstrip(".")
        except DisallowedHost:
            return HttpResponseBadRequest("This host is not served here.")
        request.company = None
        with outside():
            if host in settings.PUBLIC_HOSTS or request.path == HEALTH_PATH:
                return self._answer(request, settings.PUBLIC_SCHEMA_URLCONF)
            request.company = Company.objects.filter(domains__domain=host).first()
            if request.company is None:
                return self._answer_nobody(request, host)
        with inside(request.company), timezone.override(request.company.zone):
            return self._answer(request, settings.ROOT_URLCONF)

    def _answer(self, request, urlconf):
        request.urlconf = urlconf
        set_urlconf(urlconf)
        return self.get_response(request)

    def _answer_nobody(self, request, host):
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
        set_urlconf(request.urlconf)
        context = {"host": host, "start": public_address()}
        return render(request, "errors/no_company.html", context, status=404)
