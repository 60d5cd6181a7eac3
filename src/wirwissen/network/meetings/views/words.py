"""Words that several pages of meetings share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from wirwissen.network.meetings.rules.evening import Step

CALENDAR_WORD = _("Termin")
_STEPS: dict[str, tuple[Any, Any]] = {
    "arrive": (_("Ankommen und Vereinbarung"), ""),
    "check_in": (_("Runde: Wie bist du da?"), _("ein Satz reicht, Schweigen auch")),
    "input": (_("Anstoß"), _("mit Fragen")),
    "break": (_("Pause"), ""),
    "small": (_("Kleine Gruppen"), _("vier bis sechs Menschen")),
    "gather": (_("Sammeln: nur Themen, keine Namen"), ""),
    "check_out": (_("Abschied"), ""),
}


@dataclass(frozen=True)
class StepInWords:
    """One line of the agenda."""

    at: datetime
    title: Any
    hint: Any
    minutes: int
    is_rest: bool


def steps_in_words(steps: Iterable[tuple[datetime, Step]]) -> list[StepInWords]:
    """The agenda as it is printed."""
    return [
        StepInWords(at, *_STEPS[step.kind], step.minutes, step.kind == "break")
        for at, step in steps
    ]
