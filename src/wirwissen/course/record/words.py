"""German sentences for what the check found, with the arithmetic in them.

Neutral sentences without an address, so that both houses' forms of address stay possible.
"""

from __future__ import annotations

from functools import singledispatch

from wirwissen.course.record.absence_words import absence_text
from wirwissen.course.record.deadlines import Standing
from wirwissen.course.record.german import counted, day, listing, money, number, verb
from wirwissen.course.record.results import (
    AbsenceResult,
    Completion,
    Hint,
    HintCode,
    InternshipResult,
    PagesHint,
    PaymentsResult,
    PlacementHint,
    PortfolioResult,
    PresentationResult,
    Requirement,
    State,
    SuitabilityResult,
)

_HOURS = ("Stunde", "Stunden")
_MINUTES = ("Minute", "Minuten")
_PHASES = {"base": "Grundlagenphase", "advanced": "Aufbauphase"}


def text_of(requirement: Requirement, completion: Completion) -> str:
    """The German text of one requirement, one to four short sentences."""
    if isinstance(requirement, AbsenceResult):
        return absence_text(requirement, completion)
    return " ".join([*_sentences(requirement), *_closing(requirement, completion)])


def explained(completion: Completion) -> tuple[tuple[Requirement, str], ...]:
    """Each requirement beside its text, as the pages show them."""
    return tuple((one, text_of(one, completion)) for one in completion.requirements)


def _closing(requirement: Requirement, completion: Completion) -> list[str]:
    """The deadline, where it stands in the way or can still be kept."""
    timeless = isinstance(requirement, (PaymentsResult, SuitabilityResult))
    if timeless or requirement.state is State.MET or completion.deadline is None:
        return []
    last_day = day(completion.deadline)
    return [f"Die Frist endete am {last_day}." if completion.past else f"Zeit ist bis {last_day}."]


@singledispatch
def _sentences(requirement: object) -> list[str]:
    raise TypeError(f"no words for {type(requirement).__name__}")


@_sentences.register
def _(result: InternshipResult) -> list[str]:
    done = "bestätigt" if result.confirmation_asked else "geleistet"
    sum_of_hours = f"{number(result.hours)} von {counted(result.target, _HOURS)} {done}"
    gap = result.target - result.hours
    sentences = []
    if gap > 0:
        missing = f"{counted(gap, _HOURS)} {verb(gap, one='fehlt', many='fehlen')}"
        sentences.append(f"{sum_of_hours}: {missing}.")
        sentences += _hours_on_their_way(result)
        sentences += [_report(result)] if result.report_asked else []
    elif result.report_asked and result.report:
        sentences.append(f"{sum_of_hours}, der Bericht ist da.")
    else:
        sentences.append(f"{sum_of_hours}.")
        sentences += [_report(result)] if result.report_asked else []
    return sentences


def _hours_on_their_way(result: InternshipResult) -> list[str]:
    sentences = []
    if result.waiting:
        waiting = counted(result.waiting, _HOURS)
        if result.confirmation_asked:
            wait = verb(result.waiting, one="wartet", many="warten")
            sentences.append(f"{waiting} {wait} auf die Bestätigung.")
        else:
            count = verb(result.waiting, one="zählt", many="zählen")
            sentences.append(f"{waiting} {count} erst nach dem letzten Einsatztag.")
    if result.late:
        come = verb(result.late, one="kam", many="kamen")
        sentences.append(f"{counted(result.late, _HOURS)} {come} nach der Frist.")
    return sentences


def _report(result: InternshipResult) -> str:
    if result.report_on is None:
        return "Der Bericht fehlt noch."
    return {
        Standing.COUNTS: "Der Bericht ist da.",
        Standing.EARLY: f"Der Bericht zählt ab {day(result.report_on)}.",
        Standing.LATE: f"Der Bericht kam am {day(result.report_on)}, nach der Frist.",
    }[result.report_standing]


@_sentences.register
def _(result: PortfolioResult) -> list[str]:
    if result.handed_in_on is None:
        return ["Das Portfolio ist noch nicht abgegeben."]
    on = day(result.handed_in_on)
    if result.standing is Standing.EARLY:
        first = f"Das Portfolio zählt ab der Abgabe am {on}."
    elif result.standing is Standing.LATE:
        first = f"Das Portfolio kam am {on}, nach der Frist."
    else:
        first = f"Das Portfolio ist am {on} abgegeben."
    if result.missing:
        count = len(result.missing)
        lack = "Es fehlt der Abschnitt" if count == 1 else f"Es fehlen {count} Abschnitte:"
        return [first, f"{lack} {listing(result.missing)}."]
    if not result.sections:
        return [first]
    total = len(result.sections)
    there = "Der Abschnitt ist da." if total == 1 else f"Alle {total} Abschnitte sind da."
    return [first, there]


@_sentences.register
def _(result: PresentationResult) -> list[str]:
    subject = f"Die Abschlusspräsentation ({counted(result.minutes, _MINUTES)})"
    if result.held_on is None:
        return [f"{subject} ist noch nicht gehalten."]
    on = day(result.held_on)
    return [
        {
            Standing.COUNTS: f"{subject} ist am {on} gehalten worden.",
            Standing.EARLY: f"{subject} ist für den {on} geplant.",
            Standing.LATE: f"{subject} war am {on}, nach der Frist.",
        }[result.standing]
    ]


@_sentences.register
def _(result: PaymentsResult) -> list[str]:
    paid = f"{money(result.paid)} von {money(result.due)} € bezahlt"
    gap = result.due - result.paid
    if gap <= 0:
        return [f"{paid}."]
    return [f"{paid}: {money(gap)} € {verb(gap, one='ist', many='sind')} offen."]


@_sentences.register
def _(result: SuitabilityResult) -> list[str]:
    if result.declined:
        return ["Die Eignung ist nicht bestätigt worden."]
    signatures = counted(result.needed, ("Unterschrift", "Unterschriften"))
    are = verb(result.signatures, one="ist", many="sind")
    gap = result.needed - result.signatures
    sum_of = f"{result.signatures} von {signatures} zur Eignung {are} da"
    if gap <= 0:
        return [f"{sum_of}."]
    return [f"{sum_of}: {gap} {verb(gap, one='fehlt', many='fehlen')}."]


def hint_text(hint: Hint) -> str:
    """The German text of one warning."""
    if isinstance(hint, PagesHint):
        pages = counted(hint.pages, ("Seite", "Seiten"))
        return f"Das Portfolio hat {pages}, vorgesehen sind {hint.pages_min} bis {hint.pages_max}."
    return f"Praktikum {hint.no}: Der Einsatz ab {day(hint.placement.starts_on)} {_early(hint)}."


def _early(hint: PlacementHint) -> str:
    if hint.limit is None:
        return f"beginnt, bevor es zu Praktikum {hint.after} einen Einsatz gibt"
    limit = day(hint.limit)
    if hint.code is HintCode.ORDER:
        return f"beginnt, bevor Praktikum {hint.after} am {limit} endet"
    if hint.code is HintCode.BEFORE_COURSE:
        return f"beginnt vor dem ersten Kurstag am {limit}"
    phase = _PHASES.get(hint.phase or "", f"Phase „{hint.phase}“")
    return f"beginnt vor dem letzten Kurstag der {phase} am {limit}"
