"""Rules of papers: two people, numbers, check codes, the picture of a part."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.course.credentials import rules
from wirwissen.course.credentials.queries import wording
from wirwissen.course.record.results import PartFigures
from wirwissen.course.record.shapes import Part

QUARTERS = st.integers(0, 120).map(lambda number: Decimal(number) / 4)
_PIECE = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-([\d.]+)z")


def part(attended: str, absent: str, covered: str, unfilled: str, to_come: str) -> PartFigures:
    amounts = [Decimal(text) for text in (attended, absent, unfilled, to_come)]
    return PartFigures(
        part=Part(id="m1", kind="module", title="Trialog", units=Decimal(22), phase="base"),
        planned=sum(amounts, Decimal(0)),
        attended=amounts[0],
        absent=amounts[1],
        covered=Decimal(covered),
        unfilled=amounts[2],
        to_come=amounts[3],
    )


@pytest.mark.parametrize(
    ("proposer", "releaser", "may", "wanted"),
    [
        ("anna", "bert", True, True),
        ("anna", "anna", True, False),
        ("anna", "bert", False, False),
        (None, "bert", True, True),
    ],
)
def test_a_certificate_is_released_by_a_second_person_with_the_right(
    proposer: str | None, releaser: str, may: bool, wanted: bool
) -> None:
    assert rules.may_release(proposer=proposer, releaser=releaser, may=may) is wanted


@pytest.mark.parametrize(
    ("proposer", "releaser", "umbrella", "may", "wanted"),
    [
        ("anna", "bert", "cleo", True, True),
        ("anna", "bert", "anna", True, False),
        ("anna", "bert", "bert", True, False),
        ("anna", "bert", "cleo", False, False),
        (None, None, "cleo", True, True),
    ],
)
def test_the_umbrellas_step_is_taken_by_a_third_person(
    proposer: str | None, releaser: str | None, umbrella: str, may: bool, wanted: bool
) -> None:
    found = rules.may_release_last(proposer=proposer, releaser=releaser, umbrella=umbrella, may=may)

    assert found is wanted


@pytest.mark.parametrize(
    ("kind", "running", "wanted"),
    [("confirmation", 1, "TB-2027-0001"), ("certificate", 12345, "WW-2027-12345")],
)
def test_numbers_tell_kind_and_year(kind: str, running: int, wanted: str) -> None:
    assert rules.number_of(kind=kind, year=2027, running=running) == wanted


def test_there_is_no_number_zero() -> None:
    with pytest.raises(ValueError):
        rules.number_of(kind="certificate", year=2027, running=0)


def test_a_check_code_is_bound_to_its_number() -> None:
    assert rules.code_hash("A1", "BC") != rules.code_hash("A2", "BC")


def pieces(path: str) -> list[tuple[Decimal, ...]]:
    """Start, top, width, height of every cell of a path; the way back is as long as the way."""
    found = [tuple(Decimal(number) for number in match) for match in _PIECE.findall(path)]
    assert _PIECE.sub("", path) == ""
    assert all(piece[2] == piece[4] for piece in found)
    return [piece[:4] for piece in found]


@given(QUARTERS, QUARTERS, st.integers(0, 4), QUARTERS, QUARTERS)
def test_the_cells_of_a_part_show_each_unit_once(
    attended: Decimal, absent: Decimal, share: int, unfilled: Decimal, to_come: Decimal
) -> None:
    covered = (absent * share).quantize(Decimal(1)) / 4  # at most what is absent, in quarters
    covered = min(covered, absent)
    figures = part(str(attended), str(absent), str(covered), str(unfilled), str(to_come))

    cells = rules.cells_of(figures)

    scale = Decimal(rules.FILLED)
    widths = [
        sum((piece[2] for piece in pieces(path)), Decimal(0)) / scale
        for path in (cells.full, cells.half, cells.dash, cells.hollow)
    ]
    assert widths == [attended, covered, absent - covered + unfilled, to_come]
    assert cells.width >= max(sum(widths), 1) > cells.width - 1
    drawn = [cell for path in (cells.full, cells.half, cells.dash, cells.hollow)
             for cell in pieces(path)]  # fmt: skip
    assert all(start // 1 == (start + width / scale - Decimal("0.25")) // 1
               for start, _top, width, _height in drawn)  # fmt: skip


def test_each_kind_of_unit_has_its_own_shape() -> None:
    cells = rules.cells_of(part("1", "2", "1", "0", "0.5"))

    assert (cells.full, cells.half, cells.dash, cells.hollow) == (
        "M0 0h0.82v1h-0.82z", "M1 0.5h0.82v0.5h-0.82z", "M2 0.84h0.82v0.16h-0.82z",
        "M3 0h0.41v1h-0.41z",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        (part("22", "0", "0", "0", "0"), "22 von 22"),
        (part("16", "6", "6", "0", "0"), "16 besucht, 6 nachgeholt"),
        (part("17", "5", "0", "0", "0"), "17 besucht, 5 offen"),
        (part("0", "22", "0", "0", "0"), "22 offen"),
        (part("6.5", "0", "0", "5", "10.5"), "6,5 besucht, 5 ohne Eintrag, 10,5 kommen noch"),
        (part("0", "0", "0", "0", "22"), "20. bis 22. August"),
    ],
)
def test_a_part_is_told_in_figures(figures: PartFigures, wanted: str) -> None:
    days = [date(2027, 8, 20), date(2027, 8, 22)] if figures.to_come == 22 else []

    assert wording.part_text(figures, days, date(2027, 5, 1)) == wanted


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        (date(2027, 8, 20), date(2027, 8, 20), "20. August"),
        (date(2027, 7, 30), date(2027, 8, 1), "30. Juli bis 1. August"),
        (date(2027, 12, 31), date(2028, 1, 2), "31. Dezember 2027 bis 2. Januar 2028"),
        (date(2028, 1, 1), date(2028, 1, 2), "1. bis 2. Januar 2028"),
    ],
)
def test_days_to_come_are_told_with_the_year_if_it_is_another_one(
    first: date, last: date, wanted: str
) -> None:
    assert wording.span([last, first], date(2027, 5, 1)) == wanted


@pytest.mark.parametrize(
    ("count", "wanted"),
    [(1, "a"), (4, "a, b, c, d"), (6, "a, b, c und 3 weitere Punkte")],
)
def test_a_long_list_of_lacks_names_three(count: int, wanted: str) -> None:
    assert wording.listed(list("abcdef")[:count]) == wanted
