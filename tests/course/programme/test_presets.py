"""The shipped programmes say what their sources print, and name what they do not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wirwissen.course.programme.presets import Preset, preset, presets
from wirwissen.course.programme.rules.figures import figures_of
from wirwissen.course.record.shapes import DaysRule, InternshipRule, PercentRule


def hours(key: str) -> list[int]:
    return [int(rule.hours) for rule in preset(key).curriculum.rules.internships]


def test_lvr_prints_twelve_modules_of_22_units() -> None:
    curriculum = preset("exin-de-lvr").curriculum

    assert [part.units for part in curriculum.parts] == [Decimal(22)] * 12
    assert curriculum.total_units == 264
    assert [part.phase for part in curriculum.parts] == ["base"] * 6 + ["advanced"] * 6
    assert curriculum.rules.internships == (
        InternshipRule(no=1, hours=Decimal(40), report=True, confirmation=True),
        InternshipRule(
            no=2, hours=Decimal(80), report=True, confirmation=True, after=1,
            not_before_end_of="base",
        ),
    )  # fmt: skip
    assert curriculum.in_preparation == (
        "Aus der Praxis – für die Praxis: Klinik als potentieller Arbeitsplatz",
    )


def test_lebensart_prints_no_number_of_modules_so_none_is_copied() -> None:
    curriculum = preset("lebensart").curriculum

    figures = figures_of(curriculum)

    assert (len(figures.counted), hours("lebensart")) == (0, [120, 120])
    assert [(part.id, int(part.units)) for part in figures.others] == [
        ("reflection", 28),
        ("self", 184),
    ]
    assert curriculum.missing[0].startswith("Zahl und Namen der Module")
    assert curriculum.by_hand[0] == "3 von 4 Reflexionstagen (zusammen 28 UE)"


def test_switzerland_counts_39_days_of_which_9_may_be_missed() -> None:
    curriculum = preset("schweiz").curriculum

    assert (curriculum.unit, int(curriculum.total_units)) == ("Tag", 39)
    assert curriculum.rules.absence == DaysRule(days=Decimal(9))
    assert hours("schweiz") == [40, 150]
    assert {part.title for part in curriculum.counted_parts} == {
        f"Modul {no}" for no in range(1, 14)
    }


def test_upper_austria_prints_no_limit_for_absence() -> None:
    curriculum = preset("oberoesterreich").curriculum

    assert (int(curriculum.total_units), curriculum.rules.absence) == (240, None)
    assert (hours("oberoesterreich"), curriculum.missing[0]) == ([80], "Grenze für Fehlzeiten")


@pytest.mark.parametrize("shipped", presets(), ids=lambda one: one.key)
def test_every_preset_names_its_sources_and_what_is_missing(shipped: Preset) -> None:
    assert [url for url in shipped.sources if not url.startswith("https://")] == []
    assert (bool(shipped.sources), bool(shipped.curriculum.missing)) == (True, True)
    assert shipped.programme_title != ""


def test_a_changed_copy_leaves_the_preset_as_it_was() -> None:
    copy = preset("schweiz").document
    copy["parts"].clear()

    assert len(preset("schweiz").document["parts"]) == 15


def test_percent_rules_are_those_of_the_sources() -> None:
    rules = {one.key: one.curriculum.rules.absence for one in presets()}

    assert [rule.percent for rule in rules.values() if isinstance(rule, PercentRule)] == [10, 10]
