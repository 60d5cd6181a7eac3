"""Portfolio, presentation, payments, suitability, certificate, deadline.

Source of each example: learning-record/1, "Rules of the check" and settled points.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.course.record import make


@pytest.mark.parametrize(
    ("portfolio", "state"),
    [
        pytest.param({"handed_in_on": "2027-02-01"}, "met", id="handed in on the day asked"),
        pytest.param({"handed_in_on": "2027-02-02"}, "open", id="handed in a day later"),
        pytest.param({"handed_in_on": None}, "open", id="not handed in"),
        pytest.param({"sections": make.SECTIONS[:3]}, "open", id="a section is missing"),
        pytest.param({"sections": [*make.SECTIONS, "Anhang"]}, "met", id="a section more"),
        pytest.param({"sections": make.SECTIONS[::-1]}, "met", id="sections in another order"),
        pytest.param(
            {"sections": ["spurensuche", *make.SECTIONS[1:]]}, "open", id="names compared exactly"
        ),
        pytest.param({"pages": 5}, "met", id="pages only warn"),
    ],
)
def test_the_portfolio_is_met_when_handed_in_with_all_sections(
    portfolio: dict[str, Any], state: str
) -> None:
    record = make.document()
    record["portfolio"].update(portfolio)

    assert make.states(record)["portfolio"] == state


@pytest.mark.parametrize(
    ("id", "key", "day", "state"),
    [
        pytest.param("portfolio", "handed_in_on", "2028-12-13", "met", id="portfolio in time"),
        pytest.param("portfolio", "handed_in_on", "2028-12-14", "not_met", id="portfolio late"),
        pytest.param("presentation", "held_on", "2028-12-13", "met", id="presentation in time"),
        pytest.param("presentation", "held_on", "2028-12-14", "not_met", id="presentation late"),
        pytest.param("presentation", "held_on", None, "not_met", id="presentation never held"),
    ],
)
def test_what_comes_after_the_deadline_does_not_count(
    id: str, key: str, day: str | None, state: str
) -> None:
    record = make.changed(make.document(), as_of="2029-01-01")
    record[id][key] = day

    assert make.states(record)[id] == state


@pytest.mark.parametrize(
    ("held_on", "state"),
    [
        pytest.param("2027-02-01", "met", id="held on the day asked"),
        pytest.param("2027-02-02", "open", id="planned for tomorrow"),
        pytest.param(None, "open", id="not held"),
    ],
)
def test_the_presentation_is_met_when_held(held_on: str | None, state: str) -> None:
    record = make.changed(make.document(), presentation={"held_on": held_on})

    assert make.states(record)["presentation"] == state


@pytest.mark.parametrize(
    ("due", "paid", "state"),
    [
        pytest.param(2450, 2450, "met", id="all paid"),
        pytest.param(2450, 2449.99, "open", id="a cent is missing"),
        pytest.param(2450, 2500, "met", id="more paid than due"),
        pytest.param(0, 0, "met", id="nothing due"),
    ],
)
def test_payments_to_the_cent(due: float, paid: float, state: str) -> None:
    record = make.changed(make.document(), payments={"due": due, "paid": paid})

    assert make.states(record)["payments"] == state


def test_payments_are_never_not_met() -> None:
    record = make.changed(make.document(), as_of="2029-01-01", payments={"due": 1, "paid": 0})

    assert make.states(record)["payments"] == "open"


@pytest.mark.parametrize(
    ("signed_by", "declined", "state"),
    [
        pytest.param(["A", "B"], False, "met", id="two signatures"),
        pytest.param(["A", "A"], False, "open", id="the same person twice"),
        pytest.param(["A", "a"], False, "met", id="names compared exactly"),
        pytest.param([], False, "open", id="no signature"),
        pytest.param(["A", "B"], True, "not_met", id="declined in spite of signatures"),
        pytest.param(["A", "B", "C"], False, "met", id="one more than needed"),
    ],
)
def test_suitability_needs_different_signatures(
    signed_by: list[str], declined: bool, state: str
) -> None:
    suitability = {"signed_by": signed_by, "declined": declined}
    record = make.changed(make.document(), suitability=suitability)

    assert make.states(record)["suitability"] == state


def test_suitability_knows_no_deadline() -> None:
    suitability = {"signed_by": [], "declined": False}
    record = make.changed(make.document(), as_of="2029-01-01", suitability=suitability)

    assert make.states(record)["suitability"] == "open"


@pytest.mark.parametrize(
    ("changes", "certificate"),
    [
        pytest.param({}, "possible", id="everything met"),
        pytest.param({"presentation": {"held_on": None}}, "open", id="one open"),
        pytest.param(
            {
                "presentation": {"held_on": None},
                "suitability": {"signed_by": [], "declined": True},
            },
            "not_possible",
            id="one not met outweighs one open",
        ),
    ],
)
def test_the_certificate_follows_from_the_requirements(
    changes: dict[str, Any], certificate: str
) -> None:
    assert make.answer(make.document(**changes))["certificate"] == certificate


@pytest.mark.parametrize(
    ("closing_on", "late_months", "extension", "deadline"),
    [
        pytest.param("2026-12-13", 24, None, "2028-12-13", id="24 calendar months"),
        pytest.param("2026-08-31", 18, None, "2028-02-29", id="end of a leap February"),
        pytest.param("2025-08-31", 18, None, "2027-02-28", id="end of a plain February"),
        pytest.param("2024-02-29", 12, None, "2025-02-28", id="from a leap day"),
        pytest.param("2026-12-13", 0, None, "2026-12-13", id="no month at all"),
        pytest.param("2026-12-13", None, None, None, id="a source that prints no period"),
        pytest.param("2026-12-13", False, None, None, id="false names no period either"),
        pytest.param("2026-12-13", [], None, None, id="nor does an empty list"),
        pytest.param("2026-12-13", None, "2027-06-30", None, id="no period to be extended"),
        pytest.param(None, 24, None, None, id="no closing day yet"),
        pytest.param(None, 24, "2028-12-13", None, id="an extension alone has no effect"),
        pytest.param("2026-12-13", 24, "2029-06-30", "2029-06-30", id="extended"),
        pytest.param("2026-12-13", 24, "2027-06-30", "2027-06-30", id="moved forward"),
    ],
)
def test_the_deadline(
    closing_on: str | None, late_months: object, extension: str | None, deadline: str | None
) -> None:
    until = extension and {"until": extension, "reason": "Elternzeit", "by": "Büro"}
    record = make.document(
        closing_on=closing_on, extension=until, programme=make.programme(late_months=late_months)
    )

    assert make.answer(record)["deadline"] == deadline


def test_without_a_late_period_there_is_no_deadline() -> None:
    record = make.drop(make.document(), "programme.rules.late_months")

    assert make.answer(record)["deadline"] is None


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        pytest.param("2028-02-29", "open", id="its own day still belongs to it"),
        pytest.param("2028-03-01", "not_met", id="the day after is past"),
    ],
)
def test_past_means_later_than_the_deadline(as_of: str, state: str) -> None:
    record = make.document(
        closing_on="2026-08-31",
        as_of=as_of,
        presentation={"held_on": None},
        programme=make.programme(late_months=18),
    )

    assert make.states(record)["presentation"] == state


def test_an_extension_lets_a_late_presentation_count() -> None:
    record = make.document(
        as_of="2029-07-01",
        presentation={"held_on": "2029-06-30"},
        extension={"until": "2029-06-30", "reason": "Elternzeit", "by": "Büro"},
    )

    assert make.states(record)["presentation"] == "met"


EVERY_RULE = {
    "absence": ["absence"],
    "internships": ["internship-1", "internship-2"],
    "portfolio": ["portfolio"],
    "presentation": ["presentation"],
    "payments": ["payments"],
    "suitability_signatures": ["suitability"],
}


@pytest.mark.parametrize("nothing", [None, False, 0, []], ids=["null", "false", "0", "[]"])
@pytest.mark.parametrize("rule", EVERY_RULE)
def test_a_rule_that_names_nothing_asks_for_nothing(rule: str, nothing: object) -> None:
    record = make.document(programme=make.programme(**{rule: nothing}))
    if rule == "internships":
        record["internships"] = []

    wanted = [id for other, ids in EVERY_RULE.items() if other != rule for id in ids]
    assert list(make.states(record)) == wanted


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_a_rule_that_is_missing_asks_for_nothing(rule: str) -> None:
    record = make.drop(make.document(), f"programme.rules.{rule}")
    if rule == "internships":
        record["internships"] = []

    wanted = [id for other, ids in EVERY_RULE.items() if other != rule for id in ids]
    assert list(make.states(record)) == wanted
