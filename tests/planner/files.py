"""Files in the format `rota-series/1` for the tests of reading, command and output."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from wirwissen.planner.problem import Problem

Document = dict[str, Any]
_DROP = object()

_SLOTS = [
    ("2026-01-13T19:30", "2026-01-13T21:30", 0),
    ("2026-01-15T10:00", "2026-01-15T12:00", 0),
    ("2026-02-11T19:30", "2026-02-11T21:30", 1),
    ("2026-02-12T10:00", "2026-02-12T12:00", 1),
    ("2026-03-16T19:30", "2026-03-16T21:30", 2),
    ("2026-03-20T10:00", "2026-03-20T12:00", 2),
]


def document() -> Document:
    """Three periods of two slots, four people, one pin; everything spelt out."""
    return deepcopy(
        {
            "format": "rota-series/1",
            "id": "example",
            "timezone": "Europe/Berlin",
            "periods": ["2026-01", "2026-02", "2026-03"],
            "slots": [{"start": s, "end": e, "period": p} for s, e, p in _SLOTS],
            "groups": [
                {"weight": 1, "avail": "15"},
                {"weight": 2, "avail": "2a"},
                {"weight": 1, "avail": "3F"},
            ],
            "facilitators": {"min_available": 1, "avail": ["3f", "00015"]},
            "constraints": {
                "weekday_differs_from_previous": 1,
                "previous_weekdays": [3, 0],
                "previous_date": "2025-12-15",
                "min_gap_days": 14,
                "max_gap_days": 45,
                "excluded_dates": ["2026-02-11"],
                "pinned": {"0": "2026-01-13T19:30"},
            },
            "objective": {"window": 3, "leximin_levels": 4},
        }
    )


def changed(path: str, value: object = _DROP, base: Document | None = None) -> Document:
    """The document with one place (`slots.1.start`) replaced, or dropped without a value."""
    whole = deepcopy(document() if base is None else base)
    *above, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    inner: Any = whole
    for part in above:
        inner = inner[str(part) if isinstance(inner, dict) else part]
    key = str(last) if isinstance(inner, dict) else last
    if value is _DROP:
        del inner[key]
    elif isinstance(inner, list) and key == len(inner):
        inner.append(value)
    else:
        inner[key] = value
    return whole


def as_bytes(value: object) -> bytes:
    """The document as a file."""
    return json.dumps(value).encode()


def as_file(problem: Problem) -> bytes:
    """Any problem as a file; what the file says is what the problem asks."""
    rules, groups = problem.constraints, problem.people.table().T.tolist()
    starts = [slot.start.isoformat(timespec="minutes") for slot in problem.slots]
    value = {
        "format": "rota-series/1",
        "id": problem.id,
        "timezone": problem.timezone,
        "periods": list(problem.periods),
        "slots": [
            {"start": start, "end": slot.end.isoformat(timespec="minutes"), "period": slot.period}
            for start, slot in zip(starts, problem.slots, strict=True)
        ],
        "groups": [
            {"weight": weight, "avail": f"{sum(1 << j for j, free in enumerate(row) if free):x}"}
            for weight, row in zip(problem.people.weights.tolist(), groups, strict=True)
        ],
        "facilitators": {
            "min_available": problem.facilitators.min_available,
            "avail": [f"{avail:x}" for avail in problem.facilitators.avail],
        },
        "constraints": {
            "weekday_differs_from_previous": rules.weekday_differs,
            "previous_weekdays": list(rules.previous_weekdays),
            "previous_date": rules.previous_date and rules.previous_date.isoformat(),
            "min_gap_days": rules.min_gap,
            "max_gap_days": rules.max_gap,
            "excluded_dates": sorted(on.isoformat() for on in rules.excluded),
            "pinned": {str(period): starts[slot] for period, slot in rules.pinned.items()},
        },
        "objective": {
            "window": problem.objective.window,
            "leximin_levels": problem.objective.levels,
        },
    }
    return json.dumps(value).encode()
