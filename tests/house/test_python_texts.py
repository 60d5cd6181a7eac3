"""German sentences in Python stand in `_()`; otherwise the other house could not say du."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.collect import ROOT

TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "ngettext_lazy"}
_GERMAN = re.compile(r"[äöüÄÖÜß„“]|\b(?:Sie|der|die|das|nicht|und|oder|ist|wird|Ihre?|noch|kein)\b")
# Rules and the two libraries are pure: they carry words of their own, in one language.
PURE = re.compile(
    r"/(record|papers|uploads|demo|presets|facts|commands|rules|wirwissen/planner)(/|\.py)"
)


def untranslated_sentences(source: str) -> list[str]:
    """String constants with German words that no translator gets to see."""
    tree = ast.parse(source)
    seen = _docstrings(tree) | _inside_translators(tree) | _inside_str_methods(tree)
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in seen
        and " " in node.value
        and _GERMAN.search(node.value)
    ]


def _inside_translators(tree: ast.AST) -> set[int]:
    inside: set[int] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in TRANSLATORS:
            inside |= {id(child) for child in ast.walk(node)}
    return inside


def _inside_str_methods(tree: ast.AST) -> set[int]:
    """`__str__` ends up in logs and tests, never on a page."""
    return {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "__str__"
        for child in ast.walk(node)
    }


def _docstrings(tree: ast.AST) -> set[int]:
    found = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            found.add(id(body[0].value))
    return found


FILES = [
    path
    for path in sorted((ROOT / "src" / "wirwissen").rglob("*.py"))
    if "migrations" not in path.parts and not PURE.search(path.as_posix())
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_german_sentences_in_python_can_be_translated(path: Path) -> None:
    assert untranslated_sentences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('x = "Das ist nicht da."', ["Das ist nicht da."]),
        ('x = _("Das ist nicht da.")', []),
        ('"""Das ist ein Satz."""', []),
    ],
)
def test_a_seeded_sentence_is_caught(source: str, found: list[str]) -> None:
    assert untranslated_sentences(source) == found
