"""What the papers print, read off the register and the group."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wirwissen.foundation.core.personal import OnErase
from wirwissen.foundation.pages.record import Entry, record_of_processing
from wirwissen.foundation.privacy.parts import term_in_words
from wirwissen.foundation.privacy.register import all_entries
from wirwissen.network.groups.models import Duty, DutyChange, Group


@dataclass(frozen=True, kw_only=True)
class Term:
    """One line of the deletion plan."""

    what: str
    term: str
    on_erase: str


def record() -> list[Entry]:
    """The record of processing. No query."""
    return record_of_processing()


def sealed_kinds() -> list[Entry]:
    """What is kept sealed: the heart of the assessment. No query."""
    return [entry for entry in record_of_processing() if entry.sealed]


def deletion_plan() -> list[Term]:
    """Every table with something personal in it: how long, and what an erasure does. No query."""
    words = {
        OnErase.DELETE: _("gelöscht"),
        OnErase.BLANK: _("geleert"),
        OnErase.KEEP: _("bleibt ohne Person"),
    }
    found = [
        Term(
            what=str(model._meta.verbose_name_plural),
            term=term_in_words(model, entry),
            on_erase=words[entry.on_erase],
        )
        for model, entry in all_entries().items()
        if entry.personal or entry.sealed
    ]
    return sorted(found, key=lambda term: term.what)


def duties_now(group: Group) -> QuerySet[Duty]:
    """Who has which duty. One query."""
    rows = Duty.objects.filter(member__group=group).select_related("member")
    return rows.order_by("kind", "member__pseudonym")


def duty_changes(group: Group) -> QuerySet[DutyChange]:
    """Who gave or took which duty, the newest first. One query."""
    rows = DutyChange.objects.filter(group=group).select_related("member", "by")
    return rows.order_by("-changed_on", "pk")
