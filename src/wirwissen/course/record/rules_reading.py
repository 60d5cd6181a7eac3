"""The `rules` of a programme from JSON: the one place where an unknown key is an error."""

from __future__ import annotations

from wirwissen.course.record.entries import Entry
from wirwissen.course.record.errors import BadRecord
from wirwissen.course.record.shapes import (
    AbsenceRule,
    Base,
    DaysRule,
    InternshipRule,
    PercentRule,
    PortfolioRule,
    PresentationRule,
    Rounding,
    Rules,
)

_RULES = (
    "absence",
    "internships",
    "portfolio",
    "presentation",
    "payments",
    "suitability_signatures",
    "late_months",
)
_PERCENT = ("percent", "of", "rounding")
_INTERNSHIP = ("no", "hours", "report", "confirmation", "after", "not_before_end_of")


def rules_from(entry: Entry) -> Rules:
    """Read `rules`; one that is missing, null, false, 0 or [] names no requirement.

    So do `late_months`, with one difference: 0 months are a period, which ends on the closing day;
    a source that prints no period leaves it out. Raises `BadRecord`.
    """
    entry.only(_RULES)
    return Rules(
        absence=None if entry.is_empty("absence") else absence_rule(entry.entry("absence")),
        internships=()
        if entry.is_empty("internships")
        else tuple(_internship(rule) for rule in entry.entries("internships")),
        portfolio=None if entry.is_empty("portfolio") else _portfolio(entry.entry("portfolio")),
        presentation=None
        if entry.is_empty("presentation")
        else _presentation(entry.entry("presentation")),
        payments=not entry.is_empty("payments") and entry.flag("payments"),
        suitability_signatures=0
        if entry.is_empty("suitability_signatures")
        else entry.whole("suitability_signatures"),
        late_months=None
        if entry.is_empty("late_months") and not entry.is_zero("late_months")
        else entry.whole("late_months"),
    )


def absence_rule(entry: Entry) -> AbsenceRule:
    """Read a limit in percent or in days. Raises `BadRecord`, also when it is both."""
    if "percent" in entry.fields and "days" in entry.fields:
        raise BadRecord(entry.place, "percent und days zugleich; erwartet ist eines von beiden")
    if "days" in entry.fields:
        entry.only(("days",))
        return DaysRule(days=entry.number("days"))
    entry.only((*_PERCENT, "days"))
    return PercentRule(
        percent=entry.number("percent"),
        of=entry.choice("of", Base),
        rounding=entry.choice("rounding", Rounding),
    )


def _internship(entry: Entry) -> InternshipRule:
    entry.only(_INTERNSHIP)
    return InternshipRule(
        no=entry.whole("no"),
        hours=entry.number("hours"),
        report=entry.flag("report"),
        confirmation=entry.flag("confirmation"),
        after=entry.optional_whole("after") if "after" in entry.fields else None,
        not_before_end_of=entry.optional_text("not_before_end_of")
        if "not_before_end_of" in entry.fields
        else None,
    )


def _portfolio(entry: Entry) -> PortfolioRule:
    entry.only(("sections", "pages_min", "pages_max"))
    return PortfolioRule(
        sections=entry.texts("sections"),
        pages_min=entry.whole("pages_min"),
        pages_max=entry.whole("pages_max"),
    )


def _presentation(entry: Entry) -> PresentationRule:
    entry.only(("minutes",))
    return PresentationRule(minutes=entry.whole("minutes"))
