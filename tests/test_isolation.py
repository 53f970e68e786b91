"""No row ever strays from one company into another."""

import pytest
from django.conf import settings
from django.db import connections

from tests.isolation import make_companies, stir


@pytest.fixture
def pooled(own_database):
    """The pool of production, which the other tests do without."""
    options = connections["default"].settings_dict["OPTIONS"]
    options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 30}
    yield
    connections["default"].close()
    connections["default"].close_pool()
    del options["pool"]


def test_threads_that_roll_back_and_lose_connections_never_see_a_rivals_row(pooled):
    assert settings.TENANT_LIMIT_SET_CALLS
    companies = make_companies(4)
    tally = stir(companies, threads=6, operations=1_500)
    assert tally.faults == []
    assert tally.wrong == []
    assert tally.done["lose_connection"] > 3
    assert tally.done["roll_back"] > 50
