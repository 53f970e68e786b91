"""What the browser is sent: small, vendored with care, and nothing inline for the CSP to refuse."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"
LOCK = json.loads((VENDOR / "lock.json").read_text())["vendored"]
SCRIPTS = sorted(STATIC.rglob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
KIB = 1024

STYLE_ATTRIBUTE = re.compile(r"<[^>]*\sstyle\s*=", re.I)
HANDLER_ATTRIBUTE = re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", re.I)
JAVASCRIPT_VALUE = re.compile(r"""=\s*["'](?:js|javascript):""", re.I)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)", re.I)
STYLE_ELEMENT = re.compile(r"<style\b", re.I)
REFUSED = [
    STYLE_ATTRIBUTE,
    HANDLER_ATTRIBUTE,
    JAVASCRIPT_VALUE,
    INLINE_SCRIPT,
    STYLE_ELEMENT,
]


def compressed(*paths):
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def name_of(path):
    return str(path.relative_to(ROOT))


def test_the_stylesheet_is_small():
    assert compressed(STATIC / "fortnight.css") <= 15 * KIB


def test_all_scripts_together_are_small():
    assert compressed(*SCRIPTS) <= 60 * KIB


def test_every_vendored_file_stands_in_the_lock():
    locked = {each["file"] for each in LOCK} | {each["licence_file"] for each in LOCK}
    found = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert found - {"lock.json"} == locked


@pytest.mark.parametrize("vendored", LOCK, ids=lambda each: each["name"])
def test_a_vendored_file_is_the_one_that_was_locked(vendored):
    content = (VENDOR / vendored["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == vendored["sha256"]
    assert vendored["version"].encode() in content


@pytest.mark.parametrize("vendored", LOCK, ids=lambda each: each["name"])
def test_a_vendored_file_brings_its_licence(vendored):
    assert vendored["licence"] in {"0BSD", "MIT", "BSD-3-Clause", "Apache-2.0"}
    assert (VENDOR / vendored["licence_file"]).stat().st_size > 300


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_no_script_points_to_a_source_map(script):
    assert "sourceMappingURL" not in script.read_text()


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_holds_nothing_the_content_security_policy_refuses(template):
    text = template.read_text()
    assert [found.group() for pattern in REFUSED for found in pattern.finditer(text)] == []


@pytest.mark.parametrize(
    "refused",
    [
        '<p class="a" style="color:red">',
        '<button onclick="go()">',
        '<form hx-on:submit="go()">',
        "<a href='javascript:go()'>",
        '<b hx-vals="js:{a: 1}">',
        "<script>go()</script>",
        "<style>p{}</style>",
    ],
)
def test_the_patterns_find_what_they_are_for(refused):
    assert any(pattern.search(refused) for pattern in REFUSED)


def test_every_icon_a_template_names_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    named = {
        name
        for template in TEMPLATES
        for name in re.findall(r'components/icon\.html" with name="([\w-]+)"', template.read_text())
    }
    assert named
    assert named <= drawn


def test_every_static_file_a_template_names_exists():
    named = {
        name
        for template in TEMPLATES
        for name in re.findall(r"""{% static ['"]([^'"]+)['"]""", template.read_text())
    }
    assert [name for name in sorted(named) if not (STATIC / name).is_file()] == []
