"""What a group begins with, and how its settings are read from what people type."""

from __future__ import annotations

import re
import unicodedata

from wirwissen.planner import figures
from wirwissen.planner.snapshots import FEWEST_CHANGES

# Source: product/network-house.md, 3 and 6.
PROFESSIONS = (
    "Psychologie", "Soziale Arbeit", "Pädagogik", "Pflege", "Ergotherapie", "Psychiatrie",
    "Genesungsbegleitung", "etwas anderes",
)  # fmt: skip
WINDOWS = (12, 18, 20)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug_of(name: str) -> str:
    """A name as it stands in an address: small letters, figures and hyphens, 50 at most.

    "" where nothing is left (a name in other letters): the caller makes one up.
    """
    folded = unicodedata.normalize("NFKD", name.lower().translate(_UMLAUTS))
    plain = folded.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-")


def professions_of(text: str) -> list[str]:
    """One profession a line, without blank lines and repetitions, in the order typed."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def windows_of(text: str) -> list[int]:
    """Full hours, typed with commas or blanks: "12, 18 Uhr, 20" is 12, 18, 20.

    In order, each once. Raises `ValueError` without any, with more than six, or for an hour that
    does not exist: each window is a row in everybody's grid.
    """
    hours = sorted({int(found) for found in re.findall(r"\d+", text)})
    if not 1 <= len(hours) <= 6 or not all(0 <= hour <= 23 for hour in hours):
        raise ValueError("one to six hours of a day")
    return hours


def about(count: int) -> str:
    """A count as others may see it: "unter 5", else rounded to 5.

    Nobody knows of how many, so there is no upper end. Raises `ValueError` for a negative count.
    Source: product/planner.md, privacy rule 3.
    """
    many = max(figures.SMALLEST_GROUP, count + 2 * figures.STEP)
    return figures.shown(count, many).words


def figure_is_new(*, told: int, count: int) -> bool:
    """Whether a count may be told anew: five people came or went since, so none stands alone.

    Source: product/planner.md, privacy rule 2.
    """
    return abs(count - told) >= FEWEST_CHANGES


def places_left(*, capacity: int, given: int) -> int:
    """How many of a call's places are still free. Raises `ValueError` for a negative count."""
    if capacity < 0 or given < 0:
        raise ValueError("a negative count")
    return max(capacity - given, 0)
