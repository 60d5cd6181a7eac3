"""The German sentences, whole. Source of each example: learning-record/1 ("`text` is a German
sentence with the arithmetic") and the house style: short, neutral, what to do next.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.course.record import make

INTERNSHIP_TEXTS = [
    ([(80, "2026-10-05")], "2026-11-15", "80 von 80 Stunden bestätigt, der Bericht ist da."),
    (
        [(79.75, "2026-10-05")],
        "2026-11-15",
        "79,75 von 80 Stunden bestätigt: 0,25 Stunden fehlen. Der Bericht ist da."
        " Zeit ist bis 13.12.2028.",
    ),
    (
        [(79, "2026-10-05"), (1, None)],
        None,
        "79 von 80 Stunden bestätigt: 1 Stunde fehlt. 1 Stunde wartet auf die Bestätigung."
        " Der Bericht fehlt noch. Zeit ist bis 13.12.2028.",
    ),
    (
        [(80, "2026-10-05")],
        "2027-03-01",
        "80 von 80 Stunden bestätigt. Der Bericht zählt ab 01.03.2027. Zeit ist bis 13.12.2028.",
    ),
    (
        [(78, "2026-10-05"), (2, "2029-01-01")],
        "2029-01-02",
        "78 von 80 Stunden bestätigt: 2 Stunden fehlen. 2 Stunden kamen nach der Frist."
        " Der Bericht kam am 02.01.2029, nach der Frist. Zeit ist bis 13.12.2028.",
    ),
]


@pytest.mark.parametrize(("hours", "report_on", "text"), INTERNSHIP_TEXTS)
def test_internship(hours: list[tuple[float, Any]], report_on: Any, text: str) -> None:
    record = make.document()
    placements = [make.later_placement(each, confirmed_on=day) for each, day in hours]
    record["internships"][1].update(placements=placements, report_on=report_on)

    assert make.text(record, "internship-2") == text


def test_internship_without_confirmation_says_what_was_done() -> None:
    rules = [{"no": 1, "hours": 40, "report": False, "confirmation": False}]
    record = make.document(programme=make.programme(internships=rules))
    placements = [make.placement(24), make.placement(1, to="2027-02-02")]
    record["internships"] = [{"no": 1, "placements": placements, "report_on": None}]

    assert make.text(record, "internship-1") == (
        "24 von 40 Stunden geleistet: 16 Stunden fehlen."
        " 1 Stunde zählt erst nach dem letzten Einsatztag. Zeit ist bis 13.12.2028."
    )


NOT_HELD = {"presentation": {"held_on": None}}
PAPER_TEXTS: list[tuple[str, dict[str, Any], str]] = [
    (
        "portfolio",
        {},
        "Das Portfolio ist am 01.12.2026 abgegeben. Alle 4 Abschnitte sind da.",
    ),
    (
        "portfolio",
        {"portfolio": {"handed_in_on": None, "pages": 0, "sections": []}},
        "Das Portfolio ist noch nicht abgegeben. Zeit ist bis 13.12.2028.",
    ),
    (
        "portfolio",
        {"portfolio": {"handed_in_on": "2026-12-01", "pages": 34, "sections": make.SECTIONS[:3]}},
        "Das Portfolio ist am 01.12.2026 abgegeben. Es fehlt der Abschnitt „Profil“."
        " Zeit ist bis 13.12.2028.",
    ),
    (
        "portfolio",
        {"portfolio": {"handed_in_on": "2026-12-01", "pages": 34, "sections": make.SECTIONS[:1]}},
        "Das Portfolio ist am 01.12.2026 abgegeben."
        " Es fehlen 3 Abschnitte: „Qualitäten“, „Planung“ und „Profil“."
        " Zeit ist bis 13.12.2028.",
    ),
    (
        "portfolio",
        {
            "portfolio": {"handed_in_on": "2028-12-14", "pages": 34, "sections": make.SECTIONS},
            "as_of": "2029-01-01",
        },
        "Das Portfolio kam am 14.12.2028, nach der Frist. Alle 4 Abschnitte sind da."
        " Die Frist endete am 13.12.2028.",
    ),
    (
        "presentation",
        {},
        "Die Abschlusspräsentation (15 Minuten) ist am 13.12.2026 gehalten worden.",
    ),
    (
        "presentation",
        NOT_HELD,
        "Die Abschlusspräsentation (15 Minuten) ist noch nicht gehalten. Zeit ist bis 13.12.2028.",
    ),
    (
        "presentation",
        {**NOT_HELD, "closing_on": None},
        "Die Abschlusspräsentation (15 Minuten) ist noch nicht gehalten.",
    ),
    (
        "presentation",
        {"presentation": {"held_on": "2027-03-01"}},
        "Die Abschlusspräsentation (15 Minuten) ist für den 01.03.2027 geplant."
        " Zeit ist bis 13.12.2028.",
    ),
    ("payments", {}, "2.450 von 2.450 € bezahlt."),
    (
        "payments",
        {"payments": {"due": 2450, "paid": 2449.99}},
        "2.449,99 von 2.450 € bezahlt: 0,01 € sind offen.",
    ),
    (
        "payments",
        {"payments": {"due": 1, "paid": 0}},
        "0 von 1 € bezahlt: 1 € ist offen.",
    ),
    ("suitability", {}, "2 von 2 Unterschriften zur Eignung sind da."),
    (
        "suitability",
        {"suitability": {"signed_by": ["A"], "declined": False}},
        "1 von 2 Unterschriften zur Eignung ist da: 1 fehlt.",
    ),
    (
        "suitability",
        {"suitability": {"signed_by": [], "declined": True}},
        "Die Eignung ist nicht bestätigt worden.",
    ),
]


@pytest.mark.parametrize(("id", "changes", "text"), PAPER_TEXTS)
def test_papers(id: str, changes: dict[str, Any], text: str) -> None:
    assert make.text(make.document(**changes), id) == text


def warning(record: make.Document) -> Any:
    [found] = make.answer(record)["warnings"]
    return found["text"]


def test_pages_warning() -> None:
    record = make.put(make.document(), "portfolio.pages", 1)

    assert warning(record) == "Das Portfolio hat 1 Seite, vorgesehen sind 20 bis 80."


@pytest.mark.parametrize(
    ("no", "start", "text"),
    [
        (1, "2026-01-01", "beginnt vor dem ersten Kurstag am 11.01.2026."),
        (2, "2026-06-12", "beginnt vor dem letzten Kurstag der Grundlagenphase am 13.06.2026."),
    ],
)
def test_placement_warnings(no: int, start: str, text: str) -> None:
    record = make.put(make.document(), f"internships[{no - 1}].placements[0].from", start)

    day = ".".join(reversed(start.split("-")))
    assert warning(record) == f"Praktikum {no}: Der Einsatz ab {day} {text}"


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ([make.placement(40, to="2026-10-01")], "beginnt, bevor Praktikum 1 am 01.10.2026 endet."),
        ([], "beginnt, bevor es zu Praktikum 1 einen Einsatz gibt."),
    ],
)
def test_order_warnings(first: list[make.Document], text: str) -> None:
    record = make.put(make.document(), "internships[0].placements", first)

    assert warning(record) == f"Praktikum 2: Der Einsatz ab 01.09.2026 {text}"
