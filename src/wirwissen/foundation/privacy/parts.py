"""How the page "Was hier über Sie gespeichert ist" is cut: by app, a few kinds of rows a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.foundation.privacy.models import Reading
from wirwissen.foundation.privacy.queries import entries_with_subject
from wirwissen.foundation.privacy.register import field_at
from wirwissen.foundation.privacy.services.copies import as_long_as

KINDS_A_PAGE = 6  # each costs a query; no page may cost more than 12
HOUSE_OF_LIBRARY = {
    "account": "accounts",
    "mfa": "accounts",
}  # whose tab a library's tables stand on


@dataclass(frozen=True)
class Kind:
    """One kind of row: what it is called, why it is kept, how long."""

    model: type[Model]
    entry: PersonalData

    @property
    def label(self) -> str:
        return str(self.entry.label or self.model._meta.verbose_name_plural)

    @property
    def purpose(self) -> str:
        return str(self.entry.purpose)

    @property
    def term(self) -> str:
        return term_in_words(self.model, self.entry)


@dataclass(frozen=True)
class Part:
    """One page: its address, its name, the kinds of rows on it."""

    slug: str
    label: str
    kinds: tuple[Kind, ...]


def parts() -> list[Part]:
    """All pages, in the order of the apps. The reading log has a page of its own."""
    by_app: dict[str, list[Kind]] = {}
    for model, entry in entries_with_subject().items():
        label = model._meta.app_label
        if model is not Reading:
            by_app.setdefault(HOUSE_OF_LIBRARY.get(label, label), []).append(Kind(model, entry))
    return [part for app_label, kinds in by_app.items() for part in _pages(app_label, kinds)]


def kinds_that_stay() -> list[Kind]:
    """What remains after an erasure, emptied or by law."""
    return [
        Kind(model, entry)
        for model, entry in entries_with_subject().items()
        if entry.on_erase is not OnErase.DELETE
    ]


def term_in_words(model: type[Model], entry: PersonalData) -> str:
    """How long rows of a kind are kept: the term, and what it counts from."""
    if entry.keep is None:
        return as_long_as(entry)
    start: Any = field_at(model, entry.keep_from).verbose_name
    if not entry.keep:
        return _("bis zum Datum „%(start)s“") % {"start": start}
    return _("%(term)s ab dem Datum „%(start)s“") % {"term": _length(entry.keep), "start": start}


def _length(term: timedelta) -> str:
    if term < timedelta(days=1):
        hours = int(term.total_seconds() // 3600)
        return ngettext("%(n)d Stunde", "%(n)d Stunden", hours) % {"n": hours}
    if term.days % 365 == 0:
        years = term.days // 365
        return ngettext("%(n)d Jahr", "%(n)d Jahre", years) % {"n": years}
    return ngettext("%(n)d Tag", "%(n)d Tage", term.days) % {"n": term.days}


def _pages(app_label: str, kinds: list[Kind]) -> Iterator[Part]:
    label = str(apps.get_app_config(app_label).verbose_name)
    for number, start in enumerate(range(0, len(kinds), KINDS_A_PAGE), start=1):
        here = tuple(kinds[start : start + KINDS_A_PAGE])
        if number == 1:
            yield Part(slug=slugify(label), label=label, kinds=here)
        else:
            more = _("%(kind)s und mehr") if len(here) > 1 else "%(kind)s"
            name = more % {"kind": here[0].label}
            yield Part(slug=f"{slugify(label)}-{number}", label=name, kinds=here)
