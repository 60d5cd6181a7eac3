"""Templates: every visible text can be translated, nothing inline, no icon without a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.collect import ROOT

TEMPLATES = sorted((ROOT / "src").rglob("templates/**/*.html"))
_TRANSLATED = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL
)
_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(r"<[^>]*>", re.DOTALL)
_VISIBLE_ATTRIBUTE = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")
_ALLOWED = {"UE", "PDF", "JPEG", "PNG", "EX", "IN", "Wirwissen", "nbsp", "shy", "DIN", "QR", "MB"}
# A script is a file of ours, as a module (docs/adr/0012), and nothing else.
_OUR_MODULE = r"(?! type=\"module\" src=\"{% static \"[a-z/_.-]+\" %}\"></script>)"
_INLINE = re.compile(
    rf"<script{_OUR_MODULE}|<style|\sstyle=|\son[a-z]+=|javascript:|<iframe|src=\"http", re.I
)


def untranslated(source: str) -> list[str]:
    """Words a person would read that stand outside translation tags."""
    bare = _TRANSLATED.sub(" ", _COMMENT.sub(" ", source))
    bare = _TAG.sub(" ", bare)
    shown = [_ELEMENT.sub(" ", bare), *_VISIBLE_ATTRIBUTE.findall(bare)]
    return [word for text in shown for word in _WORD.findall(text) if word not in _ALLOWED]


def inline(source: str) -> list[str]:
    """Inline scripts, styles, handlers and foreign sources."""
    return _INLINE.findall(source)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_every_text_can_be_translated_and_nothing_is_inline(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert (untranslated(source), inline(source)) == ([], [])


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Guten Tag</p>", ["Guten", "Tag"]),
        ('<img alt="Ein Bild">', ["Ein", "Bild"]),
        ('<p>{% translate "Guten Tag" %} {{ name }}</p>', []),
        ("{% blocktranslate %}Guten {{ name }}{% endblocktranslate %}", []),
    ],
)
def test_a_seeded_text_is_caught(source: str, found: list[str]) -> None:
    assert untranslated(source) == found


@pytest.mark.parametrize(
    "source",
    [
        '<script type="module">x</script>',
        '<script type="module" src="x.js"></script>',
        '<p style="a">',
        "<script>",
        '<a onclick="x">',
        '<img src="https://x.example/a">',
    ],
)
def test_a_seeded_inline_thing_is_caught(source: str) -> None:
    assert inline(source) != []
