"""Names made comparable: case, umlauts, titles, order and blanks do not matter, letters do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.network.care.rules.marks import Kind, comparable, may_give_again

SAME = [
    ("Dr. Anna Müller", "mueller, ANNA"),
    ("Prof. Dr. med. Jürgen Groß", "Juergen  Gross"),
    ("Müller-Lüdenscheid, Kim", "kim mueller luedenscheid"),
    ("José Núñez", "nunez jose"),
    ("Frau M. Öztürk M.A.", "oeztuerk"),
]
SAME_PLACES = [
    ("St. Elisabeth-Klinikum, Station 4", "Klinik Sankt Elisabeth Station 4"),
    ("Verein für soziale Arbeit e.V.", "soziale arbeit verein"),
    ("Psychiatrie am See gGmbH", "PSYCHIATRIE SEE"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_person_written_in_two_ways_is_one(one: str, other: str) -> None:
    assert comparable(one, Kind.PERSON) == comparable(other, Kind.PERSON)


@pytest.mark.parametrize(("one", "other"), SAME_PLACES)
def test_the_same_workplace_written_in_two_ways_is_one(one: str, other: str) -> None:
    assert comparable(one, Kind.WORKPLACE) == comparable(other, Kind.WORKPLACE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Müller", "Anna Möller"),
        ("Anna Müller", "Anna"),
        ("Kim Beispiel", "Kimberly Beispiel"),
    ],
)
def test_another_name_stays_another_name(one: str, other: str) -> None:
    assert comparable(one, Kind.PERSON) != comparable(other, Kind.PERSON)


@pytest.mark.parametrize("text", ["", "  ", "Dr.", "Prof. Dr. med.", "–", "!?"])
def test_a_title_alone_leaves_nothing_to_compare(text: str) -> None:
    assert comparable(text, Kind.PERSON) == ""


@given(st.text(max_size=40), st.sampled_from(Kind))
def test_making_comparable_twice_changes_nothing(text: str, kind: Kind) -> None:
    once = comparable(text, kind)

    assert comparable(once, kind) == once


@given(st.lists(st.sampled_from(["Anna", "Çelik", "Jürgen", "Groß", "Kim"]), min_size=1))
def test_order_case_and_blanks_do_not_matter(words: list[str]) -> None:
    changed = "   ".join(word.upper() for word in reversed(words))

    assert comparable(changed, Kind.PERSON) == comparable(" ".join(words), Kind.PERSON)


@pytest.mark.parametrize(
    ("given_on", "may"),
    [(None, True), (date(2027, 1, 1), False), (date(2026, 9, 3), False), (date(2026, 9, 2), True)],
)
def test_own_particulars_are_given_once_and_anew_after_180_days(
    given_on: date | None, may: bool
) -> None:
    assert may_give_again(given_on=given_on, today=date(2027, 3, 1)) is may
