"""A small file to start from: `wirwissen plan --example`."""

from __future__ import annotations

import json
from datetime import date

from wirwissen.planner.people import answers, months, slots_of
from wirwissen.planner.reading import FORMAT


def example() -> str:
    """Six months, eight evenings each, eighteen invented people: text in `rota-series/1`."""
    periods = months(date(2026, 1, 1), 6)
    evenings = [slot for slot in slots_of(periods) if slot.start.hour == 19]
    slots = [s for s in evenings if (s.start.day - 1) // 7 in (1, 2) and s.start.weekday() < 4]
    patterns = [int.from_bytes(row.tobytes(), "little") for row in answers(18, slots, seed=7)]
    pin = next(slot for slot in slots if slot.start.weekday() == 0)
    leading = [f"{pattern:x}" for pattern in patterns[:5]]
    lines = [
        f'{{"format": "{FORMAT}", "id": "example", "timezone": "Europe/Berlin",',
        f' "periods": {json.dumps(periods)},',
        ' "slots": [',
        ",\n".join(
            f'  {{"start": "{s.start:%Y-%m-%dT%H:%M}", "end": "{s.end:%Y-%m-%dT%H:%M}", '
            f'"period": {s.period}}}'
            for s in slots
        ),
        ' ],\n "groups": [',
        ",\n".join(f'  {{"weight": 1, "avail": "{pattern:x}"}}' for pattern in patterns),
        " ],",
        f' "facilitators": {json.dumps({"min_available": 2, "avail": leading})},',
        ' "constraints": {"weekday_differs_from_previous": 2, "previous_weekdays": [1, 3],',
        '  "previous_date": "2025-12-11", "min_gap_days": 14, "max_gap_days": 45,',
        f'  "excluded_dates": [], "pinned": {{"0": "{pin.start:%Y-%m-%dT%H:%M}"}}}},',
        ' "objective": {"window": 3, "leximin_levels": 4}}',
    ]
    return "\n".join(lines) + "\n"
