"""Who signs for whom, which sections count, and names that stay different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.course.portfolio import rules

WANTED = ("Spurensuche", "Qualitäten", "Planung")


@pytest.mark.parametrize(
    ("is_lead", "is_own_record", "declined_by_other", "wanted"),
    [
        (True, False, False, True),
        (False, False, False, False),
        (True, True, False, False),
        (True, False, True, False),
    ],
)
def test_a_lead_signs_for_others_and_not_over_a_no(
    is_lead: bool, is_own_record: bool, declined_by_other: bool, wanted: bool
) -> None:
    may = rules.may_sign(
        is_lead=is_lead, is_own_record=is_own_record, declined_by_other=declined_by_other
    )

    assert may is wanted


def test_sections_stand_in_the_programmes_order_and_foreign_ones_are_dropped() -> None:
    done = rules.sections_in_order(["Planung", "Anderes", "Spurensuche"], WANTED)

    assert done == ("Spurensuche", "Planung")


def test_two_people_with_one_name_stay_two() -> None:
    assert rules.told_apart(["Amara Okafor", "Jan Vogt", "Amara Okafor"]) == (
        "Amara Okafor", "Jan Vogt", "Amara Okafor (2)",
    )  # fmt: skip


@given(st.lists(st.sampled_from(["Amara", "Jan", "Mia"]), max_size=8))
def test_as_many_different_names_come_out_as_signatures_go_in(names: list[str]) -> None:
    assert len(set(rules.told_apart(names))) == len(names)
