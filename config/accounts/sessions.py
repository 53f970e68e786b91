"""Sessions and users exist inside companies only; the public host has neither."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware


class CompanySessionMiddleware(SessionMiddleware):
    def process_request(self, request):
        if request.company is not None:
            super().process_request(request)

    def process_response(self, request, response):
        if request.company is None:
            return response
        return super().process_response(request, response)


class CompanyUserMiddleware(AuthenticationMiddleware):
    def process_request(self, request):
        if request.company is None:
            request.user = AnonymousUser()
        else:
            super().process_request(request)
