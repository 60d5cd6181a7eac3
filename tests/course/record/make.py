"""Makes learning records as JSON values, complete unless told otherwise, and asks the command.

The programme is the one that LVR prints: 12 modules of 22 UE, each on three days with 7, 8 and 7
UE; 264 UE in all, of which 26 may be missed. Internships of 40 and 80 hours, 24 months' time.
"""

from __future__ import annotations

import io
import json
import re
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from wirwissen.course.record.command import main

Document = dict[str, Any]

SECTIONS = ["Spurensuche", "Qualitäten", "Planung", "Profil"]
UNITS_OF_A_WEEKEND = (7, 8, 7)


def document(**changes: Any) -> Document:
    """A complete record: every unit attended, every paper there. `changes` replace top keys."""
    sessions = [session for number in range(1, 13) for session in weekend(number)]
    made: Document = {
        "format": "learning-record/1",
        "programme": programme(),
        "sessions": sessions,
        "attendance": [row(session["id"], session["units"]) for session in sessions],
        "makeups": [],
        "internships": [
            {"no": 1, "placements": [placement(24), placement(16)], "report_on": "2026-06-30"},
            {"no": 2, "placements": [later_placement(80)], "report_on": "2026-11-15"},
        ],
        "portfolio": {"handed_in_on": "2026-12-01", "pages": 34, "sections": list(SECTIONS)},
        "presentation": {"held_on": "2026-12-13"},
        "payments": {"due": 2450, "paid": 2450},
        "suitability": {"signed_by": ["Lead A", "Lead B"], "declined": False},
        "extension": None,
        "closing_on": "2026-12-13",
        "as_of": "2027-02-01",
    }
    return {**made, **changes}


def programme(**rules: Any) -> Document:
    """The LVR programme; modules 1 to 6 are the base phase. `rules` replace single rules."""
    parts = [
        {
            "id": f"m{number}",
            "kind": "module",
            "title": f"Modul {number}",
            "units": 22,
            "phase": "base" if number <= 6 else "advanced",
        }
        for number in range(1, 13)
    ]
    made: Document = {
        "absence": {"percent": 10, "of": "programme", "rounding": "down"},
        "internships": [
            {"no": 1, "hours": 40, "report": True, "confirmation": True},
            {"no": 2, "hours": 80, "report": True, "confirmation": True, "after": 1}
            | {"not_before_end_of": "base"},
        ],
        "portfolio": {"sections": list(SECTIONS), "pages_min": 20, "pages_max": 80},
        "presentation": {"minutes": 15},
        "payments": True,
        "suitability_signatures": 2,
        "late_months": 24,
    }
    return {
        "id": "exin-de-lvr",
        "version": "2026-1",
        "unit": "UE",
        "parts": parts,
        "rules": {**made, **rules},
    }


def weekend(number: int) -> list[Document]:
    """The three sessions of a module, on the 11th to 13th of its month: ids `m3-1` to `m3-3`."""
    first = date(2026, number, 11)
    return [
        session(f"m{number}-{day + 1}", f"m{number}", first + timedelta(days=day), units)
        for day, units in enumerate(UNITS_OF_A_WEEKEND)
    ]


def session(
    id: str, part: str, on: date | str, units: float, *, cancelled: bool = False
) -> Document:
    """One session."""
    return {"id": id, "part": part, "date": str(on), "units": units, "cancelled": cancelled}


def row(session: str, units: float, excused: str | None = None) -> Document:
    """One attendance row."""
    return {"session": session, "units": units, "excused": excused}


def makeup(part: str, units: float, **changes: Any) -> Document:
    """A confirmed make-up at another site."""
    made: Document = {
        "part": part,
        "units": units,
        "days": 1,
        "site": "Bildungshaus Rheinaue",
        "from": "2027-01-08",
        "to": "2027-01-10",
        "confirmed_on": "2027-01-12",
        "present": True,
    }
    return {**made, **changes}


def placement(hours: float, **changes: Any) -> Document:
    """A confirmed placement in April 2026, after the first session."""
    made: Document = {
        "host": "Tagesstätte am Ufer",
        "from": "2026-04-01",
        "to": "2026-04-30",
        "hours": hours,
        "confirmed_on": "2026-05-05",
    }
    return {**made, **changes}


def later_placement(hours: float, **changes: Any) -> Document:
    """A confirmed placement in September 2026, after the base phase."""
    dates = {"from": "2026-09-01", "to": "2026-09-30", "confirmed_on": "2026-10-05"}
    return placement(hours, **{**dates, **changes})


def absent(record: Document, **units: float) -> Document:
    """Take units from rows: `absent(record, m3_1=2)` misses 2 UE of session `m3-1`."""
    taken = {name.replace("_", "-"): missed for name, missed in units.items()}
    rows = [
        {**row, "units": row["units"] - taken.pop(row["session"], 0)}
        for row in record["attendance"]
    ]
    assert not taken, f"no such session: {taken}"
    return {**record, "attendance": rows}


def missing_units(units: float) -> Document:
    """A complete record, but for so many UE, missed from the first session on."""
    record = document()
    for attended in record["attendance"]:
        missed = min(units, attended["units"])
        attended["units"] -= missed
        units -= missed
    return record


def changed(record: Document, **values: Any) -> Document:
    """A copy with values at paths, `__` for a dot: `changed(record, portfolio__pages=19)`."""
    for path, value in values.items():
        record = put(record, path.replace("__", "."), value)
    return record


def put(record: Any, path: str, value: Any) -> Any:
    """A copy with a value at a path such as `attendance[3].units`."""
    copy = deepcopy(record)
    target, key = _target(copy, path)
    target[key] = value
    return copy


def drop(record: Document, path: str) -> Document:
    """A copy without the key at a path."""
    copy = deepcopy(record)
    target, key = _target(copy, path)
    del target[key]
    return copy


def _target(record: Any, path: str) -> tuple[Any, Any]:
    steps = [
        int(index) if index else key for index, key in re.findall(r"\[(\d+)\]|([^.\[]+)", path)
    ]
    for step in steps[:-1]:
        record = record[step]
    return record, steps[-1]


def as_text(record: object) -> str:
    """JSON text of a record."""
    return json.dumps(record, ensure_ascii=False)


def ask(source: bytes | str | object) -> tuple[int, Any, str]:
    """Exit status, parsed answer (`None` if none) and error text of the command for this input."""
    text = source if isinstance(source, (bytes, str)) else json.dumps(source)
    stdin = io.BytesIO(text.encode() if isinstance(text, str) else text)
    stdout, stderr = io.StringIO(), io.StringIO()
    status = main([], stdin, stdout, stderr)
    written = stdout.getvalue()
    return status, json.loads(written) if written else None, stderr.getvalue()


def answer(record: Document) -> Any:
    """The whole answer of the command; the record must be good."""
    status, parsed, errors = ask(record)
    assert (status, errors) == (0, "")
    return parsed


def requirement(record: Document, id: str) -> Any:
    """One requirement of the answer."""
    [found] = [one for one in answer(record)["requirements"] if one["id"] == id]
    return found


def text(record: Document, id: str) -> Any:
    """The German text of one requirement."""
    return requirement(record, id)["text"]


def states(record: Document) -> dict[str, str]:
    """The state of each requirement by id."""
    return {one["id"]: one["state"] for one in answer(record)["requirements"]}
