"""Signed links are bound to a company and a purpose, and expire."""

from datetime import timedelta

from django.core import signing

from config.accounts.links import read, sign

WEEK = timedelta(days=7)


def test_a_link_is_read_by_the_company_that_signed_it(acme):
    assert read(acme, "invitation", sign(acme, "invitation", "x"), life=WEEK) == "x"


def test_a_link_of_another_company_or_purpose_is_worth_nothing(acme, globex):
    token = sign(acme, "invitation", "x")
    assert read(globex, "invitation", token, life=WEEK) is None
    assert read(acme, "take_home", token, life=WEEK) is None


def test_a_forged_or_mangled_link_is_worth_nothing(acme):
    token = sign(acme, "invitation", "x")
    for mangled in ["", "x", token[:-1], "A" + token, token.replace(":", ""), "é:b:c"]:
        assert read(acme, "invitation", mangled, life=WEEK) is None


def test_a_link_expires(acme, monkeypatch):
    token = sign(acme, "invitation", "x")
    later = signing.time.time() + WEEK.total_seconds() + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert read(acme, "invitation", token, life=WEEK) is None
