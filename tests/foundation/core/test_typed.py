"""What people type for days, times, quarters and money (pure reading)."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.foundation.core import typed
from wirwissen.foundation.core.typed import Misread

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "3.5.2027",
        "03.05.2027",
        " 3. 5. 2027 ",
        "3 5 2027",
        "3. Mai 2027",
        "3. mai 2027",
        "2027-05-03",
        "Mo, 3.5.2027",
        "Montag, 3. Mai 2027",
        "mo 3.5.2027",
    ],
)
def test_a_day_is_read_however_people_write_it(text: str) -> None:
    assert typed.day_from_text(text) == date(2027, 5, 3)


@given(DAYS)
def test_every_day_written_in_words_is_read_back(day: date) -> None:
    assert typed.day_from_text(typed.in_words(day)) == day


@given(DAYS)
def test_every_day_written_with_its_weekday_is_read_back(day: date) -> None:
    written = f"{typed.WEEKDAYS[day.weekday()]}, {day.day}.{day.month}.{day.year}"

    assert typed.day_from_text(written) == day


@given(DAYS, st.integers(1, 6))
def test_a_weekday_that_contradicts_its_day_is_refused(day: date, off: int) -> None:
    typed_weekday = typed.WEEKDAYS[(day + timedelta(days=off)).weekday()]

    with pytest.raises(Misread) as caught:
        typed.day_from_text(f"{typed_weekday}, {day.day}.{day.month}.{day.year}")

    assert (caught.value.why, caught.value.parts) == (
        "other_weekday",
        (typed.in_words(day), typed.WEEKDAYS[day.weekday()], typed_weekday),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("irgendwann", "format"),
        ("3.5.", "format"),
        ("", "format"),
        ("3/5/2027", "format"),
        ("3.5.27", "year_short"),
        ("3.5.0027", "year_range"),
        ("2027-13-01", "month_format"),
        ("40.5.2027", "day_format"),
        ("3. Moi 2027", "month_format"),
        ("29.2.2027", "no_such_day"),
        ("Xy, 3.5.2027", "format"),
        ("٣.٥.٢٠٢٧", "format"),
    ],
)
def test_a_day_that_cannot_be_read_says_why(text: str, why: str) -> None:
    with pytest.raises(Misread) as caught:
        typed.day_from_text(text)

    assert caught.value.why == why


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (("", "5", "2027"), "day_missing"),
        (("3", " ", "2027"), "month_missing"),
        (("3", "5", ""), "year_missing"),
        (("3", "5", "27"), "year_short"),
        (("31", "4", "2027"), "no_such_day"),
        (("drei", "5", "2027"), "day_format"),
        (("3", "5", "3027"), "year_range"),
        (("3", "5", "zwei"), "year_range"),
    ],
)
def test_three_parts_that_make_no_day_say_why(parts: tuple[str, str, str], why: str) -> None:
    with pytest.raises(Misread) as caught:
        typed.day_from_parts(*parts)

    assert caught.value.why == why


@pytest.mark.parametrize("month", ["2", "02", "Februar", "feb", "Feb."])
def test_a_month_is_read_as_number_or_word(month: str) -> None:
    assert typed.day_from_parts("4", month, "2020") == date(2020, 2, 4)


@given(st.integers(0, 4_000))
def test_every_quarter_is_read_back_from_how_it_is_written(quarters: int) -> None:
    value = Decimal(quarters) / 4

    assert typed.quarters_from_text(typed.with_comma(value)) == value


@given(st.integers(0, 4_000), st.integers(1, 24))
def test_what_is_no_quarter_is_refused_with_the_nearest_one(quarters: int, off: int) -> None:
    value = Decimal(quarters) / 4 + Decimal(off) / 100

    with pytest.raises(Misread) as caught:
        typed.quarters_from_text(f"{value:f}")

    nearest = Decimal(caught.value.parts[1].replace(",", "."))
    assert caught.value.why == "no_quarter"
    assert abs(nearest - value) <= Decimal("0.125")


@pytest.mark.parametrize("text", ["", "viel", "-1", "1e3", "6,", "NaN", "٣", "1 000"])
def test_what_is_no_number_is_no_quarter(text: str) -> None:
    with pytest.raises(Misread) as caught:
        typed.quarters_from_text(text)

    assert caught.value.why == "format"


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("2450", 245_000),
        ("2.450", 245_000),
        ("2.450,00 €", 245_000),
        ("12,5", 1_250),
        ("12.50", 1_250),
        ("0,05", 5),
        ("1.234.567", 123_456_700),
        ("80 Euro", 8_000),
    ],
)
def test_money_is_read_in_cents(text: str, cents: int) -> None:
    assert typed.cents_from_text(text) == cents


@pytest.mark.parametrize("text", ["", "€", "12,345", "-5", "1,2,3", "12.34.56", "umsonst"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Misread):
        typed.cents_from_text(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18:30", time(18, 30)),
        ("18.30", time(18, 30)),
        ("9", time(9)),
        ("9 Uhr", time(9)),
        ("9 Uhr 30", time(9, 30)),
        ("00:00", time(0)),
        ("18:30 Uhr", time(18, 30)),
    ],
)
def test_a_time_is_read_however_people_write_it(text: str, expected: time) -> None:
    assert typed.time_from_text(text) == expected


@pytest.mark.parametrize("text", ["", "24:00", "9:60", "halb neun", "9:30 Uhr 30", "9:3"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Misread):
        typed.time_from_text(text)
