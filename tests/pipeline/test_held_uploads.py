"""Files of applicants that are held until their form is sent."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from config.records.housekeeping import keep_house_if_due
from config.records.models import StoredFile
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.applying.held_uploads import MOST_TRIES_AN_HOUR, forget_held_uploads, hold_upload
from pipeline.applying.receiving import APPLICANT
from pipeline.applying.stamps import issue_stamp
from pipeline.models import Application, HeldUpload
from tests.factories import make_opening
from tests.pipeline.apply_forms import blank, files_on_disk, path, resume, shown, typed


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead, title="Speech ML")


def test_a_held_file_that_is_gone_is_told_and_not_lost_silently(opening, visitor):
    sent = blank(opening, resume=resume())
    visitor.post(path(opening), sent)
    HeldUpload.objects.update(created_at=timezone.now() - timedelta(days=2))
    forget_held_uploads()
    page = visitor.post(path(opening), {**typed(opening), "stamp": sent["stamp"], "held": "1"})
    assert page.status_code == 422
    assert "no longer kept here" in shown(page)
    assert not Application.objects.exists()


def test_a_form_sent_again_after_going_back_asks_for_the_file_again(opening, visitor):
    sent = blank(opening, resume=resume())
    visitor.post(path(opening), sent)
    filled = {**typed(opening), "stamp": sent["stamp"], "held": "1"}
    visitor.post(path(opening), filled)
    page = visitor.post(path(opening), {**filled, "email": "right@example.com"})
    assert page.status_code == 422
    assert "no longer kept here" in shown(page)


def test_held_files_are_forgotten_by_the_days_housekeeping(
    opening, visitor, settings, django_capture_on_commit_callbacks
):
    visitor.post(path(opening), blank(opening, resume=resume()))
    HeldUpload.objects.update(created_at=timezone.now() - timedelta(hours=25))
    visitor.post(path(opening), blank(opening, resume=resume("fresh.json")))
    with django_capture_on_commit_callbacks(execute=True):
        assert keep_house_if_due()
    assert [row.file.name for row in HeldUpload.objects.all()] == ["fresh.json"]
    assert StoredFile.objects.get().name == "fresh.json"
    assert len(files_on_disk(settings)) == 1


def test_nobody_fetches_a_held_file(opening, visitor, client_of, recruiter, admin):
    sent = blank(opening, resume=resume())
    visitor.post(path(opening), sent)
    held = HeldUpload.objects.get()
    nonce = sent["stamp"][:32]
    for client in (visitor, client_of(recruiter), client_of(admin)):
        for key in (held.pk, held.file_id, nonce):
            answer = client.get(f"/files/{key}/")
            assert answer.status_code in (302, 403, 404)
            assert b"Amara" not in b"".join(answer)
    page = visitor.get(f"{path(opening)}?stamp={sent['stamp']}&nonce={nonce}")
    assert "amara.json" not in shown(page)


def test_a_stamp_that_is_not_ours_holds_nothing(opening, visitor, globex):
    with inside(globex):
        foreign = issue_stamp(globex).text
    for stamp in ["", "x", f"{'0' * 32}-1:forged", foreign, "é" * 30, "9" * 5000]:
        sent = blank(opening, resume=resume()) | {"stamp": stamp}
        page = visitor.post(path(opening), sent)
        assert page.status_code == 200
        assert page.context["form"].stamp.text != stamp
    assert HeldUpload.objects.count() == 6


def test_a_place_sends_only_so_many_files_in_an_hour(opening, visitor):
    sent = blank(opening)
    for _ in range(MOST_TRIES_AN_HOUR):
        assert visitor.post(path(opening), {**sent, "resume": resume()}).status_code == 200
    page = visitor.post(path(opening), {**sent, "resume": resume("last.json"), "name": "Amara"})
    assert page.status_code == 422
    assert "Many files came from your connection" in shown(page)
    assert 'value="Amara"' in shown(page)
    elsewhere = {**blank(opening), "resume": resume()}
    answer = visitor.post(path(opening), elsewhere, REMOTE_ADDR="198.51.100.7")
    assert answer.status_code == 200
    assert "198.51.100.7" not in str(list(HeldUpload.objects.values()))


def test_files_that_were_let_go_still_count(opening, visitor):
    sent = blank(opening)
    for _ in range(MOST_TRIES_AN_HOUR):
        visitor.post(path(opening), {**sent, "resume": resume()})
        visitor.post(path(opening), {**typed(opening), "stamp": sent["stamp"], "remove": "1"})
    assert visitor.post(path(opening), {**sent, "resume": resume()}).status_code == 422


def test_a_company_holds_only_so_many_files(opening, visitor, monkeypatch):
    monkeypatch.setattr("pipeline.applying.held_uploads.MOST_HELD", 1)
    visitor.post(path(opening), blank(opening, resume=resume()))
    page = visitor.post(path(opening), blank(opening, resume=resume()))
    assert "No file can be kept here" in shown(page)


def test_two_presses_at_once_hold_one_file(own_database, settings):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening()
        sent = blank(opening)
    ready, answers = threading.Barrier(2), []

    def press(name):
        try:
            ready.wait()
            data = {**sent, "resume": resume(name)}
            answers.append(Client(HTTP_HOST=acme.host).post(path(opening), data).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[f"{name}.json"]) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200, 200]
    with inside(acme):
        assert HeldUpload.objects.get().tries == 2
        assert StoredFile.objects.count() == 1
    assert len(files_on_disk(settings)) == 1


def test_the_rival_company_holds_none_of_it(opening, visitor, globex):
    sent = blank(opening, resume=resume())
    visitor.post(path(opening), sent)
    with inside(globex):
        assert not HeldUpload.objects.exists()
        theirs = make_opening(title="Rival")
    page = Client(HTTP_HOST=globex.host).post(f"/apply/{theirs.ref}/", {**sent, "resume": ""})
    assert "amara.json" not in shown(page)


def test_holding_names_the_applicant_as_the_one_who_acts(opening):
    stamp = issue_stamp(connection.tenant)
    stored = hold_upload(resume(), by=APPLICANT, nonce=stamp.nonce, sent_from="x")
    assert stored.uploaded_by is None
