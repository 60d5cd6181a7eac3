"""The German sentences about absence, whole. Source: learning-record/1 ("`text` is a German
sentence with the arithmetic", "names gross, covered and net where they differ").
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.course.record import make


def absence_text(record: make.Document, **rule: Any) -> Any:
    if rule:
        record = {**record, "programme": make.programme(absence=rule)}
    return make.text(record, "absence")


@pytest.mark.parametrize(
    ("missed", "makeups", "text"),
    [
        (0, [], "Keine UE gefehlt, 26 sind erlaubt."),
        (1, [], "1 von 264 UE gefehlt, 26 sind erlaubt."),
        (26.25, [], "26,25 von 264 UE gefehlt, 26 sind erlaubt: 0,25 UE sind nachzuholen."),
        (27, [], "27 von 264 UE gefehlt, 26 sind erlaubt: 1 UE ist nachzuholen."),
        (28, [], "28 von 264 UE gefehlt, 26 sind erlaubt: 2 UE sind nachzuholen."),
        (27, [8], "27 von 264 UE gefehlt, 8 nachgeholt: 19 zählen, 26 sind erlaubt."),
        (2, [1], "2 von 264 UE gefehlt, 1 nachgeholt: 1 zählt, 26 sind erlaubt."),
        (
            36,
            [8],
            "36 von 264 UE gefehlt, 8 nachgeholt: 28 zählen, 26 sind erlaubt."
            " 2 UE sind nachzuholen.",
        ),
    ],
)
def test_absence_names_gross_covered_and_net(
    missed: float, makeups: list[float], text: str
) -> None:
    record = make.missing_units(missed)
    record["makeups"] = [make.makeup("m1", units) for units in makeups]

    assert absence_text(record) == text


def test_absence_past_the_deadline_says_when_it_ended() -> None:
    record = make.changed(make.missing_units(28), as_of="2029-01-01")

    assert absence_text(record) == (
        "28 von 264 UE gefehlt, 26 sind erlaubt: 2 UE sind zu viel. Die Frist endete am 13.12.2028."
    )


@pytest.mark.parametrize(
    ("as_of", "missed", "rows", "text"),
    [
        pytest.param(
            "2026-12-10",
            25,
            33,
            "25 von 264 UE gefehlt, 26 sind erlaubt. 1 UE darf noch fehlen. 22 UE stehen noch aus.",
            id="still to come",
        ),
        pytest.param(
            "2026-12-10",
            26,
            33,
            "26 von 264 UE gefehlt, 26 sind erlaubt. 22 UE stehen noch aus.",
            id="still to come and nothing left",
        ),
        pytest.param(
            "2026-12-13",
            2,
            35,
            "2 von 264 UE gefehlt, 26 sind erlaubt."
            " Für 7 UE fehlt noch der Eintrag der Kursleitung.",
            id="unfilled",
        ),
        pytest.param(
            "2029-01-01",
            2,
            35,
            "2 von 264 UE gefehlt, 26 sind erlaubt."
            " Für 7 UE fehlt noch der Eintrag der Kursleitung.",
            id="unfilled past the deadline",
        ),
    ],
)
def test_absence_says_what_is_not_known_yet(
    as_of: str, missed: float, rows: int, text: str
) -> None:
    record = make.changed(make.missing_units(missed), as_of=as_of)
    record["attendance"] = record["attendance"][:rows]

    assert absence_text(record) == text


@pytest.mark.parametrize(
    ("missed", "text"),
    [
        ({}, "Keine Tage gefehlt, 1 ist erlaubt."),
        ({"m1_1": 7}, "1 Tag gefehlt, 1 ist erlaubt."),
        (
            {"m1_1": 7, "m2_1": 1},
            "1,14 Tage gefehlt, 1 ist erlaubt: 0,14 Tage sind nachzuholen.",
        ),
    ],
)
def test_absence_in_days(missed: dict[str, float], text: str) -> None:
    assert absence_text(make.absent(make.document(), **missed), days=1) == text


def test_absence_that_is_over_by_less_than_can_be_printed() -> None:
    record = make.absent(make.document(), m1_1=0.25)
    for session, row in zip(record["sessions"][:1], record["attendance"][:1], strict=True):
        session["units"], row["units"] = 100, 99.75

    assert absence_text(record, days=0) == (
        "0 Tage gefehlt, 0 sind erlaubt: weniger als 0,01 Tage sind nachzuholen."
    )


def test_absence_by_part_names_the_part_and_the_others() -> None:
    record = make.changed(make.absent(make.document(), m3_1=4, m5_1=3), as_of="2026-12-10")
    record["attendance"] = record["attendance"][1:]

    text = absence_text(record, percent=10, of="part", rounding="exact")

    assert text == (
        "In „Modul 3“ 4 von 22 UE gefehlt, 2,2 sind erlaubt: 1,8 UE sind nachzuholen."
        " 1 weiterer Teil liegt über der Grenze."
        " In anderen Teilen stehen noch 22 UE aus."
        " In anderen Teilen fehlt noch der Eintrag für 7 UE."
    )


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("Tage", "1 von 264 Tagen gefehlt, 26 sind erlaubt."),
        ("Stunden", "1 von 264 Stunden gefehlt, 26 sind erlaubt."),
        ("LE", "1 von 264 LE gefehlt, 26 sind erlaubt."),
    ],
)
def test_absence_in_other_units(unit: str, text: str) -> None:
    record = make.put(make.missing_units(1), "programme.unit", unit)

    assert absence_text(record) == text
