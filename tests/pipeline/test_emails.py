"""The words of the company's mail."""

import pytest

from config.records.models import AuditEntry
from config.tenancy.schemas import inside
from pipeline.emails import FIELD, FIELDS, SAMPLES, UnknownField, check_fields, render_email
from pipeline.models import EmailTemplate
from pipeline.wording import reset_wording, reword, starter_of

WORDS = {"subject": "Welcome to {company}", "body": "Come in, {person}:\r\n{link}"}


def test_a_mail_says_what_the_template_says(acme, admin):
    template = EmailTemplate.objects.get(key="invitation")
    reword(template, by=admin, subject="Hello {person}", body="{link}")
    values = {"company": "Acme", "person": "{link}", "inviter": "A", "link": "L"}
    assert render_email("invitation", **values) == ("Hello {link}", "L")


def test_every_template_has_its_fields_and_samples_for_them(acme):
    for template in EmailTemplate.objects.all():
        used = set(FIELD.findall(template.subject + template.body))
        assert used <= FIELDS[template.key] <= set(SAMPLES)


def test_an_unknown_field_is_named_with_the_known_ones(acme):
    with pytest.raises(UnknownField, match=r"no field \{pay\} in this mail; it has \{candidate\}"):
        check_fields("rejection", "We pay {pay}")


def test_the_words_can_be_edited(client_of, admin):
    assert client_of(admin).post("/emails/invitation/", WORDS).url == "/emails/"
    template = EmailTemplate.objects.get(key="invitation")
    assert template.body == "Come in, {person}:\n{link}"
    assert AuditEntry.objects.latest("id").actor == str(admin.pk)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"body": "Your pay: {pay} {link}"}, "There is no field {pay} in this mail"),
        ({"subject": "{candidate}"}, "There is no field {candidate} in this mail"),
        ({"body": "Come in."}, "This mail is of no use without {link}"),
        ({"subject": ""}, "This field is required"),
        ({"body": "x" * 10_001}, "at most 10000"),
    ],
)
def test_words_that_cannot_be_sent_are_refused(client_of, admin, change, sentence):
    response = client_of(admin).post("/emails/invitation/", {**WORDS, **change})
    assert response.status_code == 422
    assert sentence in response.text
    assert EmailTemplate.objects.get(key="invitation").body == starter_of("invitation")["body"]


def test_a_preview_fills_in_samples_and_saves_nothing(client_of, admin):
    client = client_of(admin)
    page = client.post("/emails/invitation/", {**WORDS, "preview": "1"})
    assert page.status_code == 200
    assert page.context["preview"] == (
        "Welcome to Acme",
        "Come in, Robin Adler:\nhttps://acme.example.com/invitations/…/",
    )
    fragment = client.post(
        "/emails/invitation/", {**WORDS, "preview": "1"}, headers={"HX-Request": "true"}
    )
    assert "Come in, Robin Adler" in fragment.text
    assert "<html" not in fragment.text
    assert EmailTemplate.objects.get(key="invitation").subject != WORDS["subject"]


def test_a_preview_of_unsound_words_says_what_is_wrong(client_of, admin):
    fragment = client_of(admin).post(
        "/emails/invitation/",
        {"subject": "{pay}", "body": "{link}", "preview": "1"},
        headers={"HX-Request": "true"},
    )
    assert fragment.status_code == 422
    assert "There is no field {pay}" in fragment.text


def test_what_is_typed_is_never_markup(client_of, admin):
    words = {"subject": "<b>", "body": "<script>x</script>{link}", "preview": "1"}
    assert "<script>x" not in client_of(admin).post("/emails/invitation/", words).text


def test_the_first_words_can_be_had_again(client_of, recruiter, acme):
    template = EmailTemplate.objects.get(key="offer")
    reword(template, by=recruiter, subject="Ours", body="Ours")
    assert client_of(recruiter).post("/emails/offer/reset/").url == "/emails/offer/"
    template.refresh_from_db()
    assert template.subject == starter_of("offer")["subject"]


def test_a_mail_we_do_not_send_is_not_found(client_of, recruiter):
    client = client_of(recruiter)
    assert client.get("/emails/nothing/").status_code == 404
    assert client.post("/emails/nothing/reset/").status_code == 404


def test_the_rival_keeps_its_words(client_of, admin, globex):
    client_of(admin).post("/emails/invitation/", WORDS)
    with inside(globex):
        assert EmailTemplate.objects.get(key="invitation").subject != WORDS["subject"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("admin", 200), ("recruiter", 200), ("lead", 403), ("interviewer", 403), ("outsider", 403)],
)
def test_each_role_sees_what_it_may(who, status, request, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.get("/emails/").status_code == status
    assert client.get("/emails/offer/").status_code == status
    assert client.post("/emails/offer/reset/").status_code == (302 if status == 200 else 403)


@pytest.mark.parametrize("templates", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_templates(
    client_of, recruiter, django_assert_num_queries, templates
):
    EmailTemplate.objects.all().delete()
    EmailTemplate.objects.bulk_create(
        EmailTemplate(key=f"t{n}", name=f"T {n}", subject="S", body="B") for n in range(templates)
    )
    client = client_of(recruiter)
    # search_path, company, search_path, session, user; templates
    with django_assert_num_queries(6):
        client.get("/emails/")


def test_resetting_never_touches_another_template(acme, admin):
    offer = EmailTemplate.objects.get(key="offer")
    reword(offer, by=admin, subject="Ours", body="Ours")
    reset_wording(EmailTemplate.objects.get(key="rejection"), by=admin)
    offer.refresh_from_db()
    assert offer.subject == "Ours"


@pytest.mark.parametrize("key", ["password", "invitation"])
def test_only_admins_reword_mail_that_leads_into_an_account(client_of, admin, recruiter, key):
    hijack = {"subject": "Hello", "body": "https://example.com/?{link}"}
    client = client_of(recruiter)
    assert client.post(f"/emails/{key}/", hijack).status_code == 404
    assert client.post(f"/emails/{key}/reset/").status_code == 404
    assert f"/emails/{key}/" not in client.get("/emails/").text
    assert client_of(admin).get(f"/emails/{key}/").status_code == 200
