"""Reading and writing frameworks as YAML or JSON."""

from io import BytesIO

from rest_framework.exceptions import APIException
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer

from config.records.api.parsing import PlainJSONParser
from pipeline.framework.yaml_files import LARGEST_BYTES, dump_framework


class TooLarge(APIException):
    status_code = 413
    default_detail = f"A framework has at most {LARGEST_BYTES // 1_000_000} MB."


class FrameworkJSONParser(PlainJSONParser):
    """JSON of a size that a framework may have."""

    def parse(self, stream, media_type=None, parser_context=None):
        return super().parse(BytesIO(_read(stream)), media_type, parser_context)


class YamlParser(BaseParser):
    """Hands the text over as it came, so that problems have their row and column."""

    media_type = "application/yaml"

    def parse(self, stream, media_type=None, parser_context=None):
        return _read(stream)


class TextYamlParser(YamlParser):
    media_type = "text/yaml"


class OldYamlParser(YamlParser):
    media_type = "application/x-yaml"


PARSERS = [FrameworkJSONParser, YamlParser, TextYamlParser, OldYamlParser]


class YamlRenderer(BaseRenderer):
    """A framework as the file that it is carried in; problems stay JSON."""

    media_type = "application/yaml"
    format = "yaml"
    charset = "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        if renderer_context["response"].status_code >= 400:
            return JSONRenderer().render(data)
        return dump_framework(data).encode()


def _read(stream):
    content = stream.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise TooLarge
    return content
