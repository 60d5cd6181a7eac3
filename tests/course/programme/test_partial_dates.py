"""Dates as incomplete as they are: read, kept, shown; a weekday must fit its date."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.course.programme.rules.partial_dates import (
    PartialDate,
    check_weekdays,
    ends_before_it_starts,
    in_german,
    is_past,
    read_stored,
    read_typed,
    span_in_german,
)
from wirwissen.foundation.core.typed import MONTHS, WEEKDAYS

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(DAYS)
    depth = draw(st.sampled_from(["year", "month", "day", "time"]))
    clock = time(draw(st.integers(0, 23)), draw(st.integers(0, 59)))
    return PartialDate(
        year=day.year,
        month=None if depth == "year" else day.month,
        day=day.day if depth in {"day", "time"} else None,
        at=clock if depth == "time" else None,
    )


@given(partial_dates())
def test_what_is_kept_is_read_back_as_the_same_date(value: PartialDate) -> None:
    assert read_stored(value.stored) == value


@given(partial_dates())
def test_the_words_of_a_date_are_read_as_the_same_date(value: PartialDate) -> None:
    without_time = PartialDate(year=value.year, month=value.month, day=value.day)

    assert read_typed(without_time.words) == without_time.stored


@given(partial_dates())
def test_a_date_that_may_still_come_is_not_past(value: PartialDate) -> None:
    assert (
        is_past(value.stored, "", today=value.latest),
        is_past(value.stored, "", today=value.latest + timedelta(days=1)),
    ) == (False, True)


@given(day=DAYS, weekday=st.integers(0, 6))
def test_a_weekday_passes_exactly_when_it_fits(day: date, weekday: int) -> None:
    typed = f"{WEEKDAYS[weekday]}, {day.day}. {MONTHS[day.month - 1]} {day.year}"

    if weekday == day.weekday():
        assert read_typed(typed) == day.isoformat()
    else:
        with pytest.raises(ValueError, match=f"ist ein {WEEKDAYS[day.weekday()]}"):
            read_typed(typed)


def test_a_weekday_that_contradicts_its_date_is_named_with_the_right_one() -> None:
    with pytest.raises(ValueError) as refused:
        read_typed("Fr, 4. Februar 2020")

    assert str(refused.value) == "Der 4. Februar 2020 ist ein Dienstag."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("2026", "2026"),
        ("Januar 2026", "2026-01"),
        ("Jän. 2026", "2026-01"),
        ("1/2026", "2026-01"),
        ("01.2026", "2026-01"),
        ("2026-1", "2026-01"),
        ("16.1.2026", "2026-01-16"),
        ("Fr, 16. Januar 2026", "2026-01-16"),
        ("  Mitte   2026 ", "Mitte 2026"),
        ("Herbst 2027, nach den Ferien", "Herbst 2027, nach den Ferien"),
        ("13/2026", "13/2026"),
    ],
)
def test_typed_dates_are_kept_as_exactly_as_they_are(typed: str, kept: str) -> None:
    assert read_typed(typed) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31.2.2026", "So viele Tage hat der Februar 2026 nicht. Prüfen Sie den Tag."),
        ("31.13.2026", "Den Tag 31.13.2026 gibt es nicht. Prüfen Sie Tag und Monat."),
        ("3.5.27", "Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel 2027."),
        ("ab Mo, 3. Mai 2024", "Der 3. Mai 2024 ist ein Freitag."),
    ],
)
def test_what_is_meant_as_a_date_and_is_none_gets_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_typed(typed)

    assert str(refused.value) == sentence


def test_a_weekday_inside_a_longer_text_is_checked_too() -> None:
    with pytest.raises(ValueError) as refused:
        check_weekdays("Zwei Tage: Sa, 19.9.2026, und Montag, den 20. September 2026.")

    assert str(refused.value) == "Der 20. September 2026 ist ein Sonntag."


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("", "", "noch offen"),
        ("2026", "", "2026"),
        ("2026-01", "", "Januar 2026"),
        ("Mitte 2026", "", "Mitte 2026"),
        ("2026-09-19", "2026-09-20", "Sa, 19. September 2026 bis So, 20. September 2026"),
        ("2026-03-11T13:00", "2026-03-11T15:00", "Mi, 11. März 2026, 13:00 bis 15:00 Uhr"),
        ("2024-09-14T09:30", "", "Sa, 14. September 2024, 09:30 Uhr"),
        ("2020-05-15", "2021-04", "Fr, 15. Mai 2020 bis April 2021"),
        ("", "2024-08", "noch offen bis August 2024"),
    ],
)
def test_a_span_is_shown_as_incomplete_as_it_is(starts: str, ends: str, words: str) -> None:
    assert span_in_german(starts, ends) == words


@pytest.mark.parametrize(
    ("starts", "ends", "wrong"),
    [
        ("2026-05-15", "2026-05", False),
        ("2026-05-15", "2026-04", True),
        ("2026", "2026-01-01", False),
        ("2026-01-16T14:00", "2026-01-16T13:00", True),
        ("2026-01-16T14:00", "2026-01-16", False),
        ("Mitte 2026", "2020", False),
    ],
)
def test_an_end_counts_as_too_early_only_if_that_is_certain(
    starts: str, ends: str, wrong: bool
) -> None:
    assert ends_before_it_starts(starts, ends) is wrong


@pytest.mark.parametrize("text", ["2026-13", "2026-02-30", "2026-00", "2026-01-00", "0000", "26"])
def test_what_is_no_date_is_free_text(text: str) -> None:
    assert (read_stored(text), in_german(text)) == (None, text)
