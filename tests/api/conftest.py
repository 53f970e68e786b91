"""Clients of the API: one per person, by token."""

import json

import pytest
from django.test import Client

from config.records.models import ApiToken
from config.tenancy.schemas import inside


class ApiClient(Client):
    """Sends and reads JSON."""

    def __init__(self, company, secret=None):
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        super().__init__(HTTP_HOST=company.host, headers=headers)

    def send(self, method, path, body=None, headers=None):
        response = self.generic(
            method,
            f"/api/v1/{path}",
            json.dumps(body if body is not None else {}),
            content_type="application/json",
            headers=headers,
        )
        response.body = json.loads(response.content) if response.content else None
        return response

    def read(self, path):
        response = self.get(f"/api/v1/{path}")
        response.body = json.loads(response.content)
        return response


@pytest.fixture
def api_of(acme):
    """Return a function from a person to a client with their token."""

    def client(user, company=acme):
        with inside(company):
            _, secret = ApiToken.issue(user, "Test")
        return ApiClient(company, secret)

    return client


@pytest.fixture
def api(api_of, recruiter):
    return api_of(recruiter)


@pytest.fixture
def stranger(acme):
    return ApiClient(acme)
