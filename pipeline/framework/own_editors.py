"""How the pipeline's own lists are read and edited."""

from pipeline.forms import framework as forms
from pipeline.forms.framework_criteria import CriterionForm
from pipeline.forms.specializations import SpecializationForm
from pipeline.framework.anchoring import RATINGS, anchors_of_criterion, anchors_of_level
from pipeline.framework.documents import documents_of
from pipeline.framework.editors import EDITORS, Editor
from pipeline.framework.history import entries_at
from pipeline.framework.lists import LISTS

FOLDER = "pipeline/framework"


def add_pipeline_editors() -> None:
    """Register the editors of the pipeline's own lists; anchors are edited with criteria."""
    EDITORS.update(
        {
            "specializations": Editor(
                SpecializationForm, fields=f"{FOLDER}/_specialization_fields.html"
            ),
            "levels": Editor(forms.LevelForm, f"{FOLDER}/_level.html", beside=beside_level),
            "skills": Editor(forms.SkillForm),
            "dimensions": Editor(
                forms.DimensionForm, f"{FOLDER}/_dimension.html", beside=beside_dimension
            ),
            "components": Editor(forms.ComponentForm),
            "criteria": Editor(
                CriterionForm,
                f"{FOLDER}/_criterion.html",
                f"{FOLDER}/_criterion_fields.html",
                beside=beside_criterion,
            ),
            "failures": Editor(forms.FailureForm),
            "tasks": Editor(forms.TaskForm),
            "facts": Editor(forms.FactForm, f"{FOLDER}/_fact.html"),
        }
    )


def beside_criterion(document, version):
    """Add the anchors, level by level, and what the sub-criterion is called (two queries)."""
    dimensions = _read("dimensions", version)
    rows = dimensions.get(document["dimension"], {}).get("sub_criteria", ())
    ladder = anchors_of_criterion(document["key"], version)
    return {
        "ladder": _in_order(ladder, "levels"),
        "sub_criterion": next(
            (row["name"] for row in rows if row["key"] == document["sub_criterion"]), ""
        ),
        "ratings": RATINGS,
        "is_wide": True,
    }


def beside_level(document, version):
    """Add every criterion's anchors at this level, and its failures (three queries)."""
    ladder = anchors_of_level(document["key"], version)
    failures = [
        failure
        for failure in _read("failures", version).values()
        if failure["level"] == document["key"] and not failure["is_retired"]
    ]
    return {
        "ladder": _in_order(ladder, "criteria"),
        "failures": failures,
        "ratings": RATINGS,
        "is_wide": True,
    }


def beside_dimension(document, version):
    """Add the criteria in use of each sub-criterion, and of none (a query)."""
    by_sub: dict[str, list[str]] = {row["key"]: [] for row in document["sub_criteria"]}
    for key, criterion in _read("criteria", version).items():
        if criterion["dimension"] == document["key"] and not criterion["is_retired"]:
            by_sub.setdefault(criterion["sub_criterion"], []).append(key)
    called = {row["key"]: row["name"] for row in document["sub_criteria"]}
    return {"sub_criteria": [(called.get(key, ""), keys) for key, keys in by_sub.items()]}


def _read(name, version):
    """The documents of a list by key, now or as a version had them (one query)."""
    return documents_of(LISTS[name]) if version is None else entries_at(version, name)


def _in_order(ladder, name):
    """The rungs in the order of their list, each with its texts by rating (one query)."""
    keys = LISTS[name].model.objects.order_by("position").values_list("key", flat=True)
    return [
        (key, [ladder[key].get(rating, "") for rating in RATINGS]) for key in keys if key in ladder
    ]
