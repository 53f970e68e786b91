"""Logs in the database: whole or not at all, once, and as the rules have it."""

from datetime import timedelta

import pytest

from pipeline.event_logs.mapping_files import UnusableMapping
from pipeline.event_logs.problems import RefusedLog
from pipeline.models import (
    Application,
    Candidate,
    LoggedEvent,
    Offer,
    Opening,
    Stage,
    StageMove,
    Stay,
)
from pipeline.moves import history_of, move, reject
from pipeline.rules import replay
from tests.factories import make_opening
from tests.pipeline.event_logs.logs import START, case, default_mapping, log, read_in

MODELS = [Opening, Stage, Candidate, Application, StageMove, Stay, Offer, LoggedEvent]
CASE = "apply phone coding frontend=ml reject behavioral offer=offer"


def counts():
    return [model.objects.count() for model in MODELS]


def first_words(words, number):
    """The rows of the first events of a case."""
    return case(1, words)[:number]


@pytest.mark.django_db
class TestAnImport:
    pytestmark = pytest.mark.usefixtures("acme")

    def test_makes_a_candidate_an_application_and_their_history(self):
        report = read_in(log(*case(17, CASE)))
        application = Application.objects.select_related("candidate", "stage", "opening").get()
        assert application.candidate.name == "Case 17"
        assert application.candidate.attributes == {}
        assert application.opening.title == "Imported: log.csv"
        assert application.first_contact_at == START
        assert application.stage.kind == "offer"
        assert application.offered_at == START + timedelta(days=6)
        assert application.origin == "imported"
        assert not StageMove.objects.exclude(by=None).exists()
        assert (report["created"], report["updated"], report["unchanged"]) == (1, 0, 0)
        assert report["placed"] == {"move": 6, "offer": 1, "repeat": 1, "voice": 1}

    def test_makes_one_offer_without_terms(self):
        read_in(log(*case(1, CASE)))
        offer = Offer.objects.get()
        assert (offer.status, offer.extended_at) == ("extended", START + timedelta(days=6))
        assert not offer.versions.exists()
        assert offer.logged_events.count() == 2

    def test_writes_the_stays_that_the_moves_add_up_to(self):
        read_in(log(*case(1, "apply phone coding reject")))
        stays = Stay.objects.order_by("visit").values_list("stage__name", "outcome")
        assert list(stays) == [
            ("Inbox", "advance"),
            ("Telephonic screening", "advance"),
            ("Coding interview", "reject"),
        ]

    def test_accounts_for_every_event(self):
        rows = [*case(1, CASE), *case(2, "apply lunch accept"), *case(3, "check")]
        report = read_in(log(*rows))
        assert LoggedEvent.objects.count() == len(rows) == sum(report["placed"].values())
        assert report["events"] == {"read": 13, "new": 13, "recorded": 13}
        assert {
            "activity": "lunch",
            "events": 1,
            "kept_as": "unplaced",
            "why": "The mapping does not know this activity.",
        } in report["unplaced"]

    def test_is_audited_as_an_import(self):
        from config.records.models import AuditEntry

        read_in(log(*case(1, "apply")))
        entry = AuditEntry.objects.get(table="pipeline_application")
        assert (entry.actor, entry.action) == ("import", "insert")

    def test_keeps_only_the_attributes_that_the_mapping_keeps(self):
        row = f"{case(1, 'apply')[0]},true,Oslo"
        data = log(row, header="case_id,activity,timestamp,resource,gender,city")
        report = read_in(data, default_mapping(**{"keep = []": 'keep = ["city"]'}))
        assert Candidate.objects.get().attributes == {"city": "Oslo"}
        assert report["left_out"] == ["gender"]

    def test_knows_no_first_contact_where_the_log_has_no_application(self):
        read_in(log(*case(1, "coding behavioral")))
        assert Application.objects.get().first_contact_at is None

    def test_leaves_unknown_times_unknown(self):
        mapping = default_mapping(**{"[attributes]": "[log]\nunknown_times = true\n[attributes]"})
        rows = case(1, "apply phone coding")
        rows[1] = rows[1].replace((START + timedelta(days=1)).isoformat(), "")
        read_in(log(*rows), mapping)
        times = StageMove.objects.order_by("sequence").values_list("happened_at", flat=True)
        assert list(times) == [START, None, START + timedelta(days=2)]
        stay = Stay.objects.get(stage__name="Telephonic screening")
        assert (stay.entered_at, stay.left_at) == (None, START + timedelta(days=2))

    def test_hires_by_an_accepted_offer(self):
        read_in(log(*case(1, "apply offer accept")), default_mapping())
        application = Application.objects.get()
        assert (application.state, application.stage.kind) == ("hired", "hired")
        assert Offer.objects.get().status == "accepted"


