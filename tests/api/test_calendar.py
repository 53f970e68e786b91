"""The company's calendar over the API."""

from pipeline.models import DayOff

DAY = {"day": "2026-12-24", "name": "Christmas Eve", "is_worked": False}


def test_the_calendar_is_read_and_set(api_of, admin):
    api = api_of(admin)
    assert api.read("calendar/").body["counts_business_days"] is True
    said = {"country": "DE", "region": "Bayern", "counts_business_days": False}
    answer = api.send("PUT", "calendar/", said)
    assert (answer.status_code, answer.body) == (200, {**said, "region": "BY"})
    refused = api.send("PUT", "calendar/", {**said, "country": "XX"})
    assert (refused.status_code, list(refused.body["errors"])) == (400, ["country"])


def test_days_are_added_listed_and_deleted(api_of, admin):
    api = api_of(admin)
    made = api.send("POST", "calendar/days/", DAY)
    assert made.status_code == 201
    again = api.send("POST", "calendar/days/", DAY)
    assert (again.status_code, list(again.body["errors"])) == (400, ["day"])
    assert api.read("calendar/days/").body == [{**DAY, "id": made.body["id"]}]
    assert api.send("DELETE", f"calendar/days/{made.body['id']}/").status_code == 204
    assert not DayOff.objects.exists()


def test_only_admins_set_the_calendar(api):
    assert api.send("POST", "calendar/days/", DAY).status_code == 403
