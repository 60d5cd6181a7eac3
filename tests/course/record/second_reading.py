"""A second reading of the completion check for `learning-record/1`.

Written from the text of `learning-record.md` alone, by somebody who has not seen the first
implementation, so that the two can be compared: naive, in the text's own words, in exact fractions.
This half reads a record and refuses bad input; `second_checking.py` checks what is left.
"""

import json
import re
from calendar import monthrange
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, NoReturn

from tests.course.record import second_checking as checking

WHOLE, QUARTERS, CENTS = 1, 4, 100  # how many steps one unit of a number may have
LARGEST_EXPONENT = 100  # not in the text: keeps 1e999999999 from filling the memory


class BadInput(Exception):
    """Carries the one line that names the place and the reason."""


class Place(NamedTuple):
    """A JSON value together with the path that leads to it, so that every refusal can name it."""

    value: object
    path: str = ""

    def fail(self, reason: str) -> NoReturn:
        raise BadInput(f"{self.path or 'record'}: {reason}")

    def must(self, holds: bool, reason: str) -> None:
        if not holds:
            self.fail(reason)

    def entries(self) -> dict[str, object]:
        return self.value if isinstance(self.value, dict) else self.fail("not an object")

    def key(self, name: str, required: bool = True) -> "Place":
        shown = name if re.fullmatch(r"\w+", name) else json.dumps(name)  # the error stays one line
        found = Place(self.entries().get(name), f"{self.path}.{shown}" if self.path else shown)
        found.must(name in self.entries() or not required, "missing")
        return found

    def only(self, *known: str) -> None:
        for name in self.entries():
            self.key(name).must(name in known, "unknown key in the rules")

    def items(self) -> list["Place"]:
        items = self.value if isinstance(self.value, list) else self.fail("not a list")
        return [Place(item, f"{self.path}[{at}]") for at, item in enumerate(items)]

    def text(self) -> str:
        return self.value if isinstance(self.value, str) else self.fail("not a text")

    def texts(self) -> list[str]:
        return [item.text() for item in self.items()]

    def text_in(self, known: Collection[str]) -> str:
        return self.text() if self.text() in known else self.fail("unknown")

    def text_not_in(self, taken: Collection[str]) -> str:
        return self.fail("a second one") if self.text() in taken else self.text()

    def flag(self) -> bool:
        return self.value if isinstance(self.value, bool) else self.fail("not true or false")

    def number(self, steps: int = QUARTERS, above_zero: bool = False) -> Fraction:
        # In Python a bool is an int, in JSON it is no number.
        if isinstance(self.value, bool) or not isinstance(self.value, (int, Decimal)):
            self.fail("not a number")
        decimal = Decimal(self.value)
        self.must(decimal > 0 or (decimal == 0 and not above_zero), "negative or 0")
        size = decimal.adjusted() if decimal else 0
        self.must(abs(size) <= LARGEST_EXPONENT, "too large or too small to be read")
        value = Fraction(decimal) if decimal else Fraction(0)
        self.must((value * steps).denominator == 1, "more precision than allowed")
        return value

    def whole(self) -> int:
        return int(self.number(WHOLE))

    def day(self) -> date:
        well_formed = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", self.text())
        self.must(well_formed is not None, "not a date YYYY-MM-DD")
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.fail("a date that does not exist")

    def day_or_null(self) -> date | None:
        return None if self.value is None else self.day()


def rule_place(rules: Place, name: str) -> Place | None:
    """The rule, or None where it names no requirement: missing, null, false, 0 or []."""
    place = rules.key(name, required=False)
    return None if place.value in (None, False, 0, []) else place


def read_absence(place: Place) -> checking.AbsenceRule:
    if "days" in place.entries():
        place.must("percent" not in place.entries(), "percent together with days")
        place.only("days")
        return checking.AbsenceRule(place.key("days").number(), Fraction(0), "programme", "exact")
    place.only("percent", "of", "rounding")
    of = place.key("of").text_in(["programme", "part"])
    rounding = place.key("rounding").text_in(["down", "exact"])
    return checking.AbsenceRule(None, place.key("percent").number(), of, rounding)


def read_internship_rules(place: Place) -> list[checking.InternshipRule]:
    rules: list[checking.InternshipRule] = []
    for item in place.items():
        item.only(*checking.InternshipRule._fields)
        after = item.key("after", required=False)
        phase = item.key("not_before_end_of", required=False)
        rule = checking.InternshipRule(
            item.key("no").whole(),
            item.key("hours").number(),
            item.key("report").flag(),
            item.key("confirmation").flag(),
            None if after.value is None else after.whole(),
            None if phase.value is None else phase.text(),
        )
        item.key("no").must(rule.no not in [other.no for other in rules], "a second rule")
        rules.append(rule)
    for item, rule in zip(place.items(), rules, strict=True):
        known = [None, *(other.no for other in rules)]
        item.key("after", required=False).must(rule.after in known, "unknown rule")
    return rules


def read_portfolio_rule(place: Place) -> checking.PortfolioRule:
    place.only(*checking.PortfolioRule._fields)
    least, most = place.key("pages_min").whole(), place.key("pages_max").whole()
    return checking.PortfolioRule(place.key("sections").texts(), least, most)


def read_rules(place: Place) -> checking.Rules:
    place.only(*checking.Rules._fields)
    absence, internships, portfolio, presentation, payments, signatures = (
        rule_place(place, name) for name in checking.Rules._fields[:-1]
    )
    if presentation:
        presentation.only("minutes")
        presentation.key("minutes").whole()
    months = place.key("late_months", required=False)
    # The months name no requirement, so here 0 is a number: the deadline is the closing day itself.
    no_months = months.value is None or months.value is False or months.value == []
    rules = checking.Rules(
        read_absence(absence) if absence else None,
        read_internship_rules(internships) if internships else [],
        read_portfolio_rule(portfolio) if portfolio else None,
        presentation is not None,
        payments.flag() if payments else False,
        signatures.whole() if signatures else 0,
        None if no_months else months.whole(),
    )
    place.must(any(rules[:-1]), "names no requirement")
    return rules


