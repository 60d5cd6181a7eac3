"""Short German words for requirements and parts: titles, what is lacking, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wirwissen.course.record import german
from wirwissen.course.record.results import (
    AbsenceResult,
    Completion,
    InternshipResult,
    PartFigures,
    PortfolioResult,
    PresentationResult,
    Requirement,
    State,
    SuitabilityResult,
)
from wirwissen.foundation.core.templatetags.house import units

MOST_NAMED = 3

TITLES = {
    "absence": gettext_lazy("Unterricht"),
    "portfolio": gettext_lazy("Portfolio"),
    "presentation": gettext_lazy("Abschlusspräsentation"),
    "payments": gettext_lazy("Zahlungen"),
    "suitability": gettext_lazy("Eignung"),
}
WORDS = {
    State.MET: (gettext_lazy("fertig"), "good"),
    State.OPEN: (gettext_lazy("offen"), "hue"),
    State.NOT_MET: (gettext_lazy("nicht erfüllt"), "warn"),
}
# Who does the next step where the person has no page of their own for it.
STEPS = {
    "presentation": gettext_lazy("Den Termin vereinbaren Sie mit Ihrer Kursleitung."),
    "payments": gettext_lazy("Fragen dazu beantwortet das Büro."),
    "suitability": gettext_lazy("Ihre Kursleitungen sprechen mit Ihnen und unterschreiben dann."),
}


def title_of(requirement: str) -> str:
    """The German name of a requirement's id."""
    kind, _dash, number = requirement.partition("-")
    if kind == "internship":
        return _("Praktikum %(number)s") % {"number": number}
    return str(TITLES[requirement])


def lack_of(requirement: Requirement, completion: Completion) -> str:
    """What is lacking, in two or three words for a table: "0,5 Stunden für Praktikum 2"."""
    if isinstance(requirement, AbsenceResult):
        return _absence_lack(requirement, completion)
    if isinstance(requirement, InternshipResult):
        return _internship_lack(requirement)
    if isinstance(requirement, PortfolioResult):
        return _("Teile des Portfolios") if requirement.handed_in_on else _("Portfolio")
    if isinstance(requirement, PresentationResult):
        return _("Präsentation")
    if isinstance(requirement, SuitabilityResult):
        return _("Gespräch nötig") if requirement.declined else _("Unterschrift zur Eignung")
    return _("Zahlung")


def _absence_lack(result: AbsenceResult, completion: Completion) -> str:
    words = ("Tag", "Tage") if result.in_days else german.unit_words(completion.unit)
    if result.to_make_up:
        amount = german.counted(result.to_make_up, words)
        return _("%(amount)s nachholen") % {"amount": amount}
    if result.reachable or result.elsewhere.reachable:
        return _("Kurs läuft noch")
    return _("Einträge der Kursleitung")


def _internship_lack(result: InternshipResult) -> str:
    gap = result.target - result.hours
    if gap > 0:
        amount = german.counted(gap, ("Stunde", "Stunden"))
        return _("%(amount)s für Praktikum %(no)d") % {"amount": amount, "no": result.no}
    return _("Bericht zu Praktikum %(no)d") % {"no": result.no}


def listed(lacks: Sequence[str]) -> str:
    """The first three in words, then how many more; one more is named as well."""
    if len(lacks) <= MOST_NAMED + 1:
        return ", ".join(lacks)
    rest = len(lacks) - MOST_NAMED
    named = ", ".join(lacks[:MOST_NAMED])
    return _("%(named)s und %(rest)d weitere Punkte") % {"named": named, "rest": rest}


def part_text(part: PartFigures, days: Sequence[date], as_of: date) -> str:
    """One part in figures, or when it comes: "16 besucht, 6 nachgeholt", "20. bis 22. August".

    `days` are those of its sessions that are still to come.
    """
    if part.planned == part.to_come:
        return span(days, as_of) if days else _("kommt noch")
    if part.attended == part.planned:
        return _("%(units)s von %(all)s") % {
            "units": units(part.attended), "all": units(part.planned),
        }  # fmt: skip
    pieces = [
        (part.attended, _("%(units)s besucht")),
        (part.covered, _("%(units)s nachgeholt")),
        (part.net, _("%(units)s offen")),
        (part.unfilled, _("%(units)s ohne Eintrag")),
        (part.to_come, _("%(units)s kommen noch")),
    ]
    said = [text % {"units": units(amount)} for amount, text in pieces if amount]
    return ", ".join(said)


def span(days: Sequence[date], as_of: date) -> str:
    """From the first to the last day: "20. bis 22. August", with the year if it is another one."""
    first, last = min(days), max(days)
    ending = "j. F" if last.year == as_of.year else "j. F Y"
    if first == last:
        return date_format(last, ending)
    same_month = (first.year, first.month) == (last.year, last.month)
    beginning = "j." if same_month else "j. F" if first.year == last.year else "j. F Y"
    return _("%(first)s bis %(last)s") % {
        "first": date_format(first, beginning), "last": date_format(last, ending),
    }  # fmt: skip


def modules_done(parts: Sequence[PartFigures]) -> str:
    """How many parts lie behind the person: "7 von 12 Modulen liegen hinter Ihnen."."""
    done = sum(part.planned > 0 and not part.to_come for part in parts)
    return ngettext(
        "%(done)d von %(all)d Modulen liegt hinter Ihnen.",
        "%(done)d von %(all)d Modulen liegen hinter Ihnen.",
        done,
    ) % {"done": done, "all": len(parts)}
