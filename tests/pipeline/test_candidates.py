"""Candidates: the list, and the person."""

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.records.models import AuditEntry
from config.tenancy.schemas import inside
from panels.seats import seat
from pipeline.candidates import change_candidate
from pipeline.models import Candidate, Criterion, Employment
from pipeline.moves import reject
from pipeline.people_due import bring_up_to_date
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening

SCRIPT = "<script>alert(1)</script>"
LIST = "/candidates/"
KNOWN = "/candidates/known/"


def shown(answer):
    return answer.content.decode()


def person_page(candidate):
    return reverse("pipeline:candidate", args=[candidate.pk])


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead, title="Speech ML")


# The list


def test_the_list_shows_people_with_their_openings(opening, client_of, recruiter):
    make_application(opening, candidate=make_candidate(name="Amara Osei"))
    rejected = make_application(opening, candidate=make_candidate(name="Jun Takeda"))
    reject(rejected, by=recruiter, reason="Not yet")
    page = shown(client_of(recruiter).get(LIST))
    for words in ["Amara Osei", "Jun Takeda", "Speech ML", "Inbox", "Rejected"]:
        assert words in page


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_people(
    rows, opening, client_of, lead, django_assert_num_queries
):
    for _ in range(rows):
        make_application(opening)
    client = client_of(lead)
    # search path, company, search path, session, user; tags, pools, openings and channels to choose
    # by; count, people, their applications, their tags
    with django_assert_num_queries(13):
        assert len(client.get(LIST).context["people"]) == rows


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("amara", {"Amara 100%_Osei"}),
        ("OSEI", {"Amara 100%_Osei"}),
        ("jun@", {"Jun Takeda"}),
        ("0%_O", {"Amara 100%_Osei"}),
        ("%", {"Amara 100%_Osei"}),
        ("_", {"Amara 100%_Osei"}),
        ("\\", set()),
        ("' OR 1=1 --", set()),
        ("\x00", {"Amara 100%_Osei", "Jun Takeda"}),
        ("  ", {"Amara 100%_Osei", "Jun Takeda"}),
    ],
)
def test_search_takes_words_as_they_are(words, found, acme, client_of, recruiter):
    make_candidate(name="Amara 100%_Osei", email="amara@example.com")
    make_candidate(name="Jun Takeda", email="jun@example.com")
    answer = client_of(recruiter).get(LIST, {"q": words})
    assert {person.name for person in answer.context["people"]} == found


def test_pages_follow_each_other_without_gap_or_double(acme, client_of, recruiter):
    people = [make_candidate() for _ in range(120)]
    client, seen, before = client_of(recruiter), [], ""
    while True:
        context = client.get(LIST, {"before": before}).context
        seen += [person.pk for person in context["people"]]
        before = context["found"].after
        if before is None:
            break
    assert seen == sorted((person.pk for person in people), reverse=True)


@pytest.mark.parametrize("before", ["x", "1' OR '1'='1", "\x00"])
def test_a_mistyped_page_shows_the_first(before, acme, client_of, recruiter):
    make_candidate()
    assert len(client_of(recruiter).get(LIST, {"before": before}).context["people"]) == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("recruiter", 200), ("lead", 200), ("interviewer", 403), ("admin", 403), ("outsider", 403)],
)
def test_who_may_open_the_list(who, status, acme, client_of):
    assert client_of(User.objects.get(pk=KEYS[who])).get(LIST).status_code == status


def test_a_lead_sees_the_people_of_their_own_teams_only(opening, client_of, lead, recruiter):
    mine = make_application(opening)
    foreign = make_application(make_opening(by=recruiter), candidate=mine.candidate)
    stranger = make_application(make_opening(by=recruiter))
    make_candidate(name="In no opening")
    client = client_of(lead)
    people = client.get(LIST).context["people"]
    assert [person.pk for person in people] == [mine.candidate_id]
    assert [application.pk for application in people[0].seen] == [mine.pk]
    assert client.get(person_page(stranger.candidate)).status_code == 404
    assert str(foreign.pk) not in shown(client.get(person_page(mine.candidate)))


def test_an_empty_list_says_what_to_do_next(acme, client_of, recruiter):
    client = client_of(recruiter)
    assert "No candidates yet" in shown(client.get(LIST))
    assert "Nobody found" in shown(client.get(LIST, {"q": "Zzz"}))


def test_what_people_typed_is_never_run(acme, client_of, recruiter, lead):
    candidate = make_candidate(name=SCRIPT, email="a@example.com", phone=SCRIPT, location=SCRIPT)
    make_application(make_opening(by=lead, title=SCRIPT), candidate=candidate)
    make_candidate(name=SCRIPT, email="a@example.com")
    client = client_of(recruiter)
    known = f"{KNOWN}?email=a@example.com"
    for path in [LIST, f"{LIST}?q={SCRIPT}", person_page(candidate), known]:
        page = shown(client.get(path))
        assert SCRIPT not in page, path
        assert "&lt;script&gt;" in page, path


