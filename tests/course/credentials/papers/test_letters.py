"""Names are checked against the letters of our fonts when they are typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.course.credentials.papers.letters import (
    FONTS,
    code_points,
    printable_code_points,
    unprintable_letters,
)


@pytest.mark.parametrize(
    "name",
    [
        "Gülşen Çağlar İnan Yıldırım",
        "Łucja Źródłowska Wiśniewski Ążęćń",
        "Ivana Dvořáková Škvorecký Ůžďť",
        "Nguyễn Thị Thủy",
        "Иван Γιώργος",
        "Jo O’Neill-d'Arc (geb. Groß) ẞ",
        "a\u0308 zerlegt\tund\numbrochen",
        "",
    ],
)
def test_names_in_latin_greek_and_cyrillic_letters_print(name: str) -> None:
    assert unprintable_letters(name) == ""


def test_letters_without_a_shape_are_named_once_and_in_order() -> None:
    assert unprintable_letters("Kim 😀 李明 😀") == "😀李明"


def test_marks_that_hide_something_do_not_print() -> None:
    hidden = "a\u202eb\u200bc\u0000d\ue000"

    assert unprintable_letters(hidden) == "\u202e\u200b\u0000\ue000"


@given(st.text(max_size=40))
def test_what_is_left_without_the_unprintable_letters_prints(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    missing = unprintable_letters(text)

    assert set(missing) <= set(composed)
    assert unprintable_letters("".join(c for c in composed if c not in missing)) == ""


def test_the_table_read_from_the_fonts_has_the_size_of_the_fonts() -> None:
    sizes = {path.name: len(code_points(path.read_bytes())) for path in FONTS.glob("*.ttf")}

    assert sizes == {
        "SourceSans3_400Regular.ttf": 1615,
        "SourceSans3_600SemiBold.ttf": 1615,
        "Vollkorn_600SemiBold.ttf": 1242,
    }
    assert len(printable_code_points()) == 1911


def test_a_file_that_is_no_font_is_refused() -> None:
    with pytest.raises(ValueError, match="no table"):
        code_points(bytes(64))
