"""A programme as data: read, checked, written, counted."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests import make
from wirwissen.course.programme.rules import as_json, read_curriculum
from wirwissen.course.programme.rules.figures import AbsenceFigures, absence_figures, figures_of
from wirwissen.course.programme.rules.offers import (
    OfferFacts,
    Stage,
    gaps,
    has_begun,
    order_of_days,
    stage_of,
)
from wirwissen.course.programme.rules.slugs import slug_of


def changed(**fields: Any) -> dict[str, Any]:
    return {**make.curriculum(), **fields}


def ruled(**rules: Any) -> dict[str, Any]:
    return changed(rules={**make.curriculum()["rules"], **rules})


def test_a_curriculum_is_written_as_it_was_read() -> None:
    once = read_curriculum(make.curriculum())

    assert read_curriculum(as_json(once)) == once


def test_a_quarter_of_a_unit_survives_the_database() -> None:
    parts = [{"id": "m1", "kind": "module", "title": "A", "units": 7.25, "phase": ""}]

    assert read_curriculum(changed(parts=parts)).total_units == Decimal("7.25")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (changed(unit=3), "unit: "),
        (
            changed(parts=[make.curriculum()["parts"][0]] * 2),
            "parts: „m1“ steht zweimal da. Jeder Teil braucht sein Kürzel.",
        ),
        (
            changed(parts=[{**make.curriculum()["parts"][0], "units": 7.1}]),
            "parts[0].units: über 0 und in Vierteln, zum Beispiel 22.",
        ),
        (changed(group={"min": 24, "max": 15}), "group: Die kleinste Gruppe ist größer"),
        (ruled(surprise=True), "rules.surprise: unbekannt"),
        (
            ruled(internships=[{"no": 1, "hours": 40, "report": True, "confirmation": True,
                                "after": 3}]),
            "rules.internships[0].after: ein Praktikum 3 steht nicht in",
        ),
        (changed(rules={}), "rules: nennt keine Anforderung"),
    ],
)  # fmt: skip
def test_a_curriculum_that_cannot_be_used_is_refused_with_its_place(
    data: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError) as refused:
        read_curriculum(data)

    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("absence", "figures"),
    [
        (
            {"percent": 10, "of": "programme", "rounding": "down"},
            AbsenceFigures(percent=Decimal(10), allowed=Decimal(26), base=Decimal(264)),
        ),
        (
            {"percent": 10, "of": "programme", "rounding": "exact"},
            AbsenceFigures(
                percent=Decimal(10), allowed=Decimal("26.4"), base=Decimal(264), exact=True
            ),
        ),
        (
            {"percent": 10, "of": "part", "rounding": "down"},
            AbsenceFigures(percent=Decimal(10), allowed=Decimal(2), base=Decimal(22), of_part=True),
        ),
        ({"days": 9}, AbsenceFigures(allowed=Decimal(9), base=Decimal(264))),
        (None, None),
    ],
)
def test_the_absence_rule_is_counted(
    absence: dict[str, Any] | None, figures: AbsenceFigures | None
) -> None:
    assert absence_figures(read_curriculum(ruled(absence=absence))) == figures


def test_parts_that_do_not_count_stay_out_of_sum_and_record() -> None:
    parts = [
        {"id": "m1", "kind": "module", "title": "A", "units": 22},
        {"id": "self", "kind": "self_study", "title": "B", "units": 184, "counts": False},
    ]
    curriculum = read_curriculum(changed(parts=parts))

    figures = figures_of(curriculum)

    assert (int(figures.total), figures.modules) == (22, 1)
    assert [part.id for part in figures.others] == ["self"]
    assert [part.id for part in curriculum.record_programme("1").parts] == ["m1"]


FACTS: dict[str, Any] = {
    "starts_on": None, "apply_until": None, "place": "", "has_price": False, "places": 0,
    "units": Decimal(0),
}  # fmt: skip


def test_an_empty_offer_lacks_everything_in_words() -> None:
    assert gaps(OfferFacts(**FACTS)) == (
        "der erste Tag als volles Datum",
        "der letzte Tag der Bewerbung",
        "der Ort",
        "der Preis",
        "die Zahl der Plätze",
        "die Module im Programm",
    )


@pytest.mark.parametrize(
    ("starts", "until", "stage"),
    [
        (None, None, Stage.IN_PREPARATION),
        ("2028-01-21", "2027-10-31", Stage.APPLY),
        ("2028-01-21", "2027-09-01", Stage.APPLY),
        ("2028-01-21", "2027-08-31", Stage.DEADLINE_OVER),
        ("2027-09-01", "2027-08-31", Stage.RUNNING),
    ],
)
def test_an_offer_stands_where_its_days_say(
    starts: str | None, until: str | None, stage: Stage
) -> None:
    facts = OfferFacts(
        starts_on=date.fromisoformat(starts) if starts else None,
        apply_until=date.fromisoformat(until) if until else None,
        place="Köln", has_price=True, places=24, units=Decimal(264),
    )  # fmt: skip

    assert stage_of(facts, today=date(2027, 9, 1)) is stage


def test_days_in_a_wrong_order_are_named_at_their_field() -> None:
    early, late = date(2027, 1, 1), date(2028, 1, 1)

    assert [
        (order_of_days(apply_until=late, answer_until=None, starts_on=early) or ("",))[0],
        (order_of_days(apply_until=late, answer_until=early, starts_on=None) or ("",))[0],
        (order_of_days(apply_until=None, answer_until=late, starts_on=early) or ("",))[0],
        order_of_days(apply_until=early, answer_until=None, starts_on=late),
    ] == ["apply_until", "answer_until", "answer_until", None]


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("Peer-Beratung für Köln", (), "peer-beratung-fuer-koeln"),
        ("Peer-Beratung für Köln", ("peer-beratung-fuer-koeln",), "peer-beratung-fuer-koeln-2"),
        ("Anderswo", (), "anderswo-2"),
        ("???", (), "kurs"),
        ("Ä" * 100, (), "ae" * 22 + "a"),
    ],
)
def test_a_title_becomes_a_free_short_name(title: str, taken: tuple[str, ...], slug: str) -> None:
    assert slug_of(title, taken) == slug


@pytest.mark.parametrize(
    ("starts_on", "starts", "apply_until", "closed", "last_day_before"),
    [
        (date(2027, 3, 5), "2027-03-05", date(2026, 1, 1), True, date(2027, 3, 4)),
        (None, "2027-03", date(2026, 1, 1), True, date(2027, 3, 31)),
        (None, "2027", None, False, date(2027, 12, 31)),
        (None, "Mitte 2027", date(2027, 2, 1), True, date(2028, 2, 1)),
    ],
)
def test_a_course_has_begun_when_the_last_day_that_may_be_meant_is_over(
    starts_on: date | None,
    starts: str,
    apply_until: date | None,
    closed: bool,
    last_day_before: date,
) -> None:
    days = [last_day_before, last_day_before + timedelta(days=1)]

    assert [
        has_begun(
            starts_on=starts_on, starts=starts, apply_until=apply_until, closed=closed, today=day
        )
        for day in days
    ] == [False, True]


@pytest.mark.parametrize("closed", [True, False])
def test_without_any_day_the_office_says_when_a_course_is_past_asking(closed: bool) -> None:
    begun = has_begun(
        starts_on=None, starts="", apply_until=None, closed=closed, today=date(2027, 1, 1)
    )

    assert begun is closed
