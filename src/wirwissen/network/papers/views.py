"""The orga's papers: a list, and one printable sheet each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wirwissen.foundation.core.clock import today
from wirwissen.network.groups.access import act
from wirwissen.network.groups.models import DutyKind, Group
from wirwissen.network.papers import queries, rules


@dataclass(frozen=True)
class Paper:
    """One paper: its name, what it is for, and what its page needs."""

    title: Any
    hint: Any
    facts: Callable[[Group], dict[str, Any]]


def _access(group: Group) -> dict[str, Any]:
    return {"duties": queries.duties_now(group), "changes": queries.duty_changes(group)}


PAPERS = {
    "verzeichnis": Paper(
        _("Verzeichnis der Verarbeitung"),
        _("Was gespeichert wird, wozu, wie lange, wie geschützt"),
        lambda group: {"record": queries.record(), "measures": rules.MEASURES},
    ),
    "folgenabschaetzung": Paper(
        _("Folgenabschätzung, Entwurf"),
        _("Risiken für die Mitglieder, und was dagegen getan ist"),
        lambda group: {"sealed": queries.sealed_kinds(), "risks": rules.RISKS,
                       "measures": rules.MEASURES},
    ),
    "einwilligungen": Paper(
        _("Einwilligungen"),
        _("Alle Texte mit ihrer Fassung"),
        lambda group: {"consents": rules.CONSENTS},
    ),
    "vertraulichkeit": Paper(
        _("Vertraulichkeit"),
        _("Zum Unterschreiben für alle mit einer Aufgabe"),
        lambda group: {"promises": rules.PROMISES, "version": rules.PROMISES_VERSION},
    ),
    "zugang": Paper(_("Wer welche Aufgabe hat"), _("Heute, und alle Änderungen"), _access),
    "loeschplan": Paper(
        _("Löschplan"),
        _("Was wann verschwindet"),
        lambda group: {"terms": queries.deletion_plan()},
    ),
}  # fmt: skip


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """All papers; each is made anew when it is opened."""
    act(request, DutyKind.ORGA)
    return render(request, "papers/papers.html", {"papers": PAPERS})


@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """One paper, to read or to print."""
    group = act(request, DutyKind.ORGA).group
    chosen = PAPERS.get(slug)
    if chosen is None:
        raise Http404
    facts = {"paper": chosen, "group": group, "today": today(), **chosen.facts(group)}
    return render(request, f"papers/{slug}.html", facts)
