"""Editing the framework as a browser does: the form as it stands, with some fields changed."""

from pipeline.framework.documents import document_of, rows_of
from pipeline.framework.lists import LISTS
from tests.panels.html_forms import fields_of


def opened(client, place):
    """Return the fields of a form below /framework/ as somebody finds them."""
    answer = client.get(f"/framework/{place}")
    assert answer.status_code == 200
    return fields_of(answer.content.decode())


def send(client, place, fields, **changes):
    """Send a form that was opened, with some of its fields changed; return the answer."""
    data = fields.copy()
    for name, value in changes.items():
        data[name] = value
    return client.post(f"/framework/{place}", data)


def edit(client, place, **changes):
    """Open a form, change some of its fields and send it; return the answer."""
    return send(client, place, opened(client, place), **changes)


def reads(name, key):
    """Return what an entry now reads like."""
    return document_of(LISTS[name], rows_of(LISTS[name]).get(key=key))
