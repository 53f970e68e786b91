"""The pages of the company's calendar."""

from datetime import date

import pytest
from django.urls import reverse

from config.tenancy.models import Company
from config.tenancy.schemas import inside, outside
from pipeline.models import DayOff

PAGE = "/calendar/"


@pytest.fixture
def page(client_of, admin):
    return client_of(admin)


def add(page, **fields):
    return page.post(
        "/calendar/days/add/", {"day": "2026-12-24", "name": "Christmas Eve", **fields}
    )


def test_the_settings_are_saved_and_the_holidays_shown(page, acme):
    said = {"country": "DE", "region": "bayern", "counts_business_days": "on"}
    assert page.post(PAGE, said).status_code == 302
    with outside():
        saved = Company.objects.get(pk=acme.pk)
    assert (saved.holiday_country, saved.holiday_region) == ("DE", "BY")
    assert "Christmas Day" in page.get(PAGE).text


def test_a_region_of_another_country_is_refused(page):
    answer = page.post(PAGE, {"country": "DE", "region": "TX"})
    assert answer.status_code == 422
    assert "This country has these regions: BB, BE" in answer.text


def test_a_day_is_added_deleted_and_put_back(page):
    add(page, is_worked="on")
    row = DayOff.objects.get()
    assert (row.day, row.is_worked) == (date(2026, 12, 24), True)
    told = page.post(reverse("pipeline:delete_day_off", args=[row.pk]), follow=True).text
    assert not DayOff.objects.exists()
    undo = "/calendar/days/restore/?day=2026-12-24&amp;name=Christmas+Eve&amp;is_worked=on"
    assert undo in told
    page.post(undo.replace("&amp;", "&"))
    again = DayOff.objects.get()
    assert (again.day, again.name, again.is_worked) == (row.day, row.name, True)


@pytest.mark.parametrize(
    "wrong", [{"day": "soon"}, {"day": ""}, {"name": "x" * 121}, {"name": "a\0b"}]
)
def test_what_is_no_day_is_refused(page, wrong):
    assert add(page, **wrong).status_code == 422
    assert not DayOff.objects.exists()


def test_a_day_is_in_the_list_once(page):
    add(page)
    answer = add(page)
    assert answer.status_code == 422
    assert "in the list already" in answer.text


def test_nonsense_is_not_put_back(page):
    assert page.post("/calendar/days/restore/?day=never").status_code == 302
    assert not DayOff.objects.exists()


@pytest.mark.parametrize("role", ["recruiter", "lead", "interviewer"])
def test_the_calendar_is_for_admins(request, client_of, role):
    assert client_of(request.getfixturevalue(role)).get(PAGE).status_code == 403


def test_a_rivals_day_cannot_be_deleted(page, globex):
    with inside(globex):
        theirs = DayOff.objects.create(day="2026-12-24", name="Theirs")
    assert page.post(reverse("pipeline:delete_day_off", args=[theirs.pk])).status_code == 404
    with inside(globex):
        assert DayOff.objects.count() == 1
