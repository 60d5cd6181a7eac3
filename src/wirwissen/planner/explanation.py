"""A result in German words: the objective, a reason for each date, other series, prices, clashes.

Figures keep the privacy rule: totals of chosen dates as ranges, everything else as bands or in
words of comparison. Groups under 15 get no figures at all.
"""

from __future__ import annotations

from wirwissen.planner import figures, german
from wirwissen.planner.problem import Problem
from wirwissen.planner.reasons import sentences
from wirwissen.planner.result import Result
from wirwissen.planner.scene import Scene

LEVELS = (
    "Niemand soll lange warten: Wir zählen, wie oft für jemanden {window} Treffen hintereinander "
    "nicht passen, und machen diese Zahl so klein wie möglich.",
    "Dann zählen zuerst die, die am seltensten können.",
    "Erst danach zählt, dass insgesamt möglichst viele können.",
    "Bei Gleichstand entscheidet ein nachprüfbares Los.",
)
_RULES = {
    "min_gap_days": "der kleinste Abstand",
    "max_gap_days": "der größte Abstand",
    "weekdays": "der Wechsel der Wochentage",
    "excluded_dates": "die freien Tage",
    "facilitators": "die Zahl derer, die leiten können",
    "previous_date": "der Abstand zum letzten Treffen",
}


def explanation(
    problem: Problem, result: Result, unpinned: Result | None = None
) -> dict[str, object]:
    """What `--explain` adds to the output. `unpinned`: the best as if no date were announced."""
    if result.plan is None:
        return {"clash": clash(problem, result.clash)} if result.proven else {}
    scene, window = Scene.of(problem, result.plan), problem.objective.window
    told: dict[str, object] = {
        "objective": [LEVELS[0].format(window=german.NUMBERS[window]), *LEVELS[1:]],
        "dates": _dates(scene),
    }
    if figures.may_show(problem.people.total):
        never = scene.people(scene.suits.sum(axis=0) == 0)
        told["missed"] = f"{_missed(problem, result)} der Gelegenheiten"
        told["never"] = f"{figures.band(never, problem.people.total)} der Menschen"
        told["alternatives"] = [
            f"{_changed(problem, other.changed)} {_compared(problem, result, other.objective)}"
            for other in result.alternatives
        ]
        if unpinned is not None and unpinned.plan is not None:
            told["pins"] = _price(problem, result, unpinned)
    return told


def clash(problem: Problem, rules: list[str]) -> str:
    """A sentence for rules that exclude each other; without any one of them a series exists."""
    empty = [
        name for t, name in enumerate(problem.periods) if t not in {s.period for s in problem.slots}
    ]
    if not rules and empty:
        return f"Für {german.period(empty[0])} steht kein Termin zur Wahl."
    words = [
        f"der angekündigte Termin ({german.period(problem.periods[int(rule[7:])])})"
        if rule.startswith("pinned:")
        else _RULES.get(rule, rule)
        for rule in rules
    ]
    if len(words) == 1:
        return f"Eine Regel lässt keine Reihe zu: {words[0]}."
    return f"Diese Regeln lassen zusammen keine Reihe zu: {german.listed(words)}."


def _dates(scene: Scene) -> list[dict[str, str]]:
    total, dates = scene.problem.people.total, []
    for meeting, sentence in enumerate(sentences(scene.problem, scene.plan)):
        entry = {"start": scene.start(meeting).isoformat(timespec="minutes"), "reason": sentence}
        if figures.may_show(total):
            count = figures.shown(int(scene.counts[meeting]), total)
            entry["suits"] = f"{count.words} von {total}"
        dates.append(entry)
    return dates


def _occasions(problem: Problem, result: Result) -> int:
    windows = max(0, len(problem.periods) - problem.objective.window + 1)
    return windows * (problem.people.total - result.unreachable)


def _missed(problem: Problem, result: Result) -> str:
    return figures.band(result.objective[0], _occasions(problem, result))


def _changed(problem: Problem, periods: tuple[int, ...]) -> str:
    names = german.listed([german.period(problem.periods[t]) for t in periods])
    return f"Anders sind {names}."


def _compared(problem: Problem, result: Result, other: tuple[int, ...]) -> str:
    """Waiting and totals beside the best series, in words alone."""
    more = (other[0] - result.objective[0]) / max(1, _occasions(problem, result))
    fuller = (result.objective[-1] - other[-1]) / max(1, -result.objective[-1])
    waiting = (
        "fast gleich viele" if more < 0.02 else "etwas mehr" if more < 0.1 else "deutlich mehr"
    )
    coming = "fast gleich viele" if abs(fuller) < 0.05 else "mehr" if fuller > 0 else "weniger"
    return f"Dabei warten {waiting} lange, insgesamt können {coming}."


def _price(problem: Problem, result: Result, unpinned: Result) -> str:
    """What the announced dates cost: both bands, or that it makes no difference."""
    bound, free = _missed(problem, result), _missed(problem, unpinned)
    if bound == free:
        return f"Die angekündigten Termine ändern wenig: {bound} der Gelegenheiten fällt weg."
    return f"Mit den angekündigten Terminen fällt {bound} der Gelegenheiten weg, ohne sie {free}."
