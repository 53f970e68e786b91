"""The applications of an opening, in the order of what their answers were flagged."""

import pytest

from pipeline.applying.answers import Given, write_answers
from tests.factories import make_application, make_opening
from tests.pipeline.apply_forms import VISA, ask, shown


@pytest.fixture
def opening(recruiter):
    return make_opening(by=recruiter)


@pytest.mark.parametrize(
    ("order", "places"), [("flagged_first", [1, 2, 0]), ("flagged_last", [2, 0, 1])]
)
def test_applications_are_sorted_by_flags(order, places, opening, recruiter, client_of):
    (visa,) = ask(opening, VISA, by=recruiter)
    rows = [make_application(opening) for _ in range(3)]
    write_answers(rows[0], [Given(visa, "Yes")])
    write_answers(rows[1], [Given(visa, "No")])
    page = client_of(recruiter).get(f"/openings/{opening.pk}/applications/?order={order}")
    assert [row.pk for row, _ in page.context["rows"]] == [rows[place].pk for place in places]
    assert "1 flagged" in shown(page)


@pytest.mark.parametrize("order", ["newest", "flagged_first", "flagged_last"])
def test_a_sorted_list_goes_on_where_it_ended(order, opening, recruiter, client_of):
    (visa,) = ask(opening, VISA, by=recruiter)
    rows = [make_application(opening) for _ in range(53)]
    for row in rows[::2]:
        write_answers(row, [Given(visa, "No")])
    client, seen, before = client_of(recruiter), [], ""
    for _ in range(2):
        page = client.get(f"/openings/{opening.pk}/applications/?order={order}&before={before}")
        seen += [row.pk for row, _ in page.context["rows"]]
        before = page.context["after"]
    assert before == ""
    assert sorted(seen) == [row.pk for row in rows]


@pytest.mark.parametrize(
    "query", ["order=x&before=y", "before=%00", "order=flagged_first&before=2.x"]
)
def test_a_mistyped_order_is_the_newest_first(query, opening, recruiter, client_of):
    row = make_application(opening)
    page = client_of(recruiter).get(f"/openings/{opening.pk}/applications/?{query}")
    assert [each.pk for each, _ in page.context["rows"]] == [row.pk]
