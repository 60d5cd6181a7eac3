"""A calendar file that tells nothing: no link, no people, no place, no alarm, a neutral word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Entry:
    """One date; aware times. `uid` is a random id that says nothing."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool = False
    is_tentative: bool = False


def calendar_text(entries: Iterable[Entry], *, word: str, now: datetime) -> str:
    """An iCalendar file (RFC 5545) with CRLF lines; `word` is what stands in the calendar.

    Raises `ValueError` for a word that could not stand in one line.
    """
    if not word or any(sign in word for sign in "\r\n,;\\"):
        raise ValueError("a short plain word")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kalender//DE"]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT", f"UID:{entry.uid}", f"DTSTAMP:{_utc(now)}",
            f"DTSTART:{_utc(entry.starts_at)}", f"DTEND:{_utc(entry.ends_at)}",
            f"SUMMARY:{word}", "CLASS:PRIVATE", f"STATUS:{_status(entry)}", "END:VEVENT",
        ]  # fmt: skip
    return "".join(f"{line}\r\n" for line in [*lines, "END:VCALENDAR"])


def _status(entry: Entry) -> str:
    if entry.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.is_tentative else "CONFIRMED"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
