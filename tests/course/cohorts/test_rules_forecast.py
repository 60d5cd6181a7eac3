"""The forecast of one person, and topics that are the same under other numbers."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from wirwissen.course.cohorts.rules.credit import same_topics, topic_of
from wirwissen.course.cohorts.rules.forecast import Forecast, forecast_of
from wirwissen.course.record.shapes import (
    AbsenceRule,
    AttendanceRow,
    Base,
    DaysRule,
    LearningRecord,
    MakeUp,
    Part,
    PercentRule,
    Programme,
    Rounding,
    Rules,
    Session,
)

TODAY = date(2027, 8, 25)
TEN_PERCENT = PercentRule(percent=Decimal(10), of=Base.PROGRAMME, rounding=Rounding.DOWN)


def record(*missed: str, held: int = 8, rule: AbsenceRule | None = TEN_PERCENT) -> LearningRecord:
    """Twelve modules of 7 + 8 + 7 UE, a month apart, so many held; `missed` names m1-1=3."""
    parts = tuple(Part(id=f"m{n}", title=f"Modul {n}", units=Decimal(22)) for n in range(1, 13))
    sessions = [
        Session(
            id=f"m{n}-{day}", part=f"m{n}", units=Decimal(units),
            on=TODAY + timedelta(days=30 * (n - held) - 4 + day),
        )
        for n in range(1, 13)
        for day, units in ((1, 7), (2, 8), (3, 7))
    ]  # fmt: skip
    absent = dict(one.split("=") for one in missed)
    rows = tuple(
        AttendanceRow(session=one.id, units=one.units - Decimal(absent.get(one.id, 0)))
        for one in sessions
        if one.on <= TODAY
    )
    rules = Rules(absence=rule, payments=True)
    programme = Programme(id="x", version="1", unit="UE", parts=parts, rules=rules)
    return LearningRecord(
        programme=programme, as_of=TODAY, sessions=tuple(sessions), attendance=rows
    )


def figures(forecast: Forecast) -> tuple[object, ...]:
    """Used, left, still reachable, and what the next whole module would cost."""
    assert forecast.result is not None
    cost = forecast.next_missed and (forecast.next_missed.part.id, forecast.next_missed.to_make_up)
    return forecast.result.used, forecast.result.left, forecast.result.reachable, cost


@pytest.mark.parametrize(
    ("missed", "found"),
    [
        ((), (0, 26, 88, ("m9", 0))),
        (("m1-1=4",), (4, 22, 88, ("m9", 0))),
        (("m1-1=5",), (5, 21, 88, ("m9", 1))),
        (("m1-1=5", "m2-1=7", "m3-2=8", "m4-2=6"), (26, 0, 88, ("m9", 22))),
        (("m1-1=5", "m2-1=7", "m3-2=8", "m4-2=7"), (27, 0, 88, ("m9", 23))),
    ],
)
def test_used_left_and_reachable_with_what_one_more_module_costs(
    missed: tuple[str, ...], found: tuple[object, ...]
) -> None:
    assert figures(forecast_of(record(*missed))) == found


def test_a_make_up_covers_and_counts_as_units_behind_the_person() -> None:
    made_up = MakeUp(
        part="m1", units=Decimal(20), days=Decimal(3), site="Bremen", present=True,
        starts_on=TODAY, ends_on=TODAY, confirmed_on=TODAY,
    )  # fmt: skip

    forecast = forecast_of(replace(record("m1-1=5"), makeups=(made_up,)))

    assert figures(forecast) == (0, 26, 88, ("m9", 0))
    assert forecast.counted == 8 * 22


def test_with_a_limit_in_days_the_next_module_costs_its_days() -> None:
    forecast = forecast_of(record("m1-1=7", rule=DaysRule(days=Decimal(3))))

    assert figures(forecast) == (1, 2, 88, ("m9", 1))


def test_with_a_limit_per_module_the_next_one_costs_what_lies_over_its_own() -> None:
    rule = PercentRule(percent=Decimal(10), of=Base.PART, rounding=Rounding.DOWN)

    assert figures(forecast_of(record(rule=rule)))[3] == ("m9", 20)


def test_after_the_last_module_nothing_more_is_forecast() -> None:
    assert figures(forecast_of(record(held=12))) == (0, 26, 0, None)


def test_a_programme_without_absence_rule_has_figures_and_no_limit() -> None:
    forecast = forecast_of(record("m1-1=5", rule=None))

    assert (forecast.result, forecast.next_missed) == (None, None)
    assert forecast.counted == 8 * 22 - 5


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Modul 8: Fürsprache", "fürsprache"),
        ("8. Fürsprache", "fürsprache"),
        ("Fürsprache", "fürsprache"),
        ("  FÜRSPRACHE  und  mehr", "fürsprache und mehr"),
        ("Modul 8", "modul 8"),
        ("Vision und Ziel", "vision und ziel"),
    ],
)
def test_a_topic_is_a_title_without_its_number(title: str, topic: str) -> None:
    assert topic_of(title) == topic


def test_makes_up_module_7_at_a_site_that_calls_it_module_8_mapped_by_topic() -> None:
    there = [("m7", "Modul 7: Krise"), ("m8", "Modul 8: Fürsprache"), ("r1", "Reflexion"),
             ("r2", "Reflexion")]  # fmt: skip
    here = [("m7", "Fürsprache"), ("m8", "Lehren"), ("a", "Reflexion"), ("b", "Reflexion"),
            ("c", "Reflexion")]  # fmt: skip

    assert same_topics(there, here) == {"m7": "m8", "a": "r1", "b": "r2"}