@pytest.mark.django_db
class TestAnotherImport:
    pytestmark = pytest.mark.usefixtures("acme")

    def test_of_the_same_file_changes_nothing(self):
        data = log(*case(1, CASE), *case(2, "apply reject=reject"))
        first = read_in(data)
        before = counts()
        second = read_in(data)
        assert counts() == before
        assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, 2)
        assert second["figures"] == first["figures"]
        assert second["unplaced"] == first["unplaced"]

    def test_of_the_same_rows_in_another_order_changes_nothing(self):
        rows = [*case(1, CASE), *case(2, CASE)]
        read_in(log(*rows))
        before = counts()
        read_in(log(*reversed(rows)))
        assert counts() == before

    def test_of_a_longer_log_adds_what_is_new(self):
        read_in(log(*first_words(CASE, 3), *case(2, "apply")))
        report = read_in(log(*case(1, CASE), *case(2, "apply"), *case(3, "apply")))
        assert (report["created"], report["updated"], report["unchanged"]) == (1, 1, 1)
        assert Application.objects.get(remote_id="1").stage.kind == "offer"

    @pytest.mark.parametrize("number", range(1, 9))
    def test_comes_to_the_same_end_as_one_import_of_the_whole(self, number):
        read_in(log(*case(1, CASE)))
        whole = Application.objects.get().remote_id, _end(Application.objects.get())
        mapping = default_mapping(**{'"hiring-log"': '"again"', 'ref = "hiring-log"': 'ref = "b"'})
        read_in(log(*first_words(CASE, number)), mapping)
        read_in(log(*case(1, CASE)), mapping)
        again = Application.objects.get(source="again")
        assert (again.remote_id, _end(again)) == whole
        assert again.logged_events.count() == 9

    def test_corrects_the_rejection_that_the_log_brought_and_rewrites_nothing(self):
        read_in(log(*first_words(CASE, 6)))
        before = list(StageMove.objects.order_by("sequence").values_list("pk", "kind"))
        read_in(log(*case(1, CASE)))
        after = list(StageMove.objects.order_by("sequence").values_list("pk", "kind"))
        assert after[: len(before)] == before
        assert [kind for _, kind in after[len(before) :]] == ["correct", "advance", "advance"]
        correction = StageMove.objects.get(kind="correct")
        assert correction.corrects.kind == "reject"

    def test_leaves_what_people_decided_here(self, recruiter):
        read_in(log(*first_words(CASE, 3)))
        application = Application.objects.get()
        reject(application, by=recruiter, reason="No longer hiring")
        report = read_in(log(*case(1, CASE)))
        application.refresh_from_db()
        assert application.state == "rejected"
        assert report["updated"] == 1
        assert not Offer.objects.exists()

    def test_judges_new_events_by_where_people_left_the_application(self, recruiter):
        read_in(log(*first_words(CASE, 2)))
        application = Application.objects.get()
        move(application, application.opening.stages.get(name="Coding interview"), by=recruiter)
        report = read_in(log(*first_words(CASE, 3)))
        assert report["unplaced"][-1]["why"] == (
            "Later steps of this application are recorded already."
        )
        assert StageMove.objects.count() == 3

    def test_into_another_opening_under_the_same_source_is_refused(self):
        read_in(log(*case(1, "apply")))
        mapping = default_mapping(**{'ref = "hiring-log"': 'ref = "other"'})
        with pytest.raises(RefusedLog) as caught:
            read_in(log(*case(1, "apply phone")), mapping)
        (problem,) = caught.value.problems.listed
        assert (problem.row, problem.column) == (2, "case_id")
        assert not Opening.objects.filter(ref="other").exists()

    def test_under_another_source_brings_other_people(self):
        read_in(log(*case(1, "apply")))
        read_in(log(*case(1, "apply")), default_mapping(**{'"hiring-log"': '"other"'}))
        assert Candidate.objects.count() == 2


@pytest.mark.django_db
class TestAnImportThatCannotBe:
    pytestmark = pytest.mark.usefixtures("acme")

    def test_changes_nothing_for_one_bad_row(self):
        before = counts()
        with pytest.raises(RefusedLog):
            read_in(log(*case(1, CASE), "2,Coding Interview,soon,x"))
        assert counts() == before

    def test_says_which_stages_an_opening_lacks(self):
        opening = make_opening()
        mapping = default_mapping(**{'ref = "hiring-log"': f'ref = "{opening.ref}"'})
        with pytest.raises(UnusableMapping) as caught:
            read_in(log(*case(1, "apply")), mapping)
        assert f"The opening “{opening}” has no stage “ML interview”." in caught.value.problems

    def test_says_that_there_is_no_such_specialization_or_level(self):
        mapping = default_mapping(**{'"applied"': '"quantum"', '"mid"': '"wizard"'})
        with pytest.raises(UnusableMapping) as caught:
            read_in(log(*case(1, "apply")), mapping)
        assert caught.value.problems == [
            "There is no specialization “quantum”.",
            "There is no level “wizard”.",
        ]

    def test_dry_runs_report_as_imports_do_and_write_nothing(self):
        data, before = log(*case(1, CASE)), counts()
        tried = read_in(data, is_dry_run=True)
        assert counts() == before
        done = read_in(data)
        assert {**tried, "dry_run": False} == done


def _end(application):
    state = replay(history_of(application))
    return (
        application.stage.name,
        application.state,
        state.state.value,
        application.first_contact_at,
        application.offered_at,
        application.stage_entered_at,
        list(application.stays.order_by("visit").values_list("stage__name", "outcome")),
    )
