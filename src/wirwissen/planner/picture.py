"""The year as a picture: months × weekdays, the chosen dates, whom each window reaches. SVG text.

Figures keep the privacy rule (`figures`). The picture holds no inline style, so a strict content
security policy lets it through, and everything in it stands in its text alternative too.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from wirwissen.planner import figures, german
from wirwissen.planner.problem import Problem
from wirwissen.planner.scene import Scene

PAPER, INK, SOFT, LINE = "#faf6ef", "#2a2420", "#554a41", "#ded3c3"
HUE, TINT, SUNK = "#6a3356", "#f3e6ed", "#f2eadd"
SANS = "'WW Sans', 'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif"
SERIF = "'WW Serif', Vollkorn, Georgia, serif"
LEFT, TOP, ROW, COLUMN = 176, 148, 52, 58  # pixels
FIGURE, LANE, EDGE = 122, 104, 32


def picture(problem: Problem, plan: tuple[int, ...] | None) -> str:
    """The plan (slot indexes, or `None` when no series keeps the rules) as an SVG document."""
    if plan is None:
        return _document(560, 120, "Jahresplan", _NOTHING, [_text(EDGE, 68, _NOTHING, size=18)])
    scene = Scene.of(problem, plan)
    days = range(1 + max(4, *(slot.start.weekday() for slot in problem.slots)))
    right = LEFT + COLUMN * len(days)
    counted = figures.may_show(problem.people.total)
    # Windows overlap, but those that start w meetings apart do not: each lane holds such.
    lanes = min(problem.objective.window, len(plan) - problem.objective.window + 1)
    width = right + EDGE + (28 + FIGURE + max(0, lanes) * LANE - 12 if counted else 0)
    parts = [*_heading(scene), *_grid(scene, list(days), right)]
    if counted:
        parts += [*_totals(scene, right + 28), *_windows(scene, right + 28 + FIGURE)]
    height = TOP + ROW * len(plan) + 56
    parts.append(_text(EDGE, height - 22, _footnote(scene), size=13, fill=SOFT))
    return _document(max(width, 660), height, _title(scene), description(scene), parts)


_NOTHING = "Keine Reihe hält alle Regeln zugleich ein."


def description(scene: Scene) -> str:
    """The text alternative: each date, and each window with its range."""
    problem, counted = scene.problem, figures.may_show(scene.problem.people.total)
    total = problem.people.total
    lines = []
    for meeting, slot in enumerate(scene.plan):
        start = problem.slots[slot].start
        line = f"{german.WEEKDAYS[start.weekday()]}, {german.day(start)}, {german.clock(start)}"
        if counted:
            line += f": passt {figures.shown(int(scene.counts[meeting]), total).words} von {total}"
        lines.append(line + ".")
    if counted:
        width = problem.objective.window
        for first, count in enumerate(scene.reached()):
            names = [german.period(problem.periods[t]) for t in (first, first + width - 1)]
            words = figures.shown(count, total).words
            lines.append(f"{names[0]} bis {names[1]}: mindestens ein Treffen passt {words}.")
    return " ".join(lines)


def _title(scene: Scene) -> str:
    first, last = (german.period(scene.problem.periods[t]) for t in (0, -1))
    return f"Jahresplan: {len(scene.plan)} Treffen, {first} bis {last}"


def _heading(scene: Scene) -> list[str]:
    first, last = (german.period(scene.problem.periods[t]) for t in (0, -1))
    kinds = len({scene.weekday(t) for t in range(len(scene.plan))})
    days = "einem Wochentag" if kinds == 1 else f"{kinds} Wochentagen"
    return [
        _text(EDGE, 56, "Jahresplan", size=30, family=SERIF, weight=560),
        _text(EDGE, 84, f"{len(scene.plan)} Treffen an {days}, {first} bis {last}", fill=SOFT),
    ]


def _grid(scene: Scene, days: list[int], right: int) -> list[str]:
    """Weekdays above, periods on the left, dots for the weekdays on offer, a box for the chosen."""
    problem = scene.problem
    parts = [
        _text(
            LEFT + COLUMN * (day + 0.5),
            TOP - 14,
            german.WEEKDAYS[day][:2],
            anchor="middle",
            fill=SOFT,
        )
        for day in days
    ]
    offered = {(slot.period, slot.start.weekday()) for slot in problem.slots}
    for row, name in enumerate(problem.periods):
        top = TOP + ROW * row
        parts.append(_line(EDGE, right, top))
        parts.append(_text(EDGE, top + 32, _short(german.period(name))))
        for day in days:
            middle = LEFT + COLUMN * (day + 0.5)
            if day == scene.weekday(row):
                parts += _chosen(scene, row, middle, top)
            elif (row, day) in offered:
                parts.append(f'<circle cx="{middle:g}" cy="{top + 26}" r="3" fill="{LINE}"/>')
    bottom = TOP + ROW * len(scene.plan)
    return [*parts, _line(EDGE, right, bottom)]


def _chosen(scene: Scene, row: int, middle: float, top: int) -> list[str]:
    start = scene.problem.slots[scene.plan[row]].start
    pinned = row in scene.problem.constraints.pinned
    fill, ink, edge = (
        (TINT, INK, f' stroke="{HUE}" stroke-width="1.5"') if pinned else (HUE, PAPER, "")
    )
    return [
        _box(middle - 25, top + 5, 50, 42, fill, edge),
        _text(middle, top + 25, f"{start.day}.", size=18, anchor="middle", fill=ink, weight=600),
        _text(middle, top + 41, f"{start:%H:%M}", size=12, anchor="middle", fill=ink),
    ]


def _totals(scene: Scene, left: int) -> list[str]:
    total = scene.problem.people.total
    parts = [_text(left, TOP - 14, "Passt", fill=SOFT)]
    for row, count in enumerate(scene.counts):
        top, count_shown = TOP + ROW * row, figures.shown(int(count), total)
        share = (count_shown.low + count_shown.high) / 2 / total
        parts += [
            _text(left, top + 25, count_shown.words, size=14),
            _box(left, top + 33, 96, 6, TINT),
            _box(left, top + 33, 96 * share, 6, HUE),
        ]
    return parts


def _windows(scene: Scene, left: int) -> list[str]:
    """Bricks as high as their window: how many people at least one of its meetings suits."""
    width, total = scene.problem.objective.window, scene.problem.people.total
    reached = scene.reached()
    if not reached:
        return []
    number = german.NUMBERS[width]
    parts = [_text(left, TOP - 14, f"Eines von {number} Treffen passt", fill=SOFT)]
    for first, count in enumerate(reached):
        x, top = left + LANE * (first % width), TOP + ROW * first + 4
        high, count_shown = ROW * width - 8, figures.shown(count, total)
        full = (high - 16) * (count_shown.low + count_shown.high) / 2 / total
        *before, last = count_shown.words.split(" ")
        middle, at = x + 50, top + high / 2
        parts += [
            _box(x, top, 92, high, SUNK),
            _box(x + 8, top + 8, 6, high - 16, LINE),
            _box(x + 8, top + high - 8 - full, 6, full, HUE),
            _text(middle, at - 2, " ".join(before), size=14, anchor="middle", fill=SOFT),
            _text(middle, at + 20, last, size=20, anchor="middle", family=SERIF, weight=560),
        ]
    return parts


def _footnote(scene: Scene) -> str:
    words = ["Punkt: Der Tag stand zur Wahl."]
    if scene.problem.constraints.pinned:
        words.append("Heller Kasten: schon angekündigt.")
    if figures.may_show(scene.problem.people.total):
        words.append(f"Von {scene.problem.people.total} Menschen, Zahlen gerundet.")
    return " ".join(words)


def _short(name: str) -> str:
    return name if len(name) <= 16 else name[:15] + "…"


def _box(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    radius = min(8, width / 2, height / 2)
    place = f'x="{x:g}" y="{y:.4g}" width="{width:.4g}" height="{height:.4g}" rx="{radius:.3g}"'
    return f'<rect {place} fill="{fill}"{more}/>'


def _line(x1: float, x2: float, y: float) -> str:
    return f'<path d="M{x1:g} {y + 0.5:g}H{x2:g}" stroke="{LINE}"/>'


def _text(
    x: float, y: float, words: str, *, size: int = 16, fill: str = INK, anchor: str = "start",
    family: str = "", weight: int = 400,
) -> str:  # fmt: skip
    more = f' font-family="{family}"' if family else ""
    more += f' font-weight="{weight}"' if weight != 400 else ""
    more += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{fill}"{more}>{_safe(words)}</text>'


def _safe(words: str) -> str:
    """Text for XML: a file may name a period as it likes, control characters included."""
    return escape("".join(sign if sign.isprintable() else " " for sign in words))


def _document(width: int, height: int, title: str, words: str, parts: list[str]) -> str:
    inner = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="title words" font-family="{SANS}">\n'
        f'<title id="title">{_safe(title)}</title>\n<desc id="words">{_safe(words)}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>\n{inner}\n</svg>\n'
    )
