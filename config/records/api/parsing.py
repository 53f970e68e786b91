"""Reading a request's JSON."""

from collections.abc import Iterator

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class PlainJSONParser(JSONParser):
    """JSON whose texts can be stored and sent back, nested no deeper than can be read.

    NUL has no place in a database's text, and half of a surrogate pair is no character. Here,
    since they would break keys and choices as well, which check no characters themselves.
    """

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            data = super().parse(stream, media_type, parser_context)
            for text in _texts_in(data):
                _check(text)
        except RecursionError:
            raise ParseError("The JSON is nested too deeply.") from None
        return data


def _texts_in(data) -> Iterator[str]:
    """Every text in `data`, keys included."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _texts_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts_in(value)


def _check(text):
    if "\0" in text:
        raise ParseError("Null characters are not allowed.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ParseError("A text holds half of a surrogate pair.") from None
