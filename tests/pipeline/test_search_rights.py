"""Who finds whom by what: each role, the rival company, and people who are hidden."""

import pytest

from config.tenancy.schemas import inside
from panels.models import PanelSeat
from pipeline.models import Employment, Membership, Reveal, Tag, Tagging, Work
from pipeline.notes import write_note
from pipeline.search import finding
from pipeline.search.searching import search
from tests.factories import make_application, make_candidate, make_opening, stage_of
from tests.pipeline.test_searching import keep, names, resume

TEXTS = {
    "name": "Quilla",
    "contact": "quilla.contact@example.com",
    "tag": "Silverfox",
    "job": "Northmill",
    "work": "Sparsity",
    "own note": "Umbrella",
    "own resume": "Kestrel",
    "note": "Lantern",
    "resume": "Marigold",
    "tool": "tensorflow",
    "other note": "Walnut",
    "other resume": "Juniper",
}
"""A word for each kind of text: of the person, of the application, and of another opening's."""

EVERYTHING = set(TEXTS)
OF_A_TEAM = EVERYTHING - {"other note", "other resume"}
OF_A_PANEL = {"name", "work", "own resume", "resume", "tool"}


@pytest.fixture(autouse=True, params=[0, finding.FEW], ids=["many", "few"])
def way(request, monkeypatch):
    """Both ways of looking: where the index knows few people, and where it knows many."""
    monkeypatch.setattr(finding, "FEW", request.param)


def tell(person, application, other, *, by):
    tag = Tag.objects.create(name=TEXTS["tag"])
    Tagging.objects.create(candidate=person, tag=tag, by=by)
    Employment.objects.create(candidate=person, employer=TEXTS["job"], title="Engineer")
    Work.objects.create(candidate=person, kind="paper", title=TEXTS["work"])
    write_note(person, by=by, text=TEXTS["own note"])
    write_note(person, by=by, text=TEXTS["note"], application=application)
    write_note(person, by=by, text=TEXTS["other note"], application=other)
    resume(person, f"{TEXTS['own resume']}", by=by)
    resume(person, f"{TEXTS['resume']} TensorFlow", by=by, application=application)
    resume(person, f"{TEXTS['other resume']}", by=by, application=other)


@pytest.fixture
def person(acme, recruiter, lead, interviewer):
    """In an opening of the lead, before the interviewer, and in an opening of nobody else."""
    person = make_candidate(name=f"{TEXTS['name']} Osei", email=TEXTS["contact"])
    opening = make_opening(by=lead)
    PanelSeat.objects.create(stage=stage_of(opening, "inbox"), interviewer=interviewer)
    application = make_application(opening, candidate=person, by=recruiter)
    other = make_application(make_opening(by=recruiter), candidate=person, by=recruiter)
    tell(person, application, other, by=recruiter)
    keep()
    return person


def found_by(user, person):
    """The kinds of text by which `user` finds the person."""
    return {
        kind
        for kind, word in TEXTS.items()
        if person.pk in {hit.candidate.pk for hit in search(user, word).hits}
    }


def test_a_recruiter_finds_by_everything(person, recruiter):
    assert found_by(recruiter, person) == EVERYTHING


def test_a_lead_finds_by_what_belongs_to_the_person_and_to_their_opening(person, lead):
    assert found_by(lead, person) == OF_A_TEAM


def test_a_panel_finds_by_name_works_and_documents_it_may_read(person, interviewer):
    assert found_by(interviewer, person) == OF_A_PANEL


@pytest.mark.parametrize("who", ["other_interviewer", "outsider", "admin"])
def test_whoever_sees_nobody_finds_nobody(person, who, request):
    assert found_by(request.getfixturevalue(who), person) == set()


def test_a_lead_of_another_team_finds_nobody(person, lead):
    Membership.objects.filter(user=lead).delete()
    assert found_by(lead, person) == set()


def test_the_rival_company_finds_nobody(person, globex, recruiter):
    with inside(globex):
        assert names(recruiter, TEXTS["name"]) == []


def test_words_that_may_not_be_read_are_neither_shown_nor_named(person, interviewer):
    [hit] = search(interviewer, "quilla").hits
    assert list(hit.shown) == []
    assert len(hit.applications) == 1
    [hit] = search(interviewer, "kestrel").hits
    assert [shown.scope for shown in hit.shown] == ["resume"]


