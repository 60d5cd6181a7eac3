"""When somebody can: windows, shifts as they really are, days away, and the calendar's warnings."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.network.meetings.rules import season
from wirwissen.network.meetings.rules.availability import (
    Absence,
    Answer,
    Fit,
    Rotation,
    Shift,
    anchor_of,
    as_text,
    free_slots,
    from_text,
    is_free,
    week_now,
)

MONDAY = date(2027, 3, 1)
EVERY_WINDOW = {(day, hour): Fit.GOOD for day in range(7) for hour in (12, 18, 20)}


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour)  # noqa: DTZ001  (local, as the planner)


def test_good_and_at_a_pinch_count_as_free_and_never_does_not() -> None:
    answer = Answer({(0, 12): Fit.GOOD, (0, 18): Fit.PINCH, (0, 20): Fit.NEVER})

    free = [is_free(answer, at(MONDAY, hour)) for hour in (12, 18, 20)]

    assert (free, is_free(Answer(), at(MONDAY, 12))) == ([True, True, False], False)


@pytest.mark.parametrize(
    ("shift", "free"),
    [(Shift.OFF, [12, 18, 20]), (Shift.EARLY, [18, 20]), (Shift.LATE, [12]),
     (Shift.NIGHT, [12, 18])],
)  # fmt: skip
def test_a_shift_takes_the_windows_in_which_one_really_works(shift: Shift, free: list[int]) -> None:
    answer = Answer(EVERY_WINDOW, Rotation((shift,), MONDAY))

    assert [hour for hour in (12, 18, 20) if is_free(answer, at(MONDAY, hour))] == free


def test_a_rotation_goes_round_with_its_phase_and_before_its_anchor_too() -> None:
    rotation = Rotation((Shift.EARLY, Shift.LATE, Shift.OFF), anchor_of(week_now=2, today=MONDAY))

    found = [rotation.shift_on(MONDAY + timedelta(weeks=n)) for n in range(-1, 4)]

    assert found == [Shift.EARLY, Shift.LATE, Shift.OFF, Shift.EARLY, Shift.LATE]
    assert week_now(rotation, MONDAY + timedelta(days=6)) == 2


def test_both_ends_of_an_absence_are_away() -> None:
    answer = Answer(EVERY_WINDOW, absences=(Absence(date(2027, 3, 3), date(2027, 3, 5)),))

    free = [n for n in range(7) if is_free(answer, at(MONDAY + timedelta(days=n), 18))]

    assert free == [0, 1, 5, 6]


def test_free_slots_is_a_number_with_a_bit_for_each_start() -> None:
    answer = Answer({(0, 18): Fit.GOOD})

    assert free_slots(answer, [at(MONDAY, 12), at(MONDAY, 18), at(MONDAY, 20)]) == 0b010


cells = st.dictionaries(
    st.tuples(st.integers(0, 6), st.sampled_from([12, 18, 20])), st.sampled_from(Fit)
)
rotations = st.none() | st.builds(
    Rotation,
    st.lists(st.sampled_from(Shift), min_size=1, max_size=6).map(tuple),
    st.integers(0, 20).map(lambda n: MONDAY + timedelta(weeks=n)),
)


@given(cells, rotations, st.booleans())
def test_an_answer_comes_back_as_it_was_kept(
    week: dict[tuple[int, int], Fit], rotation: Rotation | None, may_host: bool
) -> None:
    answer = Answer(week, rotation, (Absence(MONDAY, MONDAY),), may_host)

    assert from_text(as_text(answer)) == answer


def test_text_that_is_no_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="no answer"):
        from_text("{}")


def test_every_day_of_a_year_has_every_window_once() -> None:
    periods = season.periods_from(date(2027, 1, 1))

    slots = season.slots_of(periods, (12, 18, 20))

    assert (len(periods), len(slots), len({slot.start for slot in slots})) == (12, 1095, 1095)
    assert [slots[0].start, slots[-1].period] == [at(date(2027, 1, 1), 12), 11]


def test_an_announced_start_at_another_hour_still_has_a_slot() -> None:
    slots = season.slots_of(("2027-01",), (18,), extra=[at(date(2027, 1, 5), 19)])

    assert at(date(2027, 1, 5), 19) in {slot.start for slot in slots}


def test_date_falls_on_a_holiday_in_some_laender_only_is_warned_with_the_laender_named() -> None:
    found = {
        holiday.on: (holiday.everywhere, holiday.sentence_part)
        for holiday in season.holidays_of(["DE", "AT"], date(2027, 10, 1), date(2027, 11, 30))
    }

    assert found[date(2027, 10, 3)] == (True, "in ganz Deutschland")
    assert found[date(2027, 10, 26)] == (True, "in Österreich")
    everywhere, where = found[date(2027, 10, 31)]
    assert (everywhere, "Sachsen" in where, "Bayern" in where) == (False, True, False)
    assert date(2027, 10, 31) not in season.excluded_days(
        season.holidays_of(["DE"], date(2027, 10, 1), date(2027, 11, 30))
    )


def test_austrian_and_swiss_members_own_holidays() -> None:
    swiss = season.holidays_of(["CH"], date(2027, 8, 1), date(2027, 8, 1))
    german = season.holidays_of(["DE"], date(2027, 8, 1), date(2027, 8, 1))

    assert ([each.sentence_part for each in swiss], german) == (["in der ganzen Schweiz"], [])


@pytest.mark.parametrize(("already", "split"), [(0, (3, 9)), (2, (1, 11)), (5, (0, 12))])
def test_three_dates_are_announced_and_the_others_stay_tentative(
    already: int, split: tuple[int, int]
) -> None:
    starts = [at(MONDAY + timedelta(days=30 * n), 18) for n in range(12)]

    assert season.split_announced(starts, already) == split


def test_planning_begins_with_the_next_month() -> None:
    assert [season.month_after(date(2027, 1, 31)), season.month_after(date(2027, 12, 1))] == [
        date(2027, 2, 1), date(2028, 1, 1),
    ]  # fmt: skip
