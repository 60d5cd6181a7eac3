"""The style sheet: complete, nothing foreign, small enough."""

import gzip
import re
from pathlib import Path

from wirwissen.foundation import core

STATIC = Path(core.__file__).parent / "static" / "ww"
CSS = (STATIC / "wirwissen.css").read_text(encoding="utf-8")


def test_every_file_the_style_sheet_names_lies_beside_it() -> None:
    names = re.findall(r'url\("([^"]+)"\)', CSS)

    assert len(names) == 4
    assert [name for name in names if not (STATIC / name).exists()] == []


def test_the_style_sheet_imports_nothing_and_is_balanced() -> None:
    assert "@import" not in CSS
    assert CSS.count("{") == CSS.count("}")
    assert re.findall(r"https?:|data:", CSS) == []


def test_the_style_sheet_stays_within_its_budget() -> None:
    assert 5_000 < len(gzip.compress(CSS.encode())) <= 20_000
