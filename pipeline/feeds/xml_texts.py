"""Texts that people wrote, as XML 1.0 can carry them."""

import re

_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sayable(text: str) -> str:
    """Return the text without the characters that no XML document may hold."""
    return _UNSAYABLE.sub("", text)


def cdata(text: str) -> str:
    """Return the text as a CDATA section; an end within it is cut over two sections."""
    return f"<![CDATA[{sayable(text).replace(']]>', ']]]]><![CDATA[>')}]]>"
