"""The chain of the attendance ledger: a changed, dropped, inserted or swapped entry is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

GENESIS = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the history; `chain` is the hash over it and the line before."""

    number: int
    session: str
    participant: str
    before: Decimal | None
    after: Decimal | None
    reason: str
    by_name: str
    entered_at: datetime
    chain: str = ""


def link(previous: str, entry: Entry) -> str:
    """The hash that ties an entry to the one before (`GENESIS` for the first): 64 hex digits.

    Units are written with two places and times in UTC, so that every database gives the same.
    """
    content = [
        previous,
        entry.number,
        entry.session,
        entry.participant,
        _units(entry.before),
        _units(entry.after),
        entry.reason,
        entry.by_name,
        entry.entered_at.astimezone(UTC).isoformat(timespec="microseconds"),
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_fault(entries: Iterable[Entry]) -> int | None:
    """The number an entry should have had where the chain breaks first; `None`: it holds.

    Entries come in the order of their numbers, from 1 without a gap. A last entry that was cut
    off leaves a chain that holds: `unmatched` finds it.
    """
    previous = GENESIS
    for expected, entry in enumerate(entries, start=1):
        if entry.number != expected or entry.chain != link(previous, entry):
            return expected
        previous = entry.chain
    return None


Cell = tuple[str, str]  # session, participant


def unmatched(entries: Iterable[Entry], standing: Mapping[Cell, Decimal]) -> frozenset[Cell]:
    """Where the last entry of the history says something else than what stands in the ledger.

    `standing` are the units that stand now. Entries come in order.
    """
    last: dict[Cell, Decimal] = {}
    for entry in entries:
        cell = (entry.session, entry.participant)
        if entry.after is None:
            last.pop(cell, None)
        else:
            last[cell] = entry.after
    return frozenset(
        cell for cell in last.keys() | standing.keys() if last.get(cell) != standing.get(cell)
    )


def _units(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"
