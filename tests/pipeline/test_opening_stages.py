import pytest
from django.urls import reverse

from config.accounts.models import User
from panels.models import PanelSeat
from pipeline.models import Membership
from pipeline.moves import move
from pipeline.opening_stages import middle_stages, rewrite_stages, used_stages
from pipeline.openings import IllegalChange, StaleOpening
from pipeline.stage_lists import StageLine
from tests.factories import make_application, make_opening, moved, stage_of


@pytest.fixture
def opening(recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


def lines_of(opening):
    fields = StageLine.__dataclass_fields__
    return [
        StageLine(**{name: getattr(row, name) for name in fields}) for row in middle_stages(opening)
    ]


def sent(opening, **changes):
    lines = lines_of(opening)
    data = {
        "version": opening.version,
        "form-TOTAL_FORMS": len(lines),
        "form-INITIAL_FORMS": len(lines),
    }
    for place, line in enumerate(lines):
        for field, value in vars(line).items():
            data[f"form-{place}-{field}"] = "" if value is None else value
    return {**data, **changes}


def kinds_of(opening):
    return [stage.kind for stage in opening.stages.all()]


def test_stages_are_renamed_added_and_reordered_while_people_are_in_them(opening, recruiter):
    application = moved(make_application(opening), "technical")
    screen, technical, take_home, final = lines_of(opening)
    renamed = StageLine(**{**vars(technical), "name": "Deep dive", "target_days": 5})
    new = StageLine(kind="technical", name="Pairing")
    stages = [renamed, screen, new, take_home, final]
    rewrite_stages(opening, by=recruiter, stages=stages, version=1)
    assert [stage.name for stage in opening.stages.all()] == [
        "Inbox",
        "Deep dive",
        "Screen",
        "Pairing",
        "Take-home",
        "Final",
        "Offer",
        "Hired",
    ]
    assert [stage.position for stage in opening.stages.all()] == list(range(8))
    application.refresh_from_db()
    assert application.stage.name == "Deep dive"
    move(application, stage_of(opening, "screen"), by=recruiter)


def test_a_stage_nobody_was_in_can_be_removed(opening, recruiter):
    make_application(opening)
    screen, technical, _take_home, final = lines_of(opening)
    rewrite_stages(opening, by=recruiter, stages=[screen, technical, final], version=1)
    assert kinds_of(opening) == ["inbox", "screen", "technical", "final", "offer", "hired"]


def test_a_stage_somebody_was_in_stays_even_after_they_left(opening, recruiter):
    moved(moved(make_application(opening), "screen"), "technical")
    _screen, *others = lines_of(opening)
    with pytest.raises(IllegalChange, match="“Screen” has had candidates in it"):
        rewrite_stages(opening, by=recruiter, stages=others, version=1)
    assert kinds_of(opening)[1] == "screen"
    opening.refresh_from_db()
    assert opening.version == 1


def test_what_higher_rooms_know_of_an_application_keeps_a_stage_too(opening, interviewer):
    application, final = make_application(opening), stage_of(opening, "final")
    inbox = stage_of(opening, "inbox")
    PanelSeat.objects.create(stage=stage_of(opening, "technical"), interviewer=interviewer)
    assert used_stages(opening) == {inbox.pk}
    PanelSeat.objects.create(stage=final, interviewer=interviewer, application=application)
    assert used_stages(opening) == {inbox.pk, final.pk}


def test_a_stage_of_another_opening_is_refused(opening, recruiter):
    with pytest.raises(StaleOpening):
        rewrite_stages(opening, by=recruiter, stages=lines_of(make_opening()), version=1)


def test_who_was_slower_is_told(opening, recruiter, client_of):
    old = sent(opening, **{"form-0-name": "Mine"})
    rewrite_stages(opening, by=recruiter, stages=lines_of(opening), version=1)
    address = reverse("pipeline:opening_stages", args=[opening.pk])
    answer = client_of(recruiter).post(address, old, follow=True)
    assert "Somebody else has changed this opening" in answer.content.decode()
    assert stage_of(opening, "screen").name == "Screen"


def test_the_page_saves_and_says_what_is_wrong(opening, recruiter, client_of):
    address = reverse("pipeline:opening_stages", args=[opening.pk])
    client = client_of(recruiter)
    assert client.post(address, sent(opening, **{"form-0-name": ""})).status_code == 422
    assert client.post(address, {}).status_code == 422
    assert client.post(address, sent(opening, **{"form-0-name": "Call"})).status_code == 302
    assert stage_of(opening, "screen").name == "Call"


def test_the_page_does_not_offer_to_remove_a_used_stage(opening, recruiter, client_of):
    moved(make_application(opening), "screen")
    address = reverse("pipeline:opening_stages", args=[opening.pk])
    page = client_of(recruiter).get(address).content.decode()
    assert page.count("has had candidates") == 1
    assert "remove 0" not in page
    assert "remove 1" in page
    without = sent(opening, change="remove 0")
    answer = client_of(recruiter).post(address, without)
    assert answer.status_code == 200
    gone = {key: value for key, value in sent(opening).items() if not key.startswith("form-3-")} | {
        "form-TOTAL_FORMS": 3,
        "form-0-id": sent(opening)["form-3-id"],
    }
    answer = client_of(recruiter).post(address, gone)
    assert answer.status_code == 422
    assert "has had candidates in it" in answer.content.decode()


def test_a_warning_compares_targets_with_the_clock_of_the_opening(recruiter, client_of):
    opening = make_opening(by=recruiter, clock_days=5)
    address = reverse("pipeline:opening_stages", args=[opening.pk])
    page = client_of(recruiter).get(address).content.decode()
    assert "The targets add up to 12 days; the clock has 5." in page


def test_only_people_of_the_opening_change_its_stages(opening, lead, interviewer, client_of):
    address = reverse("pipeline:opening_stages", args=[opening.pk])
    assert client_of(lead).post(address, sent(opening)).status_code == 404
    Membership.objects.create(opening=opening, user=lead)
    assert client_of(lead).post(address, sent(opening)).status_code == 302
    assert client_of(interviewer).post(address, sent(opening)).status_code == 403
    admin = User.objects.get(email="admin@example.com")
    assert client_of(admin).get(address).status_code == 403
