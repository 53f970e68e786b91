"""What holds for all public pages of open roles, and what leads the team to them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from pipeline.days import today
from tests.clients import CompanyClient
from tests.pipeline.public_roles import (
    LISTS,
    change,
    make_speech_role,
    set_company,
    shown,
)


@pytest.fixture
def opening(acme, lead):
    return make_speech_role(lead)


def page_of(visitor, opening):
    return visitor.get(f"/careers/{opening.ref}/")


def test_a_role_past_its_closing_date_leaves_lists_page_and_form(opening, visitor):
    change(opening, closes_on=today())
    for path in LISTS:
        assert opening.ref in shown(visitor.get(path)), path
    assert visitor.get(f"/apply/{opening.ref}/").status_code == 200
    change(opening, closes_on=today() - timedelta(days=1))
    for path in LISTS:
        assert opening.ref not in shown(visitor.get(path)), path
    gone = page_of(visitor, opening)
    assert gone.status_code == 410
    assert "Speech engineer takes no applications any more" in shown(gone)
    for answer in [visitor.get, visitor.post]:
        assert answer(f"/apply/{opening.ref}/").status_code in (404, 410)


def test_the_closing_date_ends_with_the_day_of_the_company(opening, acme):
    """It is always a later day in the one zone than in the other: they are 25 hours apart."""
    west, east = "Pacific/Pago_Pago", "Pacific/Kiritimati"
    change(opening, closes_on=timezone.now().astimezone(ZoneInfo(west)).date())
    for zone, is_open in [(west, True), (east, False)]:
        set_company(acme, time_zone=zone)
        answer = CompanyClient(HTTP_HOST=acme.host).get(f"/careers/{opening.ref}/")
        assert (answer.status_code == 200) == is_open, zone


def test_nothing_of_the_team_is_on_a_public_page(opening, visitor, lead, recruiter):
    stage = opening.stages.get(kind="screen")
    stage.aim = "Weed out the pretenders"
    stage.save()
    opening.memberships.get_or_create(user=recruiter)
    change(opening, component_weights={"zyzzyva": 77}, dimension_weights={"zyzzyva": 33})
    for path in [*LISTS, f"/careers/{opening.ref}/"]:
        page = shown(visitor.get(path))
        for hidden in [lead.name, recruiter.name, lead.email, "pretenders", "zyzzyva"]:
            assert hidden not in page, (path, hidden)


def test_a_role_of_another_company_is_not_here(opening, globex):
    rival = CompanyClient(HTTP_HOST=globex.host)
    assert rival.get(f"/careers/{opening.ref}/").status_code == 404
    for path in LISTS:
        assert opening.ref not in shown(rival.get(path)), path


def test_everybody_sees_the_same_pages(opening, visitor, client_of, recruiter, interviewer):
    for path in [*LISTS, f"/careers/{opening.ref}/"]:
        pages = {visitor.get(path).content}
        pages |= {client_of(user).get(path).content for user in (recruiter, interviewer)}
        assert len(pages) == 1, path


def test_only_reading_is_answered(opening, visitor):
    for path in [*LISTS, f"/careers/{opening.ref}/", "/robots.txt"]:
        assert visitor.post(path).status_code == 405
        assert visitor.head(path).status_code == 200


def test_a_page_is_kept_and_asked_about_each_time(opening, visitor):
    for path in ["/careers/", f"/careers/{opening.ref}/"]:
        answer = visitor.get(path)
        assert answer["Cache-Control"] == "no-cache"
        again = visitor.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    change(opening, title="Renamed")
    assert "Renamed" in shown(visitor.get(path, headers={"If-None-Match": answer["ETag"]}))


def test_the_pages_may_be_found_by_search_engines(opening, visitor, acme):
    for path in ["/careers/", f"/careers/{opening.ref}/"]:
        page = shown(visitor.get(path))
        assert "noindex" not in page
        assert f'<link rel="canonical" href="{acme.address(path)}">' in page
        for kind in ["atom+xml", "feed+json", "xml"]:
            assert f'rel="alternate" type="application/{kind}"' in page
    assert "noindex" in shown(visitor.get(f"/apply/{opening.ref}/"))
    robots = shown(visitor.get("/robots.txt"))
    assert "Disallow: /\n" in robots
    assert f"Sitemap: {acme.address('/sitemap-careers.xml')}" in robots


@pytest.mark.parametrize("who", ["admin", "recruiter", "lead"])
def test_the_team_finds_all_public_addresses_on_the_company_page(who, acme, client_of, request):
    page = shown(client_of(request.getfixturevalue(who)).get("/company/"))
    for path in LISTS:
        assert acme.address(path) in page


def test_an_opening_leads_the_team_to_what_candidates_see(opening, client_of, recruiter):
    path = f"/openings/{opening.pk}/settings/"
    page = shown(client_of(recruiter).get(path))
    assert f'<a href="/careers/{opening.ref}/">See it as candidates do</a>' in page
    change(opening, closes_on=today() - timedelta(days=1))
    page = shown(client_of(recruiter).get(path))
    assert "See it as candidates do" not in page
    assert "is past: it is on no public page" in page
    change(opening, closes_on=None, status="draft")
    assert f"/careers/{opening.ref}/" not in shown(client_of(recruiter).get(path))
