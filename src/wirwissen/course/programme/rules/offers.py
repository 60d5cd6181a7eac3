"""What may be said of an offer today, and what it lacks before people can apply. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from wirwissen.course.programme.rules.partial_dates import read_stored

LONGEST_WAIT = timedelta(days=365)  # from the last day of the application to an unknown first day


class Stage(StrEnum):
    """Where a published offer stands for a visitor."""

    IN_PREPARATION = "in_preparation"
    APPLY = "apply"
    DEADLINE_OVER = "deadline_over"
    RUNNING = "running"


STAGE_WORDS = {
    Stage.IN_PREPARATION: "in Vorbereitung",
    Stage.APPLY: "Bewerbung möglich",
    Stage.DEADLINE_OVER: "Bewerbungsfrist vorbei",
    Stage.RUNNING: "hat begonnen",
}


@dataclass(frozen=True, kw_only=True)
class OfferFacts:
    """What the decisions below need of an offer; `units` are those of its programme version."""

    starts_on: date | None
    apply_until: date | None
    place: str
    has_price: bool
    places: int
    units: Decimal


def gaps(offer: OfferFacts) -> tuple[str, ...]:
    """What is missing until people can apply, in words; empty if nothing is."""
    missing = (
        (offer.starts_on is None, "der erste Tag als volles Datum"),
        (offer.apply_until is None, "der letzte Tag der Bewerbung"),
        (not offer.place, "der Ort"),
        (not offer.has_price, "der Preis"),
        (not offer.places, "die Zahl der Plätze"),
        (not offer.units, "die Module im Programm"),
    )
    return tuple(words for is_missing, words in missing if is_missing)


def stage_of(offer: OfferFacts, *, today: date) -> Stage:
    """Where an offer stands: a course that began is past asking, an incomplete one in preparation.

    The last day of the application counts fully.
    """
    if offer.starts_on is not None and offer.starts_on <= today:
        return Stage.RUNNING
    if offer.apply_until is not None and offer.apply_until < today:
        return Stage.DEADLINE_OVER
    return Stage.IN_PREPARATION if gaps(offer) else Stage.APPLY


def has_begun(
    *, starts_on: date | None, starts: str, apply_until: date | None, closed: bool, today: date
) -> bool:
    """Whether a course has begun for sure, so that what was open about it ends.

    `starts` is the beginning as kept ("2026-01", "Mitte 2026"). Without a first day the last day
    that may be meant decides, then a year after the last day of the application; where there is
    none of them, whether the office has ended the offer (`closed`).
    """
    if starts_on is not None:
        return starts_on <= today
    if (known := read_stored(starts)) is not None:
        return known.latest < today
    if apply_until is not None:
        return apply_until + LONGEST_WAIT < today
    return closed


def order_of_days(
    *, apply_until: date | None, answer_until: date | None, starts_on: date | None
) -> tuple[str, str] | None:
    """The field whose day lies before the one it follows, with a sentence; `None` if in order."""
    if apply_until and starts_on and apply_until >= starts_on:
        return "apply_until", "Die Bewerbung endet vor dem ersten Tag. Prüfen Sie beide Tage."
    if answer_until and apply_until and answer_until < apply_until:
        return "answer_until", "Die Antwort kommt nach dem Ende der Bewerbung. Prüfen Sie beides."
    if answer_until and starts_on and answer_until >= starts_on:
        return "answer_until", "Die Antwort kommt vor dem ersten Tag. Prüfen Sie beide Tage."
    return None
