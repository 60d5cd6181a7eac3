"""Published facts about other providers: which are kept, and why one is not. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wirwissen.course.programme.rules.partial_dates import (
    PartialDate,
    ends_before_it_starts,
    read_stored,
)
from wirwissen.foundation.core.typed import WEEKDAYS, in_words

KINDS = {
    "info_event": "Info-Termin",
    "applicant_days": "Bewerber*innentage",
    "course_run": "Kurs",
    "closing_ceremony": "Kursabschluss",
    "announcement": "Ankündigung",
    "internship_review": "Auswertung der Praktika",
    "conference": "Fachtagung",
}
COUNTRIES = {"DE": "Deutschland", "AT": "Österreich", "CH": "Schweiz"}


@dataclass(frozen=True, kw_only=True)
class SiteFact:
    """A provider as far as its public page says."""

    key: str
    name: str
    country: str
    region: str
    city: str
    source_url: str


@dataclass(frozen=True, kw_only=True)
class DateFact:
    """A published date; `starts` and `ends` as `partial_dates` keeps them."""

    key: str
    site: str
    kind: str
    starts: str
    ends: str
    place: str
    online: bool
    pattern: str
    source_url: str


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """What an import keeps, and a German line for every record that stays out."""

    dates: tuple[DateFact, ...]
    refused: tuple[str, ...]
    left_out: tuple[str, ...]


def site_fact(record: Mapping[str, Any]) -> SiteFact:
    """One provider. Raises `KeyError` for a record without key, name, country or source."""
    return SiteFact(
        key=record["key"],
        name=record["name"],
        country=record["country"],
        region=record.get("region") or "",
        city=record.get("city") or "",
        source_url=record["source_url"],
    )


def sort_dates(records: Iterable[Mapping[str, Any]], site_names: Mapping[str, str]) -> Sorted:
    """Part the records into kept, refused (they contradict themselves) and left out.

    `site_names`: names of the known providers by key. Left out is what the page does not say
    (`inferred`, no start) and what belongs to no known provider.
    """
    dates, refused, left_out = [], [], []
    for record in records:
        site = site_names.get(record.get("site") or "")
        if reason := unverified(record, site):
            left_out.append(f"{_name(record, site)}: {reason}")
        elif reason := contradiction(record, str(site)):
            refused.append(reason)
        else:
            dates.append(_date_fact(record))
    return Sorted(dates=tuple(dates), refused=tuple(refused), left_out=tuple(left_out))


def unverified(record: Mapping[str, Any], site: str | None) -> str:
    """Why a record is not certain enough to be shown; empty if it is."""
    if record.get("inferred"):
        return f"Nicht auf der Seite gedruckt, nur erschlossen ({record['inferred']})."
    if not record.get("start"):
        return "Die Quelle nennt keinen Beginn."
    if site is None:
        return "Die Quelle nennt keinen Anbieter."
    return "" if record.get("source_url") else "Die Quelle fehlt."


def contradiction(record: Mapping[str, Any], site: str) -> str:
    """The line for a record that contradicts itself; empty if it does not.

    Names the provider, the place and both weekdays, so that somebody can ask there.
    """
    starts, ends = record["start"], record.get("end") or ""
    first = read_stored(starts)
    at = f"{site}, {record['place']}" if record.get("place") else site
    for name, text in (("Beginn", starts), ("Ende", ends)):
        if text and read_stored(text) is None:
            return f"{at}: {name} „{text}“ ist kein Datum wie 2026, 2026-01 oder 2026-01-16."
    if wrong := wrong_weekday(first, record.get("weekday_printed") or ""):
        return f"{at}: {wrong}"
    if ends_before_it_starts(starts, ends):
        return f"{at}: Das Ende {ends} liegt vor dem Beginn {starts}."
    return ""


def wrong_weekday(value: PartialDate | None, printed: str) -> str:
    """A sentence with both weekdays if the printed one contradicts the date; else empty."""
    day: date | None = value.full_day if value is not None else None
    if day is None or not printed:
        return ""
    real = WEEKDAYS[day.weekday()]
    if real == printed:
        return ""
    return f"Gedruckt steht „{printed}“, aber der {in_words(day)} ist ein {real}."


def _name(record: Mapping[str, Any], site: str | None) -> str:
    """What a record is called in a line of the report: its kind, and whose or where it is."""
    kind = KINDS.get(record.get("type") or "", "Eintrag")
    whose = site or record.get("place") or record["id"]
    return f"{kind}, {whose}"


def _date_fact(record: Mapping[str, Any]) -> DateFact:
    return DateFact(
        key=record["id"],
        site=record["site"],
        kind=record["type"],
        starts=record["start"],
        ends=record.get("end") or "",
        place=record.get("place") or "",
        online=record.get("mode") == "online",
        pattern=record.get("pattern") or "",
        source_url=record["source_url"],
    )
