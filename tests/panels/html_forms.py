"""What a browser would send of the forms on a page."""

from html.parser import HTMLParser

from django.http import QueryDict


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.sent, self.select, self.text = [], None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "input" and name:
            is_box = attrs.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in attrs:
                self.sent.append((name, attrs.get("value", "on" if is_box else "")))
        elif tag == "select":
            self.select = [name, None]
        elif tag == "option" and self.select:
            if "selected" in attrs or self.select[1] is None:
                self.select[1] = attrs["value"]
        elif tag == "textarea":
            self.text = (name, [])

    def handle_data(self, data):
        if self.text:
            self.text[1].append(data)

    def handle_endtag(self, tag):
        if tag == "select":
            self.sent.append(tuple(self.select))
            self.select = None
        elif tag == "textarea":
            # A browser drops the line break after the tag, and sends each as two characters.
            text = "".join(self.text[1]).removeprefix("\n").replace("\n", "\r\n")
            self.sent.append((self.text[0], text))
            self.text = None


def fields_of(html: str) -> QueryDict:
    """Return the fields of all forms in `html` as they stand, as sent."""
    parser = _Fields()
    parser.feed(html)
    data = QueryDict(mutable=True)
    for name, value in parser.sent:
        data.appendlist(name, value)
    return data
