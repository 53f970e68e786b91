from functools import partial

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Process, Specialization
from pipeline.processes import (
    StaleProcess,
    create_process,
    mark_of,
    openings_apart,
    rewrite_process,
)
from pipeline.stage_lists import StageLine, warn_of_targets
from tests.factories import make_opening
from tests.races import at_once


@pytest.fixture
def process(acme):
    return Process.objects.get(is_default=True)


@pytest.fixture
def applied(acme):
    """It hires by the default, until it gets a process of its own."""
    return Specialization.objects.get(key="applied")


def lines_of(process):
    fields = StageLine.__dataclass_fields__
    return [StageLine(**{name: getattr(row, name) for name in fields}) for row in rows_of(process)]


def rows_of(process):
    return list(process.stages.order_by("position"))


def rewrite(process, lines, by=None, **changes):
    mark = mark_of(process, rows_of(process))
    given = {"name": process.name, "mark": mark, **changes}
    rewrite_process(process, by=by, stages=lines, **given)


def sent(process, **changes):
    """What the editor of `process` sends; a key of None leaves a field out."""
    rows = rows_of(process)
    data = {
        "name": process.name,
        "mark": mark_of(process, rows),
        "form-TOTAL_FORMS": len(rows),
        "form-INITIAL_FORMS": len(rows),
    }
    for place, row in enumerate(rows):
        for field in StageLine.__dataclass_fields__:
            value = getattr(row, field)
            data[f"form-{place}-{field}"] = "" if value is None else value
    return {**data, **changes}


def test_a_process_begins_as_a_copy_of_the_default(applied, admin):
    own = create_process(applied, by=admin)
    default = Process.objects.get(is_default=True)
    assert [row.shape() for row in own.stages.all()] == [
        row.shape() for row in default.stages.all()
    ]
    assert create_process(applied, by=admin) == own
    assert make_opening(specialization="applied").process == own


def test_changing_the_template_never_rewrites_a_running_opening(process, admin):
    opening = make_opening(by=admin)
    before = [(stage.pk, stage.shape()) for stage in opening.stages.all()]
    screen, technical, take_home, _final = lines_of(process)
    changed = StageLine(**{**vars(screen), "name": "Phone call", "target_days": 9, "gate": "none"})
    added = StageLine(kind="technical", name="Second technical")
    rewrite(process, [take_home, changed, added, technical])
    assert [(stage.pk, stage.shape()) for stage in opening.stages.all()] == before
    assert [stage.name for stage in make_opening().stages.all()] == [
        "Inbox",
        "Take-home",
        "Phone call",
        "Second technical",
        "Technical",
        "Offer",
        "Hired",
    ]


def test_running_openings_with_other_stages_are_named(process, admin):
    older = make_opening(by=admin, title="Older")
    make_opening(by=admin, title="Over", status="closed")
    assert openings_apart([process]) == {process: []}
    rewrite(process, list(reversed(lines_of(process))))
    make_opening(by=admin, title="Newer")
    assert openings_apart([process]) == {process: [older]}


def test_an_opening_that_changed_its_copy_is_named_too(process, admin):
    opening = make_opening(by=admin)
    opening.stages.filter(kind="screen").update(name="Call")
    assert openings_apart([process]) == {process: [opening]}


def test_a_stage_keeps_its_kind_for_life(process):
    screen, *others = lines_of(process)
    rewrite(process, [StageLine(**{**vars(screen), "kind": "final"}), *others])
    assert rows_of(process)[0].kind == "screen"


def test_a_process_changed_meanwhile_is_not_overwritten(process):
    mark = mark_of(process, rows_of(process))
    rewrite(process, lines_of(process), name="Theirs")
    with pytest.raises(StaleProcess):
        rewrite(process, lines_of(process), name="Mine", mark=mark)
    process.refresh_from_db()
    assert process.name == "Theirs"


def test_a_stage_of_another_process_is_refused(process, applied, admin):
    own = create_process(applied, by=admin)
    with pytest.raises(StaleProcess):
        rewrite(process, lines_of(own))
    with pytest.raises(StaleProcess):
        rewrite(process, [lines_of(process)[0]] * 2)
    assert len(rows_of(process)) == len(rows_of(own)) == 4


def test_a_save_is_whole_or_nothing(process, applied, admin):
    foreign = lines_of(create_process(applied, by=admin))[0]
    screen, *_ = lines_of(process)
    with pytest.raises(StaleProcess):
        rewrite(process, [StageLine(**{**vars(screen), "name": "Lost"}), foreign])
    assert rows_of(process)[0].name == "Screen"


@pytest.mark.parametrize(
    ("targets", "days", "warning"),
    [
        ([3, 3, 4, 2], 14, ""),
        ([7, 7], 14, ""),
        ([7, 7, 1], 14, "The targets add up to 15 days; the clock has 14."),
        ([7, None, 4], 10, "The targets add up to 11 days; the clock has 10."),
        ([], 14, ""),
    ],
)
def test_targets_beyond_the_clock_are_warned_of(targets, days, warning):
    assert warn_of_targets(targets, days) == warning


