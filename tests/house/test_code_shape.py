"""Functions of 50 lines at most, modules of 300: what does not fit in the head is split."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.collect import ROOT

FUNCTION_LINES, MODULE_LINES = 50, 300
PLACES = ("src", "tests", "tools")
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "data", "info"}


def shape_faults(source: str, name: str) -> list[str]:
    """Functions and modules that are too long."""
    faults = []
    lines = source.count("\n")
    if lines > MODULE_LINES:
        faults.append(f"{name}: {lines} lines")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                faults.append(f"{name}:{node.lineno} {node.name}: {length} lines")
    return faults


def python_files() -> list[Path]:
    files = [path for place in PLACES for path in (ROOT / place).rglob("*.py")]
    return sorted([ROOT / "run.py", *(f for f in files if "migrations" not in f.parts)])


def test_no_function_and_no_module_is_too_long() -> None:
    faults = [
        fault
        for path in python_files()
        for fault in shape_faults(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
    ]

    assert faults == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in python_files() if path.stem in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("def f():\n" + "    x = 1\n" * 50, "seeded.py:1 f: 51 lines"),
        ("x = 1\n" * 301, "seeded.py: 301 lines"),
    ],
)
def test_a_seeded_violation_is_caught(source: str, fault: str) -> None:
    assert shape_faults(source, "seeded.py") == [fault]
