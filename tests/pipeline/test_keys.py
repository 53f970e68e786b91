import pytest

from pipeline.keys import free_key


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Speech ML", [], "speech-ml"),
        ("Speech ML", ["speech-ml"], "speech-ml-2"),
        ("Speech ML", ["speech-ml", "speech-ml-2"], "speech-ml-3"),
        ("語音", [], "thing"),
        ("語音", ["thing"], "thing-2"),
        ("A name longer than the field", [], "a-name-long"),
        ("A name longer than the field", ["a-name-long"], "a-name-lo-2"),
    ],
)
def test_a_key_is_made_from_a_name_and_is_free(name, taken, key):
    assert free_key(name, taken, length=11, otherwise="thing") == key
