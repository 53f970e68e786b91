"""The weights of dimensions and components, all on one page."""

from decimal import Decimal

import pytest

from pipeline.framework.editing import current_version
from pipeline.framework.weights import worked_example
from pipeline.models import Revision
from tests.factories import make_opening
from tests.pipeline.framework_forms import edit, opened, reads, send


def test_ratings_of_3_2_4_and_1_give_2_70():
    weights = {"Technical": 40, "Production": 30, "Leadership": 20, "Innovation": 10}
    example = worked_example(weights)
    assert [part.product_words for part in example.parts] == ["1.20", "0.60", "0.80", "0.10"]
    assert example.value == Decimal("2.70")


def test_everybody_reads_the_weights_and_the_worked_example(interviewer, client_of):
    page = client_of(interviewer).get("/framework/weights/").content.decode()
    assert "40 %" in page
    assert "2.70" in page
    assert "Save the weights" not in page
    assert 'type="number"' not in page


def test_all_weights_are_saved_as_one_version(lead, client_of):
    typed = {"d-technical": "50", "d-production": "20"}
    typed |= {"c-infra-coding": "40", "c-infra-system_design": "20", "note": "Hands first."}
    assert edit(client_of(lead), "weights/", **typed).status_code == 302
    assert reads("dimensions", "technical")["weight_percent"] == 50
    assert reads("specializations", "infra")["component_weights"]["coding"] == 40
    changed = Revision.objects.filter(version=2).values_list("list", "key")
    assert set(changed) == {
        ("dimensions", "technical"),
        ("dimensions", "production"),
        ("specializations", "infra"),
    }


def test_running_openings_keep_their_weights(lead, recruiter, client_of):
    opening = make_opening(by=recruiter, specialization="infra")
    before = (dict(opening.component_weights), dict(opening.dimension_weights))
    typed = {"d-technical": "50", "d-production": "20"}
    typed |= {"c-infra-coding": "40", "c-infra-system_design": "20"}
    edit(client_of(lead), "weights/", **typed)
    opening.refresh_from_db()
    assert (opening.component_weights, opening.dimension_weights) == before
    later = make_opening(by=recruiter, specialization="infra")
    assert later.component_weights["coding"] == 40
    assert later.dimension_weights["technical"] == 50


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"d-technical": "41"}, "Dimensions: the weights add up to 101 %, not to 100 %."),
        ({"c-genai-domain": "0"}, "Generative AI: the weights add up to 75 %, not to 100 %."),
        ({"d-technical": "-10"}, "greater than or equal to 0"),
        ({"d-technical": "101"}, "less than or equal to 100"),
        ({"d-technical": ""}, "This field is required."),
        ({"d-technical": "4" * 5000}, "Enter a whole number."),
        ({"d-technical": "forty"}, "Enter a whole number."),
        ({"d-technical": "٤٠"}, None),
        ({"note": "x" * 201}, "at most 200 characters"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_weights_that_do_not_add_up_are_not_saved(lead, client_of, typed, sentence):
    answer = edit(client_of(lead), "weights/", **typed)
    if sentence is not None:
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert current_version() == 1


def test_weights_are_worked_out_without_being_saved(lead, client_of):
    client = client_of(lead)
    fields = opened(client, "weights/")
    answer = send(client, "weights/", fields, work_out="yes", **{"d-technical": "60"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "120 % <b" in page
    assert 'value="60"' in page
    data = fields.copy()
    data["d-technical"], data["d-innovation"] = "20", "30"
    piece = client.post("/framework/weights/", data, headers={"HX-Request": "true"})
    assert piece.content.decode().lstrip().startswith('<section class="panel" id="weights-sums"')
    assert "2.30" in piece.content.decode()
    assert current_version() == 1


def test_a_retired_specialization_has_no_row(lead, client_of):
    client = client_of(lead)
    client.post("/framework/specializations/infra/retire/")
    assert "c-infra-coding" not in client.get("/framework/weights/").content.decode()
