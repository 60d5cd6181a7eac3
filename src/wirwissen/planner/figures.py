"""Which figures of a plan may be shown, and in which words: the privacy rule of the year planner.

An exact count before and after somebody joined tells when they are free. So a count is a range with
a name, and belongs to a snapshot (see `snapshots`).
"""

from __future__ import annotations

from dataclasses import dataclass

STEP = 5
SMALLEST_GROUP = 15


@dataclass(frozen=True)
class Count:
    """A count as people may see it: from `low` to `high` of `of` people, and the German words."""

    low: int
    high: int
    of: int
    words: str


def may_show(people: int) -> bool:
    """Whether a group is large enough for any count (15 people)."""
    return people >= SMALLEST_GROUP


def bounds(count: int, of: int) -> tuple[int, int]:
    """The range in which `count` of `of` people is shown, both ends included.

    Below 5 and above n - 5 are ranges of their own; between them a number stands for the five
    around it (13 to 17: „etwa 15“). A single number left over below n - 5 joins the range below it.
    Raises `ValueError` for a group under 15 or a count outside of it.
    """
    if not may_show(of) or not 0 <= count <= of:
        raise ValueError("a count of a group of at least 15 people")
    top = of - STEP
    if count < STEP:
        return 0, STEP - 1
    if count > top:
        return top + 1, of
    nearest = STEP * ((count + 2) // STEP)
    if nearest - 2 == top:
        nearest -= STEP
    high = min(nearest + 2, top)
    return max(STEP, nearest - 2), top if high + 1 == top else high


def shown(count: int, of: int) -> Count:
    """A count in words: „unter 5“, „etwa 25“, „mehr als 41“. Raises as `bounds` does."""
    low, high = bounds(count, of)
    if high < STEP:
        return Count(low, high, of, f"unter {STEP}")
    if low > of - STEP:
        return Count(low, high, of, f"mehr als {of - STEP}")
    nearest = STEP * ((low + 4) // STEP)
    return Count(low, high, of, f"etwa {nearest}")


# Upper ends as shares; the words fit „… von ihnen“ and „… der Gelegenheiten“.
_BANDS = (
    (0.1, "höchstens ein Zehntel"),
    (0.25, "ein Zehntel bis ein Viertel"),
    (0.5, "ein Viertel bis die Hälfte"),
    (1.0, "mehr als die Hälfte"),
)


def band(count: int, of: int) -> str:
    """A count as one of four bands, for missed windows, F_k and people never reached.

    The lowest band reaches up to 4 at least, so that „nobody“ and „somebody“ look alike.
    Raises `ValueError` for a count outside 0 to `of`.
    """
    if not 0 <= count <= of:
        raise ValueError("a count of that many")
    if count < STEP:
        return _BANDS[0][1]
    return next(words for end, words in _BANDS if count <= end * of)


def own_meetings(avail: int, plan: tuple[int, ...]) -> int:
    """How many meetings suit one member, for this member alone: „Dir passen 5 von 12“."""
    return sum(avail >> slot & 1 for slot in plan)
