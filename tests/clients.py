"""The test client of a house with many companies."""

from django.db import connection
from django.test import Client


class CompanyClient(Client):
    """A client after whose requests the test stands in the company where it stood before.

    A request leaves the connection in the shared schema, as the middleware should.
    """

    def request(self, **request):
        tenant, include_public = connection.tenant, connection.include_public_schema
        try:
            return super().request(**request)
        finally:
            connection.set_tenant(tenant, include_public=include_public)
