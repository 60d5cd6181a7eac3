"""The German text of the absence requirement."""

from __future__ import annotations

from decimal import Decimal

from wirwissen.course.record.german import (
    HUNDREDTH,
    Amount,
    as_decimal,
    counted,
    day,
    number,
    out_of,
    unit_words,
    verb,
)
from wirwissen.course.record.results import AbsenceResult, Completion, Elsewhere

_DAYS = ("Tag", "Tage")


def absence_text(result: AbsenceResult, completion: Completion) -> str:
    """Gross, covered and net where they differ, then what is to be done, then what is unknown.

    "27 von 264 UE gefehlt, 26 sind erlaubt: 1 UE ist nachzuholen."
    """
    units = unit_words(completion.unit)
    counted_in = _DAYS if result.in_days else units
    sentences = _sum_and_limit(result, completion, counted_in)
    if not result.to_make_up and result.reachable:
        if result.left:
            may = verb(result.left, one="darf", many="dürfen")
            sentences.append(f"{counted(result.left, counted_in)} {may} noch fehlen.")
        stand = verb(result.reachable, one="steht", many="stehen")
        sentences.append(f"{counted(result.reachable, units)} {stand} noch aus.")
    if result.unfilled:
        sentences.append(_entry_missing(result.unfilled, units))
    return " ".join([*sentences, *_elsewhere(result.elsewhere, units)])


def _sum_and_limit(
    result: AbsenceResult, completion: Completion, words: tuple[str, str]
) -> list[str]:
    base = "" if result.base is None else f" von {out_of(result.base, words)}"
    if result.gross:
        missed = f"{number(result.gross)}{base}" if base else counted(result.gross, words)
    else:
        missed = f"keine {words[1]}"
    line = f"In „{result.part.title}“ {missed} gefehlt" if result.part else f"{missed} gefehlt"
    line = line[0].upper() + line[1:]
    if result.covered:
        count = verb(result.used, one="zählt", many="zählen")
        line += f", {number(result.covered)} nachgeholt: {number(result.used)} {count}"
    allowed = verb(result.allowed, one="ist", many="sind")
    line += f", {number(result.allowed)} {allowed} erlaubt"
    if not result.to_make_up:
        return [f"{line}."]
    # A second colon in one sentence would read like a list.
    joint = ". " if result.covered else ": "
    over = _over(result.to_make_up, words)
    are = verb(result.to_make_up, one="ist", many="sind")
    if completion.past and completion.deadline is not None:
        ended = f"Die Frist endete am {day(completion.deadline)}."
        return [f"{line}{joint}{over} {are} zu viel.", ended]
    return [f"{line}{joint}{over} {are} nachzuholen."]


def _over(amount: Amount, words: tuple[str, str]) -> str:
    """Fractions of a day below half a hundredth would read 0 although they stand in the way."""
    if as_decimal(amount) == 0:
        return f"weniger als {number(HUNDREDTH)} {words[1]}"
    return counted(amount, words)


def _entry_missing(unfilled: Decimal, units: tuple[str, str]) -> str:
    return f"Für {counted(unfilled, units)} fehlt noch der Eintrag der Kursleitung."


def _elsewhere(others: Elsewhere, units: tuple[str, str]) -> list[str]:
    """With a limit per part: the other parts, so that the state can be understood."""
    sentences = []
    if others.over:
        lie = verb(others.over, one="weiterer Teil liegt", many="weitere Teile liegen")
        sentences.append(f"{others.over} {lie} über der Grenze.")
    if others.reachable:
        stand = verb(others.reachable, one="steht", many="stehen")
        sentences.append(f"In anderen Teilen {stand} noch {counted(others.reachable, units)} aus.")
    if others.unfilled:
        what = counted(others.unfilled, units)
        sentences.append(f"In anderen Teilen fehlt noch der Eintrag für {what}.")
    return sentences