# The person


def test_a_panel_sees_the_name_and_no_way_to_reach_them(opening, client_of, interviewer, recruiter):
    candidate = make_candidate(name="Amara", email="amara@example.com", phone="+49 30 1")
    application = make_application(opening, candidate=candidate, stage="screen")
    make_application(make_opening(by=recruiter, title="Other role"), candidate=candidate)
    seat(application.stage, interviewer, Criterion.objects.all()[:1], by=recruiter)
    page = shown(client_of(interviewer).get(person_page(candidate)))
    assert "Amara" in page
    for words in ["amara@example.com", "+49 30 1", "Other role", "Edit", "Add to an opening"]:
        assert words not in page, words


def test_perhaps_the_same_person_is_pointed_out(acme, client_of, recruiter):
    candidate = make_candidate(email="amara@example.com")
    twin = make_candidate(name="A. Osei", email="AMARA@example.com")
    bring_up_to_date()
    assert person_page(twin) in shown(client_of(recruiter).get(person_page(candidate)))


def test_people_without_an_address_are_not_taken_for_one(acme, client_of, recruiter):
    candidate = make_candidate(email="")
    twin = make_candidate(email="")
    bring_up_to_date()
    assert person_page(twin) not in shown(client_of(recruiter).get(person_page(candidate)))


def test_only_web_addresses_become_links(acme, client_of, recruiter):
    candidate = make_candidate(links="javascript:alert(1)\nhttps://example.com/a\ndata:text/html,x")
    page = shown(client_of(recruiter).get(person_page(candidate)))
    assert 'href="https://example.com/a"' in page
    assert "javascript:" not in page
    assert "data:text" not in page


def test_the_rival_company_finds_nobody_under_the_same_key(acme, globex, client_of):
    candidate = make_candidate()
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    client = client_of(rival, globex)
    assert client.get(person_page(candidate)).status_code == 404
    assert candidate.name not in shown(client.get(LIST))


def test_a_person_is_edited_and_the_trail_knows_by_whom(acme, client_of, recruiter):
    candidate = make_candidate()
    path = reverse("pipeline:edit_candidate", args=[candidate.pk])
    client = client_of(recruiter)
    assert f'value="{candidate.name}"' in shown(client.get(path))
    answer = client.post(path, {"name": "  Amara \n Osei ", "links": "github.com/amara"})
    assert answer.url == person_page(candidate)
    candidate.refresh_from_db()
    assert (candidate.name, candidate.email) == ("Amara Osei", "")
    assert candidate.links == "https://github.com/amara"
    entry = AuditEntry.objects.filter(table="pipeline_candidate", action="update").get()
    assert entry.actor == str(recruiter.pk)


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ""},
        {"name": "x" * 161},
        {"name": "Amara", "email": "no address"},
        {"name": "Amara", "links": "javascript:alert(1)"},
        {"name": "Amara", "links": "https://"},
        {"name": "Amara", "links": " ".join(f"a.example/{n}" for n in range(11))},
        {"name": "a\x00b"},
    ],
)
def test_a_form_that_cannot_be_changes_nothing(typed, acme, client_of, recruiter):
    candidate = make_candidate()
    path = reverse("pipeline:edit_candidate", args=[candidate.pk])
    assert client_of(recruiter).post(path, typed).status_code == 422
    assert Candidate.objects.get().name == candidate.name


def test_a_lead_on_a_panel_alone_edits_nobody(acme, client_of, lead, recruiter):
    application = make_application(make_opening(by=recruiter), stage="screen")
    seat(application.stage, lead, Criterion.objects.all()[:1], by=recruiter)
    client = client_of(lead)
    assert client.get(person_page(application.candidate)).status_code == 200
    path = reverse("pipeline:edit_candidate", args=[application.candidate_id])
    assert client.post(path, {"name": "Changed"}).status_code == 404


def test_a_person_changed_meanwhile_keeps_what_is_not_changed(acme, recruiter):
    candidate = make_candidate(phone="1")
    Candidate.objects.update(phone="2")
    assert change_candidate(candidate, by=recruiter, name="New").phone == "2"


# Jobs


def test_the_page_tells_the_jobs_to_those_who_manage_the_person(
    opening, client_of, lead, interviewer
):
    application = make_application(opening, stage="screen")
    candidate = application.candidate
    for position, started, ended, is_current in [(0, "2021-03", "", True), (1, "2018", "2021", 0)]:
        Employment.objects.create(
            candidate=candidate,
            position=position,
            employer=f"Example Works {position}",
            title="ML engineer",
            started=started,
            ended=ended,
            is_current=is_current,
        )
    seat(application.stage, interviewer, Criterion.objects.all()[:1], by=lead)
    page = shown(client_of(lead).get(person_page(candidate)))
    assert page.index("Example Works 0") < page.index("Example Works 1")
    assert "since 2021-03" in page
    assert "2018 – 2021" in page
    assert "Example Works" not in shown(client_of(interviewer).get(person_page(candidate)))
