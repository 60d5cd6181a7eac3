"""The checks of a timetable: figures, clashes, certification, the module weekend."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.course.cohorts.rules import timetable as rules
from wirwissen.course.cohorts.rules.timetable import Block, Crew, Duty, PartState, PlannedPart

MODULE = PlannedPart(id="m8", title="Assessment", units=Decimal(22))
START = datetime(2027, 8, 20, 14, tzinfo=UTC)


def block(units: str, *, day: int = 0, part: str = "m8", cancelled: bool = False) -> Block:
    starts_at = START + timedelta(days=day)
    return Block(
        id=f"{part}-{day}-{units}", part=part, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4), units=Decimal(units), cancelled=cancelled,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("units", "state", "gap"),
    [
        (("7", "8", "7"), PartState.FITS, "0"),
        (("6", "10", "6"), PartState.FITS, "0"),
        (("6", "5", "5", "6"), PartState.FITS, "0"),
        (("7", "7", "7"), PartState.TOO_LITTLE, "1"),
        (("7", "8", "7.25"), PartState.TOO_MUCH, "-0.25"),
        ((), PartState.NOT_PLANNED, "22"),
    ],
)
def test_the_sum_of_a_module_is_flagged_with_its_figures(
    units: tuple[str, ...], state: PartState, gap: str
) -> None:
    (plan,) = rules.plans_of_parts([MODULE], [block(u, day=d) for d, u in enumerate(units)])

    assert (plan.state, plan.gap, plan.fits) == (state, Decimal(gap), state is PartState.FITS)


def test_a_cancelled_block_does_not_count_and_a_module_without_others_says_so() -> None:
    lost = [block("6", cancelled=True), block("16", day=1, cancelled=True)]

    (alone,) = rules.plans_of_parts([MODULE], lost)
    (replaced,) = rules.plans_of_parts([MODULE], [*lost, block("22", day=90)])

    assert (alone.state, replaced.state) == (PartState.ALL_CANCELLED, PartState.FITS)


def test_module_12_split_over_two_weekends_fits() -> None:
    blocks = [block("6"), block("5", day=1), block("5", day=28), block("6", day=29)]

    (plan,) = rules.plans_of_parts([MODULE], reversed(blocks))

    assert (plan.state, [str(one.units) for one in plan.blocks]) == (
        PartState.FITS, ["6", "5", "5", "6"],
    )  # fmt: skip


def test_parts_come_in_the_order_of_the_curriculum_and_sessions_of_others_stay_out() -> None:
    other = PlannedPart(id="m1", title="Haltungen", units=Decimal(5))

    plans = rules.plans_of_parts([MODULE, other], [block("5", part="m1"), block("9", part="x")])

    assert [(plan.part.id, int(plan.total)) for plan in plans] == [("m8", 0), ("m1", 5)]


def duty(session: int, start: int, length: int, trainer: str = "a") -> Duty:
    begins = START + timedelta(hours=start)
    return Duty(
        trainer=trainer, session=f"s{session:02}", starts_at=begins,
        ends_at=begins + timedelta(hours=length),
    )  # fmt: skip


duties = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from("ab")), max_size=9
).map(lambda rows: [duty(n, start, length, who) for n, (start, length, who) in enumerate(rows)])


@given(duties)
def test_clashes_are_all_pairs_of_one_trainer_that_overlap(rows: list[Duty]) -> None:
    found = {(who, frozenset((one, two))) for who, one, two in rules.clashes(rows)}

    assert found == {
        (a.trainer, frozenset((a.session, b.session)))
        for a, b in combinations(rows, 2)
        if a.trainer == b.trainer and a.starts_at < b.ends_at and b.starts_at < a.ends_at
    }


def test_one_block_that_ends_when_the_next_begins_is_no_clash() -> None:
    assert rules.clashes([duty(1, 0, 4), duty(2, 4, 4)]) == frozenset()


@pytest.mark.parametrize(
    ("since", "until", "certified"),
    [
        (date(2027, 8, 20), date(2027, 8, 20), True),
        (date(2027, 8, 21), None, False),
        (date(2020, 1, 1), date(2027, 8, 19), False),
        (date(2020, 1, 1), None, True),
        (None, None, False),
    ],
)
def test_a_certification_holds_on_its_first_and_last_day(
    since: date | None, until: date | None, certified: bool
) -> None:
    assert rules.is_certified(since=since, until=until, on=date(2027, 8, 20)) is certified


def test_a_single_day_is_marked_and_an_empty_one_is_named() -> None:
    crews = [rules.crew_of(trainers=n, held_single=single)
             for n, single in ((2, False), (2, True), (1, False), (0, False))]  # fmt: skip

    assert crews == [Crew.PAIR, Crew.SINGLE_MARKED, Crew.SINGLE, Crew.NOBODY]


def typed(day: int, hour: int, units: str) -> rules.TypedBlock:
    return rules.TypedBlock(day=day, starts=time(hour), ends=time(hour + 4), units=Decimal(units))


def test_a_weekend_names_its_blocks_after_the_days_they_fall_on() -> None:
    friday = date(2027, 8, 20)
    four = [typed(2, 9, "6"), typed(0, 14, "6"), typed(1, 9, "5"), typed(1, 14, "5")]
    three = [typed(0, 14, "7"), typed(1, 9, "8"), typed(2, 9, "7")]

    assert [(one.label, one.on.day, int(one.units)) for one in rules.weekend(friday, four)] == [
        ("Fr Nm", 20, 6), ("Sa Vm", 21, 5), ("Sa Nm", 21, 5), ("So", 22, 6),
    ]  # fmt: skip
    assert [one.label for one in rules.weekend(friday, three)] == ["Fr Nm", "Sa", "So"]