def read_parts(place: Place) -> dict[str, checking.Part]:
    parts: dict[str, checking.Part] = {}
    for item in place.items():
        name = item.key("id").text_not_in(parts)
        units, phase = item.key("units").number(above_zero=True), item.key("phase").text()
        for other in ("kind", "title"):
            item.key(other).text()
        parts[name] = checking.Part(units, phase)
    return parts


def read_sessions(place: Place, parts: dict[str, checking.Part]) -> dict[str, checking.Session]:
    sessions: dict[str, checking.Session] = {}
    for item in place.items():
        name = item.key("id").text_not_in(sessions)
        sessions[name] = checking.Session(
            item.key("part").text_in(parts),
            item.key("date").day(),
            item.key("units").number(above_zero=True),
            item.key("cancelled").flag(),
        )
    return sessions


def read_attendance(place: Place, sessions: dict[str, checking.Session]) -> dict[str, Fraction]:
    attended: dict[str, Fraction] = {}
    for item in place.items():
        name = item.key("session").text_in(sessions)
        item.key("session").text_not_in(attended)
        attended[name] = item.key("units").number()
        item.key("units").must(attended[name] <= sessions[name].units, "more than planned")
        if item.key("excused").value is not None:
            item.key("excused").text()
    return attended


def read_period(item: Place) -> tuple[date, date]:
    start, end = item.key("from").day(), item.key("to").day()
    item.key("to").must(start <= end, "before from")
    return start, end


def read_makeups(place: Place, parts: dict[str, checking.Part]) -> list[checking.Makeup]:
    makeups = []
    for item in place.items():
        part = item.key("part").text_in(parts)
        units, days = item.key("units").number(), item.key("days").number()
        item.key("site").text()
        read_period(item)
        confirmed_on, present = item.key("confirmed_on").day_or_null(), item.key("present").flag()
        makeups.append(checking.Makeup(part, units, days, confirmed_on, present))
    return makeups


def read_placement(item: Place) -> checking.Placement:
    item.key("host").text()
    hours, confirmed_on = item.key("hours").number(), item.key("confirmed_on").day_or_null()
    return checking.Placement(*read_period(item), hours, confirmed_on)


def read_internships(place: Place, rules: checking.Rules) -> dict[int, checking.Internship]:
    internships: dict[int, checking.Internship] = {}
    for item in place.items():
        no = item.key("no").whole()
        item.key("no").must(no in [rule.no for rule in rules.internships], "unknown rule")
        item.key("no").must(no not in internships, "a second entry")
        placements = [read_placement(entry) for entry in item.key("placements").items()]
        internships[no] = checking.Internship(placements, item.key("report_on").day_or_null())
    return internships


def read_deadline(record: Place, late_months: int | None) -> date | None:
    closing, extension = record.key("closing_on"), record.key("extension")
    closing_on, until = closing.day_or_null(), None
    if extension.value is not None:
        until = extension.key("until").day()
        extension.key("reason").text()
        extension.key("by").text()
    if closing_on is None or late_months is None:
        return None  # there is no deadline that an extension could move
    if until is not None:
        return until
    year, month = divmod(closing_on.year * 12 + closing_on.month - 1 + late_months, 12)
    closing.must(year <= date.max.year, "the deadline would be a date that does not exist")
    return date(year, month + 1, min(closing_on.day, monthrange(year, month + 1)[1]))


def read_record(record: Place) -> checking.Record:
    record.key("format").text_in(["learning-record/1"])
    programme = record.key("programme")
    for name in ("id", "version", "unit"):
        programme.key(name).text()
    parts = read_parts(programme.key("parts"))
    rules = read_rules(programme.key("rules"))
    sessions = read_sessions(record.key("sessions"), parts)
    portfolio, payments = record.key("portfolio"), record.key("payments")
    suitability = record.key("suitability")
    return checking.Record(
        parts=parts,
        rules=rules,
        sessions=sessions,
        attended=read_attendance(record.key("attendance"), sessions),
        makeups=read_makeups(record.key("makeups"), parts),
        internships=read_internships(record.key("internships"), rules),
        handed_in_on=portfolio.key("handed_in_on").day_or_null(),
        pages=portfolio.key("pages").whole(),
        sections=portfolio.key("sections").texts(),
        held_on=record.key("presentation").key("held_on").day_or_null(),
        due=payments.key("due").number(CENTS),
        paid=payments.key("paid").number(CENTS),
        signed_by=suitability.key("signed_by").texts(),
        declined=suitability.key("declined").flag(),
        deadline=read_deadline(record, rules.late_months),
        as_of=record.key("as_of").day(),
    )


def parse(text: str) -> Place:
    try:
        # NaN and Infinity are Python's own addition to JSON, so they are refused like the rest.
        record = json.loads(text, parse_float=Decimal, parse_constant=Place(None).fail)
    except (ValueError, ArithmeticError, RecursionError) as error:
        Place(None).fail(f"no JSON ({type(error).__name__})" if text.strip() else "empty input")
    return Place(record)


def check_text(text: str) -> tuple[int, dict[str, object] | None, str]:
    """The exit status, the output where it is 0, and the error line where it is 2."""
    try:
        record = read_record(parse(text))
    except BadInput as error:
        return 2, None, str(error)
    return 0, checking.check(record), ""
