"""What is typed is understood; words of texts and questions meet; nothing typed is an error."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from pipeline.search.keeping import words_of
from pipeline.search.near_words import nearest, slips
from pipeline.search.queries import (
    LONGEST,
    MOST_WORDS,
    has_words,
    in_document,
    in_person,
    understand,
)
from pipeline.search.searching import read_spot, search
from pipeline.search.snippets import Marker
from pipeline.search.words import fold, phone_words, readings_in


def parts(text):
    return [part for reading in readings_in(text) for part in reading.parts]


def wholes(text):
    return [reading.whole or reading.parts[0] for reading in readings_in(text)]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Gödel", "godel"),
        ("Go\u0308del", "godel"),
        ("ŁÓDŹ", "lodz"),
        ("Weiß", "weiss"),
        ("Ødegård", "odegard"),
        ("Æsir", "aesir"),
        ("İstanbul", "istanbul"),
        ("ﬁne", "fine"),
        ("Þór", "thor"),
    ],
)
def test_case_and_accents_do_not_matter(word, folded):
    assert wholes(word) == [folded]
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "found", "of"),
    [
        ("node.js", ["nodejs"], ["node", "js"]),
        ("C++ and C#", ["c++", "and", "c#"], ["c++", "and", "c#"]),
        ("fine-tuning", ["finetuning"], ["fine", "tuning"]),
        ("O’Brien", ["obrien"], ["o", "brien"]),
        ("k8s", ["k8s"], ["k8s"]),
        ("ada.g@example.com", ["ada.g@example.com"], ["ada", "g", "example", "com"]),
        ("TensorFlow/PyTorch", ["tensorflow", "pytorch"], ["tensorflow", "pytorch"]),
        ("2019-2021", ["2019"], ["2019", "2021"]),
        ("王小明", ["王", "小", "明"], ["王", "小", "明"]),
        ("end. Begin", ["end", "begin"], ["end", "begin"]),
        ("...", [], []),
    ],
)
def test_words_are_found_whole_and_in_parts(text, found, of):
    assert wholes(text) == found
    assert parts(text) == of


def test_parts_of_a_word_stand_one_after_the_other():
    words = words_of(readings_in("scikit-learn pipelines"))
    assert words == {"scikitlearn": [1], "scikit": [1], "learn": [2], "pipelines": [3]}


def test_a_phone_number_is_found_however_it_is_prefixed():
    assert set(phone_words("+49 170 1234567")) & {understand("0170 1234567")[0].parts[0]}
    assert set(phone_words("+49 (0)30 123-4567")) & {understand("1234567")[0].parts[0]}
    assert phone_words("12345") == []


def test_all_words_are_wanted_and_the_last_may_go_on():
    first, last = understand("gradient boo")
    assert (first.parts, first.is_prefix) == (("gradient",), False)
    assert (last.parts, last.is_prefix) == (("boo",), True)
    assert not understand("gradient boosting ")[-1].is_prefix


@pytest.mark.parametrize(
    "quoted", ['"gradient boosting"', "“gradient boosting”", '"gradient boosting']
)
def test_quoted_words_are_a_phrase(quoted):
    [phrase] = understand(quoted)
    assert (phrase.parts, phrase.is_phrase) == (("gradient", "boosting"), True)


@pytest.mark.parametrize("text", ["", "   ", "!!! ???", '""', "& | ! <->", "%%%", "\0\0", "-", "'"])
def test_what_holds_no_word_wants_nothing(text):
    assert understand(text) == ()


def test_only_so_much_is_asked():
    assert len(understand(" ".join(f"w{number}" for number in range(50)))) == MOST_WORDS
    assert len(understand("x" * 10_000)[0].text) <= LONGEST


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("pytorch", "pytorch", 0),
        ("transfromers", "transformers", 1),
        ("pyton", "python", 1),
        ("pythons", "python", 1),
        ("pithon", "python", 1),
        ("ca", "abc", 3),  # Boytsov 2011: a letter is not edited twice
    ],
)
def test_slips_are_counted(one, other, count):
    assert slips(one, other) == slips(other, one) == count


def test_a_short_word_has_one_slip_and_a_long_one_two():
    assert nearest("rust", ["bust", "dusk", "rust"]) == ("bust",)
    assert nearest("kubrenetse", ["kubernetes", "kerberos"]) == ("kubernetes",)


@pytest.mark.parametrize(
    ("text", "typed", "is_there"),
    [
        ("Board of ML engineer", "board ml", True),
        ("Board of ML engineer", "ml eng", True),
        ("Board of ML engineer", "eng ml", False),
        ("Anna-Lena Groß", "annalena gross", True),
        ("Anna Groß", "anna-lena", False),
    ],
)
def test_a_short_text_has_the_words_or_not(text, typed, is_there):
    assert has_words(text, understand(typed)) is is_there


def shown(text, typed):
    parts = Marker(understand(typed)).snippet(text)
    return "".join(f"[{part.text}]" if part.is_marked else part.text for part in parts)


def test_a_snippet_is_the_stretch_around_the_first_find():
    text = (
        "Before this there were many other words. " * 3 + "Shipped gradient boosting. " + "x " * 99
    )
    assert "Shipped [gradient] [boosting]." in shown(text, "gradient boosting")
    assert shown(text, "gradient").startswith("… ")
    assert shown(text, "gradient").endswith(" …")
    assert shown(text, "absent") == ""


def test_a_snippet_of_a_phrase_is_where_its_words_stand_together():
    text = "boosting alone. " + "y " * 200 + "gradient boosting together"
    assert shown(text, '"gradient boosting"').endswith("[gradient] [boosting] together")


@pytest.mark.parametrize(
    "text", ["", "5", "9.0", "0.x", f"0.{'f' * 31}", "-1.x", "0." + "9" * 5000]
)
def test_a_mistyped_place_in_the_results_is_as_none(text):
    assert read_spot(text) is None


anything = st.text(max_size=80) | st.text(alphabet="ab'\\\"&|!<->():*%_@.+#“”\0 ", max_size=40)


@given(anything)
def test_whatever_is_typed_makes_sound_statements(text):
    wanted = understand(text)
    for each in wanted:
        for query in (in_document(each), in_person(each, "ncr", short_scopes="n")):
            assert query
            assert "\\" not in query
            assert query.count("'") % 2 == 0
    has_words(text, wanted)
    Marker(wanted).snippet(text)


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        "a\0b",
        "x" * 10_000,
        "word " * 2_000,
        "a & b | !c <-> d:*",
        "');--",
        "\\' :A",
        "%_%",
        '"""',
        "“„”",
        "((((",
        "🙂 🙃",
        "\ud800",
        "ı̇ﬀß",
        "ⅷ ½ ²",
        "٣٤٥٦٧٨٩",
        "'':*",
    ],
)
def test_no_text_upsets_the_database(acme, recruiter, interviewer, text):
    for user in (recruiter, interviewer):
        search(user, text)
        search(user, text, is_typing=True)


def test_random_texts_upset_no_database(acme, recruiter):
    @given(anything)
    def ask(text):
        search(recruiter, text)
        with connection.cursor() as cursor:
            for each in understand(text):
                cursor.execute("SELECT %s::tsquery", [in_document(each)])

    ask()
