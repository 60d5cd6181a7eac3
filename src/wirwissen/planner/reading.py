"""From JSON text in the format `rota-series/1` to a `Problem`.

The format is described in docs/reference/planner.md. A field of `facilitators`, `constraints` or
`objective` that is missing has its default; unknown fields are refused there and ignored elsewhere.
"""

from __future__ import annotations

import re
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.entries import Entry, GroupRow, day, kind, load, minute, text, whole
from wirwissen.planner.errors import BadInput
from wirwissen.planner.problem import (
    MOST_PEOPLE,
    Constraints,
    Facilitators,
    Objective,
    People,
    Problem,
    Slot,
)
from wirwissen.planner.similar import likeness

FORMAT = "rota-series/1"
MOST_DAYS = 36_525  # a century: no gap of a series is longer
MOST_LEVELS = 1_000
_USUAL_ZONES = frozenset({"Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "UTC"})
_HEX = re.compile(r"[0-9a-fA-F]+")


def read_problem(source: bytes | str) -> Problem:
    """Read and check a `rota-series/1` file.

    Raises `BadInput`, which names the first place that cannot be used. `groups` with equal `avail`
    become one with the summed weight.
    """
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    top = Entry(load(data), "")
    if top.text("format") != FORMAT:
        raise BadInput("format", f"unbekannt; erwartet ist {FORMAT}")
    name, zone = top.text("id"), _timezone(top)
    periods = _periods(top)
    slots = _slots(top, len(periods))
    constraints = _constraints(_optional(top, "constraints"), periods, slots)
    return Problem(
        id=name,
        timezone=zone,
        periods=periods,
        slots=slots,
        people=_people(top, slots),
        facilitators=_facilitators(_optional(top, "facilitators"), len(slots)),
        constraints=constraints,
        objective=_objective(_optional(top, "objective")),
    )


def _optional(top: Entry, key: str) -> Entry | None:
    return top.entry(key) if top.has(key) else None


def _timezone(top: Entry) -> str:
    """A name of the tz database. Times are local, so nothing is computed with it."""
    name = top.text("timezone")
    if name in _USUAL_ZONES:
        return name
    from zoneinfo import ZoneInfo  # only an unusual zone needs it

    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        # A machine without the database knows no zone at all: that is not the file's fault.
        try:
            ZoneInfo("Europe/Berlin")
        except (OSError, ValueError, KeyError):
            return name
        reason = "diese Zeitzone gibt es nicht; erwartet ist ein Name wie Europe/Berlin"
        raise BadInput("timezone", reason) from None
    return name


def _periods(top: Entry) -> tuple[str, ...]:
    names = [text(item, f"periods[{i}]") for i, item in enumerate(top.items("periods"))]
    if not names:
        raise BadInput("periods", "leer; erwartet ist mindestens ein Zeitraum")
    first = {name: i for i, name in reversed(list(enumerate(names)))}
    for i, name in enumerate(names):
        if first[name] != i:
            raise BadInput(f"periods[{i}]", f"steht schon als periods[{first[name]}]")
    return tuple(names)


def _slots(top: Entry, periods: int) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    known: dict[datetime, int] = {}
    for i, item in enumerate(top.items("slots")):
        entry = Entry(item, f"slots[{i}]")
        start = minute(entry.value("start"), entry.at("start"))
        end = minute(entry.value("end"), entry.at("end"))
        period = entry.whole("period", least=0, most=periods - 1)
        if end <= start:
            raise BadInput(entry.at("end"), "liegt nicht nach dem Beginn")
        if start in known:
            other = known[start]
            where = "" if slots[other].period == period else " in einem anderen Zeitraum"
            raise BadInput(
                entry.at("start"), f"dieser Beginn steht schon als slots[{other}]{where}"
            )
        known[start] = i
        slots.append(Slot(start, end, period))
    return tuple(slots)


def _people(top: Entry, dated: tuple[Slot, ...]) -> People:
    slots = len(dated)
    items = top.items("groups")
    weights = np.ones(len(items), dtype=np.int64)
    patterns: list[str] = []
    for i, item in enumerate(items):
        if not isinstance(item, GroupRow):
            entry = Entry(item, f"groups[{i}]")
            item = GroupRow(entry.value("weight"), entry.value("avail"))
        weight = item.weight
        if type(weight) is not int or not 1 <= weight <= MOST_PEOPLE:
            weight = whole(weight, f"groups[{i}].weight", least=1, most=MOST_PEOPLE)
        weights[i] = weight
        patterns.append(_pattern(item.avail, slots, i))
    if float(weights.sum(dtype=np.float64)) > MOST_PEOPLE:
        raise BadInput("groups", f"zusammen mehr als {MOST_PEOPLE} Menschen")
    rows = _rows(patterns, slots)
    return People.from_rows(rows, weights, slots=slots, alike=likeness(rows, dated))


def _pattern(value: object, slots: int, index: int) -> str:
    """The hexadecimal digits of one group, without leading zeros."""
    if isinstance(value, str) and _HEX.fullmatch(value):
        digits = value.lstrip("0")
        # Four slots a digit; the first digit holds the rest.
        if 4 * len(digits) <= slots or _bits(digits) <= slots:
            return digits
    _refuse_pattern(value, slots, f"groups[{index}].avail")
    raise AssertionError  # pragma: no cover


def _bits(digits: str) -> int:
    return 4 * (len(digits) - 1) + int(digits[0], 16).bit_length() if digits else 0


def _refuse_pattern(value: object, slots: int, place: str) -> None:
    if not isinstance(value, str):
        reason = f"{kind(value)}; erwartet ist eine hexadezimale Zahl als Text"
    elif not _HEX.fullmatch(value):
        reason = "keine hexadezimale Zahl; erlaubt sind nur 0 bis 9 und a bis f"
    else:
        last = _bits(value.lstrip("0")) - 1
        reason = f"nennt den Termin {last}; es gibt nur {slots} Termine, gezählt ab 0"
    raise BadInput(place, reason)


def _rows(patterns: list[str], slots: int) -> NDArray[np.uint8]:
    """As bytes: shape (groups, ceil(slots / 8)), bit j % 8 of byte j // 8 is slot j."""
    width = (slots + 7) // 8
    rows = np.zeros((len(patterns), width), dtype=np.uint8)
    step = 1 << 16  # In blocks: the text of a million people is as large as their bits.
    for first in range(0, len(patterns), step):
        block = patterns[first : first + step]
        raw = bytes.fromhex("".join(digits.rjust(2 * width, "0") for digits in block))
        rows[first : first + step] = np.frombuffer(raw, np.uint8).reshape(len(block), width)[
            :, ::-1
        ]
    return rows


def _facilitators(entry: Entry | None, slots: int) -> Facilitators:
    """Without the field there is no filter: a file that names nobody asks for nobody."""
    if entry is None:
        return Facilitators()
    entry.only(("min_available", "avail"))
    least = entry.whole("min_available", least=0, most=1000) if entry.has("min_available") else 2
    masks = []
    for i, item in enumerate(entry.items("avail") if entry.has("avail") else []):
        if not isinstance(item, str) or not _HEX.fullmatch(item) or int(item, 16) >> slots:
            _refuse_pattern(item, slots, f"{entry.at('avail')}[{i}]")
        masks.append(int(str(item), 16))
    return Facilitators(min_available=least, avail=tuple(masks))


_RULES = (
    "weekday_differs_from_previous",
    "previous_weekdays",
    "previous_date",
    "min_gap_days",
    "max_gap_days",
    "excluded_dates",
    "pinned",
)


def _constraints(
    entry: Entry | None, periods: tuple[str, ...], slots: tuple[Slot, ...]
) -> Constraints:
    if entry is None:
        return Constraints(weekday_differs=2, min_gap=14, max_gap=45)
    entry.only(_RULES)
    differs, least = 2, 14
    most: int | None = 45
    if entry.has("weekday_differs_from_previous"):
        differs = entry.whole("weekday_differs_from_previous", least=0, most=1000)
    if entry.has("min_gap_days"):
        least = entry.whole("min_gap_days", least=0, most=MOST_DAYS)
    if entry.has("max_gap_days"):
        value, place = entry.value("max_gap_days"), entry.at("max_gap_days")
        most = None if value is None else whole(value, place, least=0, most=MOST_DAYS)
    return Constraints(
        weekday_differs=differs,
        previous_weekdays=tuple(
            whole(item, f"{entry.at('previous_weekdays')}[{i}]", least=0, most=6)
            for i, item in enumerate(_list(entry, "previous_weekdays"))
        ),
        previous_date=_previous_date(entry),
        min_gap=least,
        max_gap=most,
        excluded=frozenset(
            day(item, f"{entry.at('excluded_dates')}[{i}]")
            for i, item in enumerate(_list(entry, "excluded_dates"))
        ),
        pinned=_pinned(entry, len(periods), slots),
    )


def _list(entry: Entry, key: str) -> list[object]:
    return entry.items(key) if entry.has(key) else []


def _previous_date(entry: Entry) -> date | None:
    value = entry.fields.get("previous_date")
    return None if value is None else day(value, entry.at("previous_date"))


def _pinned(entry: Entry, periods: int, slots: tuple[Slot, ...]) -> dict[int, int]:
    if not entry.has("pinned"):
        return {}
    pins = entry.entry("pinned")
    by_start = {slot.start: index for index, slot in enumerate(slots)}
    pinned: dict[int, int] = {}
    for key, value in pins.fields.items():
        place = pins.at(key)
        if not re.fullmatch(r"0|[1-9][0-9]{0,8}", key) or int(key) >= periods:
            raise BadInput(place, f"kein Zeitraum; erwartet ist eine Zahl von 0 bis {periods - 1}")
        slot = by_start.get(minute(value, place))
        if slot is None:
            raise BadInput(place, "dieser Termin steht nicht unter slots")
        if slots[slot].period != int(key):
            raise BadInput(place, f"slots[{slot}] liegt im Zeitraum {slots[slot].period}")
        pinned[int(key)] = slot
    return pinned


def _objective(entry: Entry | None) -> Objective:
    if entry is None:
        return Objective()
    entry.only(("window", "leximin_levels"))
    window = entry.whole("window", least=2, most=4) if entry.has("window") else 3
    levels = 4
    if entry.has("leximin_levels"):
        levels = entry.whole("leximin_levels", least=1, most=MOST_LEVELS)
    return Objective(window=window, levels=levels)
