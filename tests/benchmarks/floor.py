"""The page every figure is compared with, and a count of statements for those who ask."""

from django.db import connection
from django.http import HttpResponse

from config.accounts.guards import needs
from config.accounts.models import User


@needs("today.view")
def floor(request):
    """Signed in, one query, nothing rendered."""
    return HttpResponse(str(User.objects.count()))


class CountingMiddleware:
    """Answer `X-Count` with the number of statements, `SET search_path` included."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "X-Count" not in request.headers:
            return self.get_response(request)
        statements = []

        def count(execute, sql, params, many, context):
            statements.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response["X-Statements"] = len(statements)
        return response
