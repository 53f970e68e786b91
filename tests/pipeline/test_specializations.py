import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import Specialization
from pipeline.specializations import add_specialization, retire
from tests.factories import make_opening

FORM = {
    "name": "Speech ML",
    "aim": "Hears and speaks.",
    "premium_low_percent": "5",
    "premium_high_percent": "10",
}


def test_a_specialization_is_added_at_the_end_and_used_in_an_opening(lead, client_of):
    answer = client_of(lead).post(reverse("pipeline:add_specialization"), FORM, follow=True)
    assert "Speech ML is added." in answer.content.decode()
    added = Specialization.objects.last()
    assert (added.key, added.aim, added.premium_high_percent) == (
        "speech-ml",
        "Hears and speaks.",
        10,
    )
    assert make_opening(specialization="speech-ml").pay_low == 29_400_000


def test_specializations_stand_in_their_order(admin, client_of):
    page = client_of(admin).get(reverse("pipeline:specializations")).content.decode()
    places = [page.index(row.name) for row in Specialization.objects.all()]
    assert places == sorted(places)


def test_equal_names_from_elsewhere_get_keys_of_their_own(admin):
    keys = [add_specialization(by=admin, name="Speech ML").key for _ in range(2)]
    assert keys == ["speech-ml", "speech-ml-2"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "generative ai"}, "There is a specialization named “generative ai” already."),
        ({"premium_low_percent": "11"}, "The top of the premium lies below its bottom."),
        ({"premium_high_percent": "201"}, "less than or equal to 200"),
        ({"premium_low_percent": "some"}, "Enter a whole number."),
    ],
    ids=str,
)
def test_bad_input_is_answered_in_place(admin, client_of, wrong, sentence):
    before = Specialization.objects.count()
    answer = client_of(admin).post(reverse("pipeline:add_specialization"), {**FORM, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Specialization.objects.count() == before


def test_renaming_keeps_the_key(admin, client_of):
    genai = Specialization.objects.get(key="genai")
    address = reverse("pipeline:edit_specialization", args=[genai.pk])
    assert client_of(admin).post(address, {**FORM, "name": "GenAI"}).status_code == 302
    genai.refresh_from_db()
    assert (genai.key, genai.name) == ("genai", "GenAI")
    assert client_of(admin).post(address, {**FORM, "name": "genai"}).status_code == 302


def test_a_retired_specialization_leaves_its_openings_alone_and_comes_back(admin, client_of):
    opening = make_opening(specialization="infra")
    infra, client = opening.specialization, client_of(admin)
    client.post(reverse("pipeline:retire_specialization", args=[infra.pk]))
    page = client.get(reverse("pipeline:specializations")).content.decode()
    assert "1 opening" in page
    assert "Bring back" in page
    opening.refresh_from_db()
    assert opening.specialization.is_retired
    client.post(reverse("pipeline:restore_specialization", args=[infra.pk]))
    infra.refresh_from_db()
    assert not infra.is_retired


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
def test_each_role_reaches_what_the_table_says(acme, client_of, who, sees, edits):
    client = client_of(User.objects.get(email=f"{who}@example.com"))
    genai = Specialization.objects.get(key="genai")
    assert client.get(reverse("pipeline:specializations")).status_code == sees
    for page in ("add_specialization", "edit_specialization"):
        arguments = [genai.pk] if page == "edit_specialization" else []
        assert client.get(reverse(f"pipeline:{page}", args=arguments)).status_code == edits
    retired = client.post(reverse("pipeline:retire_specialization", args=[genai.pk]))
    assert retired.status_code == (302 if edits == 200 else 403)


@pytest.mark.parametrize("page", ["edit", "retire", "restore"])
def test_a_rival_company_finds_no_specialization(admin, globex, client_of, page):
    mine = add_specialization(by=admin, name="Speech ML")
    with inside(globex):
        rival = User.objects.get(pk=admin.pk)
    address = reverse(f"pipeline:{page}_specialization", args=[mine.pk])
    client = client_of(rival, globex)
    assert client.post(address, FORM).status_code == 404
    assert "Speech ML" not in client.get(reverse("pipeline:specializations")).content.decode()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number(
    admin, client_of, rows, django_assert_num_queries
):
    for number in range(rows):
        retire(add_specialization(by=admin, name=f"A {number}"), by=admin)
        add_specialization(by=admin, name=f"B {number}")
    client = client_of(admin)
    client.get("/specializations/")
    with django_assert_num_queries(7):
        assert client.get("/specializations/").status_code == 200