def test_a_mistyped_word_is_likened_only_to_what_may_be_read(person, interviewer):
    answer = search(interviewer, "umbrela")
    assert (answer.hits, answer.likened) == ([], [])
    assert [each.words for each in search(interviewer, "kestrle").likened] == [["kestrel"]]


def test_all_words_must_be_found_in_what_may_be_read(person, lead, interviewer):
    assert names(lead, "kestrel lantern") == [person.name]
    assert names(interviewer, "kestrel lantern") == []
    assert names(interviewer, "kestrel quilla") == [person.name]


def test_what_may_not_be_read_moves_nobody_forward(acme, recruiter, lead, interviewer):
    """The order of results tells no more than the results do."""
    opening = make_opening(by=lead)
    PanelSeat.objects.create(stage=stage_of(opening, "inbox"), interviewer=interviewer)
    older, newer = make_candidate(name="Older One"), make_candidate(name="Newer One")
    for each in (older, newer):
        application = make_application(opening, candidate=each, by=recruiter)
        resume(each, "Orchid", by=recruiter, application=application)
    write_note(older, by=recruiter, text="Orchid")
    keep()
    assert names(recruiter, "orchid") == ["Older One", "Newer One"]
    assert names(interviewer, "orchid") == ["Newer One", "Older One"]


def test_pages_of_a_panel_leave_nobody_out(acme, recruiter, interviewer):
    opening = make_opening(by=recruiter)
    PanelSeat.objects.create(stage=stage_of(opening, "inbox"), interviewer=interviewer)
    for number in range(5):
        each = make_candidate(name=f"Paged {number}")
        make_application(opening, candidate=each, by=recruiter)
    keep()
    found, after = [], ""
    while True:
        answer = search(interviewer, "paged", most=2, after=after)
        found += [hit.candidate.name for hit in answer.hits]
        if not (after := answer.more):
            break
    assert found == [f"Paged {number}" for number in reversed(range(5))]


@pytest.mark.parametrize("is_kept", [True, False])
def test_who_is_hidden_is_not_found_until_revealed(acme, recruiter, lead, is_kept):
    opening = make_opening(by=lead, title="Blind role")
    opening.is_blind = True
    opening.save()
    hidden = make_candidate(name="Hidden Osei", email="hidden@example.com")
    application = make_application(opening, candidate=hidden, by=recruiter)
    resume(hidden, "Basalt", by=recruiter, application=application)
    if is_kept:
        keep()
    for user in (recruiter, lead):
        for word in ("hidden", "hidden@example.com", "basalt", "hiden", "resume.txt"):
            answer = search(user, word)
            assert (answer.hits, answer.likened) == ([], []), word
    Reveal.objects.create(application=application, user=lead, reason="Met before.")
    assert names(lead, "hidden") == ["Hidden Osei"]
    assert names(recruiter, "hidden") == []


def test_a_word_that_has_just_begun_is_found_by_everybody_who_may_read_it(
    person, recruiter, lead, interviewer
):
    for user in (recruiter, lead, interviewer):
        assert names(user, "qu") == [person.name]
        assert names(user, "ma") == []
    resume(person, "The ma and the marigold", by=recruiter)
    keep()
    for user in (recruiter, lead, interviewer):
        assert names(user, "ma") == [person.name]


def test_where_too_many_would_have_to_be_looked_at_the_next_page_goes_on(
    acme, recruiter, monkeypatch
):
    monkeypatch.setattr(finding, "MOST_EXAMINED", 2)
    monkeypatch.setattr(finding, "FEW", 0)
    old = make_candidate(name="Phrase Old")
    resume(old, "sea fog", by=recruiter)
    for number in range(3):
        resume(make_candidate(name=f"Phrase {number}"), "fog over the sea", by=recruiter)
    keep()
    first = search(recruiter, '"sea fog"')
    assert (first.hits, bool(first.more)) == ([], True)
    rest = search(recruiter, '"sea fog"', after=first.more)
    assert [hit.candidate.name for hit in rest.hits] == ["Phrase Old"]
