"""Candidates: the list, the person, and adding them by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.records.models import AuditEntry
from config.tenancy.schemas import inside
from panels.seats import seat
from pipeline.candidates import add_application, change_candidate
from pipeline.models import Application, Candidate, Criterion, Document, Note
from pipeline.moves import reject
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening

SCRIPT = "<script>alert(1)</script>"
LIST = "/candidates/"
NEW = "/candidates/new/"
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
    # search path, company, search path, session, user; people, their applications
    with django_assert_num_queries(7):
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
        if context["last"] is None:
            break
        before = context["last"].pk
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
    assert person_page(twin) in shown(client_of(recruiter).get(person_page(candidate)))


def test_people_without_an_address_are_not_taken_for_one(acme, client_of, recruiter):
    candidate = make_candidate(email="")
    twin = make_candidate(email="")
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


# Adding by hand


def test_a_person_is_added_with_all_that_is_known(opening, client_of, recruiter):
    answer = client_of(recruiter).post(
        NEW,
        {
            "name": "Amara Osei",
            "email": "amara@example.com",
            "opening": opening.pk,
            "origin": "applied",
            "contacted_at": "2025-03-03T10:00",
            "resume": SimpleUploadedFile("cv.pdf", b"%PDF"),
            "note": "Met at a meetup",
        },
    )
    application = Application.objects.get()
    assert answer.url == f"/applications/{application.pk}/"
    at = datetime(2025, 3, 3, 9, tzinfo=UTC)
    assert application.first_contact_at == application.stage_entered_at == at
    assert Document.objects.get().candidate == application.candidate
    assert Note.objects.get().application == application
    assert application.moves.get().by == recruiter


def test_a_person_alone_is_added_without_an_opening(acme, client_of, recruiter):
    answer = client_of(recruiter).post(NEW, {"name": "Amara", "origin": "applied"})
    assert answer.url == person_page(Candidate.objects.get())


def test_a_lead_adds_nobody_without_an_opening(acme, client_of, lead):
    """They would not see the person they added."""
    answer = client_of(lead).post(NEW, {"name": "Amara", "origin": "applied"})
    assert answer.status_code == 422
    assert not Candidate.objects.exists()


def test_a_lead_adds_nobody_to_a_foreign_opening(acme, client_of, lead, recruiter):
    foreign = make_opening(by=recruiter)
    client = client_of(lead)
    answer = client.post(NEW, {"name": "Amara", "origin": "applied", "opening": foreign.pk})
    assert answer.status_code == 422
    assert foreign.title not in shown(answer)


@pytest.mark.parametrize("status", ["draft", "filled", "closed"])
def test_nobody_is_added_to_an_opening_that_does_not_run(status, acme, client_of, lead):
    opening = make_opening(by=lead, status=status)
    answer = client_of(lead).post(
        NEW, {"name": "Amara", "origin": "applied", "opening": opening.pk}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(("rule", "has_clock"), [("reply", False), ("outreach", True)])
def test_whom_we_wrote_to_gets_a_clock_by_the_companys_rule(rule, has_clock, opening, recruiter):
    wrote_at = timezone.now() - timedelta(days=2)
    application = add_application(
        make_candidate(), opening, by=recruiter, origin="sourced", rule=rule, contacted_at=wrote_at
    )
    assert application.outreach_at == wrote_at
    assert application.first_contact_at == (wrote_at if has_clock else None)


def test_a_refused_resume_adds_nobody_and_loses_nothing_typed(opening, client_of, recruiter):
    answer = client_of(recruiter).post(
        NEW,
        {
            "name": "Amara Osei",
            "opening": opening.pk,
            "origin": "sourced",
            "resume": SimpleUploadedFile("cv.html", b"<script>"),
            "note": "Typed with care",
        },
    )
    assert answer.status_code == 422
    page = shown(answer)
    for words in ["of a kind not taken", 'value="Amara Osei"', "Typed with care"]:
        assert words in page
    assert "choose the résumé again" in page
    assert not Candidate.objects.exists()
    assert not Application.objects.exists()


def test_a_known_address_is_asked_about_and_blocks_nothing(opening, client_of, recruiter):
    known = make_candidate(name="Amara Osei", email="amara@example.com")
    typed = {"name": "A. Osei", "email": "Amara@Example.com", "origin": "applied"}
    client = client_of(recruiter)
    answer = client.post(NEW, typed)
    assert answer.status_code == 422
    assert "This address is known already" in shown(answer)
    assert person_page(known) in shown(answer)
    assert Candidate.objects.count() == 1
    answer = client.post(NEW, {**typed, "person": "new"})
    assert answer.status_code == 302
    assert Candidate.objects.count() == 2


def test_the_application_goes_to_the_known_person_if_one_says_so(opening, client_of, recruiter):
    known = make_candidate(name="Amara Osei", email="amara@example.com")
    client_of(recruiter).post(
        NEW,
        {
            "name": "A. Osei",
            "email": "amara@example.com",
            "origin": "applied",
            "opening": opening.pk,
            "person": known.pk,
        },
    )
    assert Application.objects.get().candidate == known
    assert Candidate.objects.get().name == "Amara Osei"


def test_a_lead_does_not_learn_of_people_they_may_not_see(opening, client_of, lead):
    hidden = make_candidate(name="Hidden", email="amara@example.com")
    client = client_of(lead)
    typed = {"name": "A", "email": "amara@example.com", "origin": "applied", "opening": opening.pk}
    assert "Hidden" not in shown(client.get(KNOWN, {"email": "amara@example.com"}))
    assert client.post(NEW, {**typed, "person": hidden.pk}).status_code == 422
    assert client.post(NEW, typed).status_code == 302
    assert Application.objects.get().candidate != hidden


def test_the_address_is_looked_up_while_one_types_on(acme, client_of, recruiter):
    make_candidate(name="Amara Osei", email="amara@example.com")
    client = client_of(recruiter)
    assert "Amara Osei" in shown(client.get(KNOWN, {"email": " amara@example.com "}))
    for email in ["", "\x00", "amara", "%"]:
        assert "known already" not in shown(client.get(KNOWN, {"email": email}))


# Adding one who is known to an opening


def test_a_known_person_is_added_to_an_opening(opening, client_of, recruiter):
    candidate = make_candidate()
    path = reverse("pipeline:add_to_opening", args=[candidate.pk])
    client = client_of(recruiter)
    assert "Speech ML" in shown(client.get(path))
    answer = client.post(path, {"opening": opening.pk, "origin": "referred"})
    assert answer.url == f"/applications/{Application.objects.get().pk}/"


def test_nobody_is_twice_in_one_opening(opening, client_of, recruiter):
    application = make_application(opening)
    path = reverse("pipeline:add_to_opening", args=[application.candidate_id])
    answer = client_of(recruiter).post(path, {"opening": opening.pk, "origin": "applied"})
    assert answer.status_code == 422
    assert "is in this opening already" in shown(answer)
    assert Application.objects.count() == 1


def test_who_was_rejected_may_come_again(opening, recruiter):
    first = make_application(opening)
    reject(first, by=recruiter, reason="Not yet")
    add_application(first.candidate, opening, by=recruiter, origin="applied", rule="reply")
    with pytest.raises(ValidationError):
        add_application(first.candidate, opening, by=recruiter, origin="applied", rule="reply")


def test_a_lead_does_not_add_whom_they_cannot_see(opening, client_of, lead):
    path = reverse("pipeline:add_to_opening", args=[make_candidate().pk])
    assert client_of(lead).get(path).status_code == 404
