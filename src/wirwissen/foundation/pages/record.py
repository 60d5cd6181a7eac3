"""The record of processing in words: read off the models, so that it cannot fall behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from wirwissen.foundation.core.personal import PersonalData


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One kind of thing we keep, as the page "Datenschutz" lists it."""

    what: str
    purpose: str
    personal: tuple[str, ...]
    sealed: tuple[str, ...]
    keep: str


def record_of_processing() -> list[Entry]:
    """All models that hold personal or sealed fields, by name."""
    registered = [(model, getattr(model, "privacy", None)) for model in apps.get_models()]
    entries = [
        _entry(model, privacy) for model, privacy in registered if isinstance(privacy, PersonalData)
    ]
    return sorted((e for e in entries if e.personal or e.sealed), key=lambda entry: entry.what)


def term_in_words(keep: timedelta | None) -> str:
    """180 Tage, 3 Jahre; without a term the row lives as long as what it hangs on."""
    if keep is None:
        return _("solange der Eintrag gebraucht wird")
    days = keep.days
    if days and days % 365 == 0:
        years = days // 365
        return _("1 Jahr") if years == 1 else _("%(count)d Jahre") % {"count": years}
    if days:
        return _("1 Tag") if days == 1 else _("%(count)d Tage") % {"count": days}
    hours = max(1, round(keep.total_seconds() / 3600))
    return _("1 Stunde") if hours == 1 else _("%(count)d Stunden") % {"count": hours}


def _entry(model: Any, privacy: PersonalData) -> Entry:
    return Entry(
        what=str(model._meta.verbose_name_plural),
        purpose=str(privacy.purpose),
        personal=_labels(model, privacy.personal),
        sealed=_labels(model, privacy.sealed),
        keep=term_in_words(privacy.keep),
    )


def _labels(model: Any, names: Iterable[str]) -> tuple[str, ...]:
    """The labels of the fields, in the order of the model; each once."""
    wanted = set(names)
    fields = [field for field in model._meta.get_fields() if field.name in wanted]
    return tuple(dict.fromkeys(_label(field) for field in fields))


def _label(field: Any) -> str:
    """The field's own label; a link to another row without one is named after what it leads to."""
    text = str(getattr(field, "verbose_name", field.name))
    if field.is_relation and text == field.name.replace("_", " "):
        return str(field.related_model._meta.verbose_name)
    return text.removesuffix(", verschlüsselt")
