"""The checking half of the second reading of `learning-record/1`.

Written from the text of `learning-record.md` alone, by somebody who has not seen the first
implementation; `second_reading.py` beside it reads the record and holds the entry point. The
`text` of the output stays empty, because wording is not compared.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple

BEST_TO_WORST = ["met", "open", "not_met"]


class Part(NamedTuple):
    units: Fraction
    phase: str


class Session(NamedTuple):
    part: str
    day: date
    units: Fraction
    cancelled: bool


class Makeup(NamedTuple):
    part: str
    units: Fraction
    days: Fraction
    confirmed_on: date | None
    present: bool


class Placement(NamedTuple):
    start: date
    end: date
    hours: Fraction
    confirmed_on: date | None


class Internship(NamedTuple):
    placements: list[Placement]
    report_on: date | None


class AbsenceRule(NamedTuple):
    days: Fraction | None  # None: the limit is a percentage
    percent: Fraction
    of: str
    rounding: str


class InternshipRule(NamedTuple):
    no: int
    hours: Fraction
    report: bool
    confirmation: bool
    after: int | None
    not_before_end_of: str | None


class PortfolioRule(NamedTuple):
    sections: list[str]
    pages_min: int
    pages_max: int


class Rules(NamedTuple):
    absence: AbsenceRule | None
    internships: list[InternshipRule]
    portfolio: PortfolioRule | None
    presentation: bool
    payments: bool
    suitability_signatures: int
    late_months: int | None


class Record(NamedTuple):
    parts: dict[str, Part]
    rules: Rules
    sessions: dict[str, Session]
    attended: dict[str, Fraction]
    makeups: list[Makeup]
    internships: dict[int, Internship]
    handed_in_on: date | None
    pages: int
    sections: list[str]
    held_on: date | None
    due: Fraction
    paid: Fraction
    signed_by: list[str]
    declined: bool
    as_of: date
    deadline: date | None

    def past(self) -> bool:
        return self.deadline is not None and self.as_of > self.deadline

    def counts(self, day: date | None) -> bool:
        """Evidence counts from its day on, unless that day is after the deadline (inclusive)."""
        in_time = self.deadline is None or (day is not None and day <= self.deadline)
        return day is not None and day <= self.as_of and in_time

    def is_held(self, session: Session) -> bool:
        return not session.cancelled and session.day <= self.as_of


def number(value: Fraction) -> int | Decimal:
    """A number for the output: whole if it is whole, else all its decimals."""
    if value.denominator == 1:
        return int(value)
    places = 0
    while value.denominator != 1:
        value, places = value * 10, places + 1
    return Decimal(f"{value.numerator}E-{places}")


class Account(NamedTuple):
    """The absence of some parts against what is allowed to them, in units or in days."""

    part: str | None
    allowed: Fraction
    absent: Fraction
    covered: Fraction
    unfilled: Fraction
    reachable: Fraction

    def over(self) -> Fraction:
        return self.absent - self.covered - self.allowed

    def state(self, past: bool) -> str:
        if self.over() > 0:
            return "not_met" if past else "open"
        return "open" if self.unfilled or self.reachable else "met"


def absent_of(record: Record, part: str, in_days: bool) -> Fraction:
    filled = [
        (session, session.units - record.attended[name])
        for name, session in record.sessions.items()
        if record.is_held(session) and name in record.attended
    ]
    absent = Fraction(0)
    for session, missed in filled:
        if session.part == part:
            # In days, missed units weigh what they are of all filled units of that date.
            planned = sum(other.units for other, _ in filled if other.day == session.day)
            absent += missed / planned if in_days else missed
    return absent


def covered_of(record: Record, part: str, in_days: bool) -> Fraction:
    made_up = [
        makeup.days if in_days else makeup.units
        for makeup in record.makeups
        if makeup.part == part and makeup.present and record.counts(makeup.confirmed_on)
    ]
    return min(sum(made_up, Fraction(0)), absent_of(record, part, in_days))


def account_of(record: Record, rule: AbsenceRule, names: list[str], shown: str | None) -> Account:
    in_days = rule.days is not None
    allowed = rule.days
    if allowed is None:
        units = sum((record.parts[name].units for name in names), Fraction(0))
        allowed = units * rule.percent / 100
        if rule.rounding == "down":
            allowed = Fraction(floor(allowed))
    sessions = {key: one for key, one in record.sessions.items() if one.part in names}
    unfilled = [
        session.units
        for name, session in sessions.items()
        if record.is_held(session) and name not in record.attended
    ]
    to_come = [one for one in sessions.values() if not one.cancelled and one.day > record.as_of]
    return Account(
        shown,
        allowed,
        sum((absent_of(record, name, in_days) for name in names), Fraction(0)),
        sum((covered_of(record, name, in_days) for name in names), Fraction(0)),
        sum(unfilled, Fraction(0)),
        sum((session.units for session in to_come), Fraction(0)),
    )


def check_absence(record: Record, rule: AbsenceRule) -> dict[str, object]:
    accounts = [account_of(record, rule, list(record.parts), None)]
    if rule.of == "part" and record.parts:
        accounts = [account_of(record, rule, [name], name) for name in record.parts]
    states = [account.state(record.past()) for account in accounts]
    worst = accounts[0]
    for account in accounts:
        if account.over() > worst.over():  # not >=: the first one on a tie
            worst = account
    figures = {
        "allowed": worst.allowed,
        "used": worst.absent - worst.covered,
        "left": max(-worst.over(), Fraction(0)),
        "to_make_up": max(worst.over(), Fraction(0)),
        "covered": worst.covered,
        "unfilled": worst.unfilled,
        "reachable": worst.reachable,
    }
    if rule.days is not None:  # thirds of a day: two places, half up
        half = Fraction(1, 2)
        figures = {key: Fraction(floor(n * 100 + half), 100) for key, n in figures.items()}
    found: dict[str, object] = {"id": "absence", "state": max(states, key=BEST_TO_WORST.index)}
    if rule.of == "part":
        found["part"] = worst.part
    return found | {key: number(value) for key, value in figures.items()}


def met_or(record: Record, met: bool) -> str:
    if met:
        return "met"
    return "not_met" if record.past() else "open"


def check_internship(record: Record, rule: InternshipRule) -> dict[str, object]:
    entry = record.internships.get(rule.no, Internship([], None))
    hours = Fraction(0)
    for placement in entry.placements:
        if record.counts(placement.confirmed_on if rule.confirmation else placement.end):
            hours += placement.hours
    report = record.counts(entry.report_on)
    return {
        "id": f"internship-{rule.no}",
        "state": met_or(record, hours >= rule.hours and (report or not rule.report)),
        "hours": number(hours),
        "target": number(rule.hours),
        "report": report,
    }


def check_requirements(record: Record) -> list[dict[str, object]]:
    rules = record.rules
    found: list[dict[str, object]] = []
    if rules.absence:
        found.append(check_absence(record, rules.absence))
    found.extend(check_internship(record, rule) for rule in rules.internships)
    if rules.portfolio:
        complete = all(name in record.sections for name in rules.portfolio.sections)
        state = met_or(record, record.counts(record.handed_in_on) and complete)
        found.append({"id": "portfolio", "state": state})
    if rules.presentation:
        found.append({"id": "presentation", "state": met_or(record, record.counts(record.held_on))})
    if rules.payments:
        state = "met" if record.paid >= record.due else "open"
        found.append({"id": "payments", "state": state})
    if rules.suitability_signatures:
        enough = len(set(record.signed_by)) >= rules.suitability_signatures
        state = "not_met" if record.declined else "met" if enough else "open"
        found.append({"id": "suitability", "state": state})
    return [requirement | {"text": ""} for requirement in found]


def check_placement(record: Record, rule: InternshipRule, start: date) -> list[str]:
    """The codes of the warnings for one placement that starts on this day."""
    codes = []
    running = [session for session in record.sessions.values() if not session.cancelled]
    if running and start < min(session.day for session in running):
        codes.append("before_course")
    if rule.after is not None:
        earlier = record.internships.get(rule.after, Internship([], None)).placements
        if not earlier or start < max(placement.end for placement in earlier):
            codes.append("order")
    phase = rule.not_before_end_of
    in_phase = [one.day for one in running if record.parts[one.part].phase == phase]
    if phase is not None and in_phase and start < max(in_phase):
        codes.append("before_phase_end")
    return codes


def check_warnings(record: Record) -> list[dict[str, object]]:
    codes = []
    portfolio = record.rules.portfolio
    if portfolio and record.counts(record.handed_in_on):
        inside = portfolio.pages_min <= record.pages <= portfolio.pages_max
        codes += [] if inside else ["pages"]
    for rule in record.rules.internships:
        for placement in record.internships.get(rule.no, Internship([], None)).placements:
            codes += check_placement(record, rule, placement.start)
    in_order = ["pages", "before_course", "order", "before_phase_end"]
    return [{"code": code, "text": ""} for code in sorted(codes, key=in_order.index)]


def check(record: Record) -> dict[str, object]:
    requirements = check_requirements(record)
    states = [requirement["state"] for requirement in requirements]
    certificate = "possible" if all(state == "met" for state in states) else "open"
    return {
        "certificate": "not_possible" if "not_met" in states else certificate,
        "deadline": record.deadline.isoformat() if record.deadline else None,
        "requirements": requirements,
        "warnings": check_warnings(record),
    }
