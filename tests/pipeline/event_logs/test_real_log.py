"""The figures of a log of 2,000 cases that nobody here wrote."""

from collections import Counter

import pytest
from django.conf import settings
from django.db.models import Count

from pipeline.models import Application, LoggedEvent, Offer, StageMove, Stay
from pipeline.moves import history_of
from pipeline.rules import replay
from tests.pipeline.event_logs.logs import read_in

LOG = settings.BASE_DIR.parent / "shared" / "data" / "hiring_events" / "hiring_cases_2000.csv"

pytestmark = [
    pytest.mark.skipif(not LOG.exists(), reason="the hiring log of ../shared/data is not here"),
    pytest.mark.django_db,
]


def test_the_figures_of_the_log_come_out_of_what_is_stored(acme):
    report = read_in(LOG.read_bytes())
    rows = LoggedEvent.objects.values("activity").annotate(
        events=Count("id"), cases=Count("application", distinct=True)
    )
    assert {row["activity"]: (row["events"], row["cases"]) for row in rows} == {
        "Hand In Job Application": (2000, 2000),
        "Telephonic Screening": (1738, 1738),
        "Screening Interview": (1536, 1536),
        "Background Check": (1536, 1536),
        "Extensive Background Check": (423, 423),
        "Coding Interview": (794, 794),
        "Backend Interview": (259, 259),
        "Frontend Interview": (601, 601),
        "ML Interview": (484, 484),
        "Behavioral Interview": (779, 559),
        "Make Job Offer": (700, 522),
        "Application Rejected": (1928, 1773),
    }
    assert LoggedEvent.objects.count() == 12_778
    assert report["created"] == 2000


def test_the_log_becomes_moves_offers_and_clocks(acme):
    read_in(LOG.read_bytes())
    entered = Stay.objects.values_list("stage__name").annotate(
        cases=Count("application", distinct=True)
    )
    assert dict(entered) == {
        "Inbox": 2000,
        "Telephonic screening": 1738,
        "Screening interview": 1536,
        "Coding interview": 794,
        "Backend interview": 259,
        "Frontend interview": 601,
        "ML interview": 484,
        "Behavioral interview": 559,
        "Offer": 522,
    }
    states = Application.objects.values_list("state").annotate(count=Count("id"))
    assert dict(states) == {"active": 522, "rejected": 1478}
    assert Offer.objects.extended().count() == 522
    assert Counter(StageMove.objects.values_list("kind", flat=True)) == {
        "enter": 2000,
        "advance": 1738 + 1536 + 794 + 259 + 601 + 484 + 559 + 522,
        "reject": 1478,
    }
    assert not Application.objects.filter(first_contact_at=None).exists()
    assert Application.objects.exclude(offered_at=None).count() == 522

    # A sample is enough here: the random logs next door are rebuilt whole.
    for application in Application.objects.order_by("remote_id")[:40]:
        state = replay(history_of(application))
        assert (state.stage.pk, state.state, state.sequence) == (
            application.stage_id,
            application.state,
            application.version,
        )


def test_a_second_run_doubles_nothing_and_a_longer_log_adds_the_rest(acme):
    lines = LOG.read_bytes().splitlines(keepends=True)
    part, whole = b"".join(lines[:1003]), b"".join(lines[:2000])
    first = read_in(part)
    again = read_in(part)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, first["created"])
    assert again["figures"] == first["figures"]
    longer = read_in(whole)
    assert longer["unchanged"] + longer["updated"] == first["created"]
    assert LoggedEvent.objects.count() == 1999