def test_the_editor_saves_everything_at_once_or_says_what_is_wrong(process, lead, client_of):
    address = reverse("pipeline:edit_process", args=[process.pk])
    client = client_of(lead)
    wrong = sent(process, **{"form-0-name": "", "form-1-minutes_high": "5"})
    answer = client.post(address, wrong)
    assert answer.status_code == 422
    assert "This is shorter than where it begins." in answer.content.decode()
    assert rows_of(process)[0].name == "Screen"
    answer = client.post(address, sent(process, **{"form-0-name": "Call", "name": "Our way"}))
    assert answer.status_code == 302
    process.refresh_from_db()
    assert (process.name, rows_of(process)[0].name) == ("Our way", "Call")


def test_the_editor_keeps_what_is_typed_while_stages_change_places(process, lead, client_of):
    address = reverse("pipeline:edit_process", args=[process.pk])
    typed = sent(process, **{"form-1-name": "Deep dive", "change": "up 1"})
    client = client_of(lead)
    page = client.post(address, typed).content.decode()
    assert page.index("Deep dive") < page.index("1. Deep dive") + 10 < page.index("2. Screen")
    fragment = client.post(address, typed, headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<form")
    assert rows_of(process)[0].name == "Screen"


def test_a_process_without_stages_is_refused(process, lead, client_of):
    address = reverse("pipeline:edit_process", args=[process.pk])
    nothing = {**sent(process), "form-TOTAL_FORMS": 0, "form-INITIAL_FORMS": 0}
    assert client_of(lead).post(address, nothing).status_code == 422
    assert client_of(lead).post(address, {"name": "x"}).status_code == 422
    assert len(rows_of(process)) == 4


def test_a_kind_that_only_openings_have_is_refused(process, lead, client_of):
    address = reverse("pipeline:edit_process", args=[process.pk])
    answer = client_of(lead).post(address, sent(process, **{"form-0-kind": "offer"}))
    assert answer.status_code == 422


def test_a_warning_stands_on_the_page_while_it_is_typed(process, lead, client_of):
    address = reverse("pipeline:edit_process", args=[process.pk])
    typed = sent(process, **{"form-0-target_days": "30", "change": "add"})
    page = client_of(lead).post(address, typed).content.decode()
    assert "The targets add up to 39 days; the clock has 14." in page


def test_who_was_slower_sees_the_process_as_it_now_is(process, lead, client_of):
    old = sent(process, name="Mine")
    rewrite(process, lines_of(process), name="Theirs")
    answer = client_of(lead).post(reverse("pipeline:edit_process", args=[process.pk]), old)
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert "Mine" not in answer.content.decode()


def test_a_process_is_dropped_for_the_default_which_stays(process, applied, admin, client_of):
    own = create_process(applied, by=admin)
    opening = make_opening(by=admin, specialization="applied")
    client = client_of(admin)
    client.post(reverse("pipeline:remove_process", args=[own.pk]))
    assert not Process.objects.filter(pk=own.pk).exists()
    assert opening.stages.count() == 7
    answer = client.post(reverse("pipeline:remove_process", args=[process.pk]))
    assert answer.status_code == 404
    assert Process.objects.filter(pk=process.pk).exists()


@pytest.mark.parametrize(
    ("who", "sees", "edits"),
    [
        ("admin", 200, 200),
        ("lead", 200, 200),
        ("recruiter", 200, 403),
        ("interviewer", 403, 403),
        ("outsider", 403, 403),
    ],
)
def test_each_role_reaches_what_the_table_says(process, client_of, who, sees, edits):
    client = client_of(User.objects.get(email=f"{who}@example.com"))
    address = reverse("pipeline:edit_process", args=[process.pk])
    assert client.get(reverse("pipeline:processes")).status_code == sees
    assert client.get(address).status_code == edits
    assert client.post(address, {}).status_code == (422 if edits == 200 else 403)


def test_an_admin_is_told_how_many_openings_differ_and_not_which(process, admin, lead, client_of):
    make_opening(by=lead, title="Secret role")
    rewrite(process, list(reversed(lines_of(process))))
    page = client_of(admin).get(reverse("pipeline:processes")).content.decode()
    assert "1 running opening has" in page
    assert "Secret role" not in page
    assert "Secret role" in client_of(lead).get(reverse("pipeline:processes")).content.decode()


@pytest.mark.parametrize("page", ["edit_process", "remove_process"])
def test_a_rival_company_finds_no_process(applied, admin, globex, client_of, page):
    own = create_process(applied, by=admin)
    with inside(globex):
        rival = User.objects.get(pk=admin.pk)
    answer = client_of(rival, globex).post(reverse(f"pipeline:{page}", args=[own.pk]))
    assert answer.status_code == 404


@pytest.mark.parametrize("rows", [1, 50])
def test_the_page_costs_the_same_queries_for_any_number_of_openings(
    process, lead, client_of, rows, django_assert_num_queries
):
    if rows == 1:
        Process.objects.filter(is_default=False).delete()
    for _ in range(rows):
        make_opening(by=lead)
    rewrite(process, list(reversed(lines_of(process))))
    client = client_of(lead)
    client.get("/processes/")
    with django_assert_num_queries(10):
        assert client.get("/processes/").status_code == 200


def test_of_two_people_saving_at_once_the_second_is_told(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        process = Process.objects.get(is_default=True)
        lines, mark = lines_of(process), mark_of(process, rows_of(process))
    save = partial(rewrite_process, process, by=None, stages=lines, mark=mark)
    outcomes = at_once(acme, partial(save, name="one"), partial(save, name="two"))
    assert sorted(type(outcome) for outcome in outcomes if outcome) == [StaleProcess]
