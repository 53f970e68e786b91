import pytest
from django.urls import reverse
from django.utils import timezone

from pipeline.clocks import read_clock
from pipeline.moves import hire
from pipeline.opening_counts import count_openings
from tests.factories import make_application, make_opening


def test_the_list_counts_people_seats_and_late_clocks(recruiter, acme, client_of):
    opening = make_opening(by=recruiter, headcount=2, clock_days=3)
    now = timezone.now()
    for days in (0, 2, 3, 9):
        make_application(opening, first_contact_at=now - timezone.timedelta(days=days))
    make_application(opening, first_contact_at=None)
    hire(make_application(opening), by=recruiter)
    counts = count_openings([opening], acme, now)[opening]
    assert (counts.active, counts.hired, counts.on_clock, counts.late) == (5, 1, 4, 2)
    assert counts.late_percent == 50
    late = sum(
        read_clock(row.first_contact_at, now=now, zone=acme.zone, days=3).is_over
        for row in opening.applications.active().exclude(first_contact_at=None)
    )
    assert late == counts.late
    page = client_of(recruiter).get(reverse("pipeline:openings")).content.decode()
    assert "2 of 4" in page
    assert "1 of 2" in page


def test_the_list_is_narrowed_by_status_and_specialization(recruiter, client_of):
    for status, specialization in [("open", "genai"), ("draft", "genai"), ("open", "infra")]:
        make_opening(
            title=f"{status} {specialization}", status=status, specialization=specialization
        )
    client = client_of(recruiter)
    page = client.get("/openings/?specialization=genai").content.decode()
    assert "open genai" in page
    assert "draft genai" not in page
    assert "open infra" not in page
    assert "open infra" in client.get("/openings/?specialization=%00").content.decode()
    assert "draft genai" in client.get("/openings/?status=draft").content.decode()
    assert "No opening fits" in client.get("/openings/?status=closed").content.decode()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_openings(
    recruiter, client_of, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_application(make_opening(by=recruiter))
    client = client_of(recruiter)
    client.get("/openings/")
    with django_assert_num_queries(9):
        assert client.get("/openings/").status_code == 200
