"""Hypothesis strategies: small valid records of all kinds, dense around their limits, and damage.

Days come from a handful around `as_of` and the deadline, amounts from a handful of quarters, so
that equality, one quarter more and one day later turn up all the time.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.course.record.make import Document
from wirwissen.course.record.deadlines import months_later

Draw = st.DrawFn

START = date(2026, 1, 30)
NOTHING: tuple[Any, ...] = (None, False, 0, [])
UNITS = (0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 7.75, 8)
SIGNERS = ("Lead A", "Lead B", "lead a", "Léa C")
SECTIONS = ("Spurensuche", "Qualitäten", "Planung")

flags = st.booleans()
quarters = st.integers(0, 12).map(lambda count: count / 4)


@st.composite
def records(draw: Draw) -> Document:
    """A valid record as JSON values."""
    closing_on = START + timedelta(days=draw(st.integers(0, 3)))
    late_months = draw(st.sampled_from([0, 0, 1, 1, 13]))
    deadline = months_later(closing_on, late_months) or closing_on
    until = deadline + timedelta(days=draw(st.integers(-3, 3)))
    as_of = draw(st.sampled_from([closing_on, deadline, until])) + timedelta(
        days=draw(st.integers(-2, 2))
    )
    around = [
        day + timedelta(days=shift)
        for day in (closing_on, deadline, until, as_of)
        for shift in (-1, 0, 1)
    ]
    days = st.sampled_from(sorted(set(around)))
    programme = draw(programmes(late_months))
    sessions = draw(sessions_of(programme, days))
    extension = {"until": str(until), "reason": "Elternzeit", "by": "Büro"}
    return {
        "format": "learning-record/1",
        "programme": programme,
        "sessions": sessions,
        "attendance": draw(attendance_of(sessions)),
        "makeups": draw(st.lists(makeups(programme, days), max_size=3)),
        "internships": draw(entries_of(programme, days)),
        "portfolio": draw(portfolios(days)),
        "presentation": {"held_on": draw(maybe(days))},
        "payments": draw(payments()),
        "suitability": {
            "signed_by": draw(st.lists(st.sampled_from(SIGNERS), max_size=4)),
            "declined": draw(st.sampled_from([False, False, False, True])),
        },
        "extension": draw(st.sampled_from([None, None, extension])),
        "closing_on": draw(st.sampled_from([str(closing_on), str(closing_on), None])),
        "as_of": str(as_of),
    }


def maybe(days: st.SearchStrategy[date]) -> st.SearchStrategy[str | None]:
    """A day as text, or null now and then."""
    return st.one_of(days.map(str), days.map(str), days.map(str), st.none())


@st.composite
def programmes(draw: Draw, late_months: int) -> Document:
    """A programme of one to four small parts, with at least one rule."""
    parts = [
        {
            "id": f"m{number}",
            "kind": "module",
            "title": f"Modul {number}",
            "units": draw(st.sampled_from([1, 2.5, 4, 8, 9.75, 22])),
            "phase": draw(st.sampled_from(["base", "advanced"])),
        }
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]
    rules: Document = {}
    for name, rule in (
        ("absence", absence_rules()),
        ("internships", internship_rules()),
        ("portfolio", portfolio_rules()),
        ("presentation", st.just({"minutes": 15})),
        ("payments", st.just(True)),
        ("suitability_signatures", st.integers(1, 3)),
    ):
        how = draw(st.integers(0, 9))
        if how > 1:
            rules[name] = draw(rule)
        elif how:
            rules[name] = draw(st.sampled_from(NOTHING))
    if not any(rules.values()):
        rules["payments"] = True
    return {
        "id": "p",
        "version": "1",
        "unit": draw(st.sampled_from(["UE", "Tage", "Stunden"])),
        "parts": parts,
        "rules": {**rules, "late_months": late_months},
    }


def absence_rules() -> st.SearchStrategy[Document]:
    """A limit in percent of the whole or of each part, or in days."""
    percent = st.fixed_dictionaries(
        {
            "percent": st.sampled_from([0, 5, 10, 12.5, 23.25, 25, 33.25, 50, 100]),
            "of": st.sampled_from(["programme", "part"]),
            "rounding": st.sampled_from(["down", "exact"]),
        }
    )
    days = st.fixed_dictionaries({"days": st.sampled_from([0, 0.25, 0.5, 1, 1.25, 2])})
    return st.one_of(percent, percent, days)


@st.composite
def internship_rules(draw: Draw) -> list[Document]:
    """One to three internships in any order of their numbers."""
    numbers = draw(st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True))
    rules = []
    for no in numbers:
        rule: Document = {
            "no": no,
            "hours": draw(quarters),
            "report": draw(flags),
            "confirmation": draw(flags),
        }
        if draw(flags):
            rule["after"] = draw(st.sampled_from([None, *numbers]))
        if draw(flags):
            rule["not_before_end_of"] = draw(st.sampled_from([None, "base", "advanced", "late"]))
        rules.append(rule)
    return rules


def portfolio_rules() -> st.SearchStrategy[Document]:
    """Sections and a narrow range of pages."""
    return st.fixed_dictionaries(
        {
            "sections": st.lists(st.sampled_from(SECTIONS), max_size=3, unique=True),
            "pages_min": st.just(20),
            "pages_max": st.sampled_from([20, 21, 22]),
        }
    )


@st.composite
def sessions_of(draw: Draw, programme: Document, days: st.SearchStrategy[date]) -> list[Document]:
    """Up to eight sessions; several may share a date."""
    return [
        {
            "id": f"s{number}",
            "part": draw(st.sampled_from(programme["parts"]))["id"],
            "date": str(draw(days)),
            "units": draw(st.sampled_from(UNITS)),
            "cancelled": draw(st.integers(0, 5)) == 0,
        }
        for number in range(draw(st.integers(0, 8)))
    ]


@st.composite
def attendance_of(draw: Draw, sessions: list[Document]) -> list[Document]:
    """Rows for most sessions, in any order: all, none, all but a quarter, or something between."""
    rows = []
    for session in draw(st.permutations(sessions)):
        planned = session["units"]
        some = draw(st.integers(0, int(planned * 4))) / 4
        units = draw(st.sampled_from([planned, planned, 0, planned - 0.25, some, None]))
        if units is not None:
            excused = draw(st.sampled_from([None, "krank"]))
            rows.append({"session": session["id"], "units": units, "excused": excused})
    return rows


@st.composite
def makeups(draw: Draw, programme: Document, days: st.SearchStrategy[date]) -> Document:
    """A make-up of a part, mostly confirmed and present."""
    first, last = sorted([draw(days), draw(days)])
    return {
        "part": draw(st.sampled_from(programme["parts"]))["id"],
        "units": draw(st.sampled_from([0, *UNITS])),
        "days": draw(st.sampled_from([0, 0.25, 0.5, 1, 2])),
        "site": "Bildungshaus Rheinaue",
        "from": str(first),
        "to": str(last),
        "confirmed_on": draw(maybe(days)),
        "present": draw(st.integers(0, 4)) > 0,
    }


@st.composite
def entries_of(draw: Draw, programme: Document, days: st.SearchStrategy[date]) -> list[Document]:
    """Entries for some of the internships, with hours on both sides of the target."""
    rules = programme["rules"].get("internships") or []
    entries = []
    for rule in draw(st.permutations(rules)):
        if draw(st.integers(0, 5)):
            placement = placements(rule["hours"], days)
            entries.append(
                {
                    "no": rule["no"],
                    "placements": draw(st.lists(placement, max_size=3)),
                    "report_on": draw(maybe(days)),
                }
            )
    return entries


@st.composite
def placements(draw: Draw, target: float, days: st.SearchStrategy[date]) -> Document:
    """A placement of the whole target, a quarter less or more, half of it, or nothing."""
    first, last = sorted([draw(days), draw(days)])
    half = int(target * 2) / 4
    hours = [target, target, max(target - 0.25, 0), target + 0.25, half, target - half, 0]
    return {
        "host": "Tagesstätte am Ufer",
        "from": str(first),
        "to": str(last),
        "hours": draw(st.sampled_from(hours)),
        "confirmed_on": draw(maybe(days)),
    }


def portfolios(days: st.SearchStrategy[date]) -> st.SearchStrategy[Document]:
    """A portfolio, mostly handed in."""
    return st.fixed_dictionaries(
        {
            "handed_in_on": maybe(days),
            "pages": st.integers(19, 23),
            "sections": st.one_of(
                st.just(list(SECTIONS)), st.lists(st.sampled_from(SECTIONS), max_size=3)
            ),
        }
    )


def payments() -> st.SearchStrategy[Document]:
    """Money to the cent on both sides of what is due."""
    return st.fixed_dictionaries(
        {
            "due": st.sampled_from([0, 0.01, 2450, 2450.1]),
            "paid": st.sampled_from([0, 0.01, 2449.99, 2450, 2450.09, 2450.1]),
        }
    )


WRONG: tuple[Any, ...] = (
    *(None, True, False, -1, -0.25, 0, 1, 7, 0.1, 0.25, 1.5, 30, 1000, 999_999_999),
    *("", "x", "m1", "s0", "2026-02-30", "2026-1-1", "20260130", "2026-01-31", "9999-12-31"),
    *([], [1], [None], ["Spurensuche"], {}, {"days": 1}),
)


@st.composite
def damaged_records(draw: Draw) -> Document:
    """A valid record with one or two spots changed; some remain valid by chance."""
    record = deepcopy(draw(records()))
    for _ in range(draw(st.integers(1, 2))):
        _damage(draw, record)
    return record


def _damage(draw: Draw, record: Document) -> None:
    holder, key = draw(st.sampled_from(spots(record)))
    what = draw(st.sampled_from(["replace", "replace", "drop", "double", "add"]))
    if what == "drop":
        del holder[key]
    elif what == "double" and isinstance(holder, list):
        holder.append(deepcopy(holder[key]))
    elif what == "add" and isinstance(holder, dict):
        holder["note"] = draw(st.sampled_from(WRONG))
    else:
        holder[key] = draw(st.sampled_from(WRONG))


def spots(value: object) -> list[tuple[Any, Any]]:
    """Every place of a value that can be changed: its holder and the key or index in it."""
    if isinstance(value, dict):
        keys: list[Any] = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    else:
        return []
    assert isinstance(value, (dict, list))
    own: list[tuple[Any, Any]] = [(value, key) for key in keys]
    return own + [spot for key in keys for spot in spots(value[key])]
