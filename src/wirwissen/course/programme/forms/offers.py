"""The form of an offer: dates may be incomplete, a weekday that contradicts its date may not."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wirwissen.course.programme.models import Offer, ProgrammeVersion
from wirwissen.course.programme.rules import partial_dates
from wirwissen.course.programme.rules.offers import order_of_days
from wirwissen.foundation.core.forms import DayField, EuroField, HouseForm

# In the order of the form; `criteria` is a list and goes another way.
PLAIN = (
    "title", "starts", "ends", "pattern", "place", "access_note", "price_cents", "price_note",
    "about", "asks", "places", "apply_until", "answer_until", "needs_info_event",
    "entitlement_days", "offer_days",
)  # fmt: skip
_STARTS_HINT = _(
    "So genau wie bekannt: 21.1.2028, Januar 2028, 2028 oder „Mitte 2028“. Leer heißt: noch offen."
)
_MARKDOWN_HINT = _("Eine Leerzeile trennt Absätze, ein „- “ am Anfang macht einen Listenpunkt.")


class PartialDateField(forms.CharField):
    """A date as incomplete as it is; cleans to how it is kept (see `partial_dates`)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        kept = partial_dates.read_stored(str(value or ""))
        return kept.words if kept is not None else value

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        try:
            return partial_dates.read_typed(text)
        except ValueError as error:
            raise ValidationError(str(error), code="date") from None


class OfferForm(HouseForm):
    """An offer. `versions`: those of the own house, newest first."""

    version = forms.ChoiceField(label=_("Fassung des Programms"))
    title = forms.CharField(label=_("Titel"), max_length=200)
    starts = PartialDateField(label=_("Beginn"), help_text=_STARTS_HINT)
    ends = PartialDateField(label=_("Ende"), help_text=_("Genauso: so genau wie bekannt."))
    pattern = forms.CharField(
        label=_("Rhythmus"), max_length=200, required=False,
        help_text=_("Zum Beispiel: 12 Wochenenden, Freitag 14 Uhr bis Sonntag 14 Uhr."),
    )  # fmt: skip
    place = forms.CharField(label=_("Ort"), max_length=200, required=False)
    access_note = forms.CharField(
        label=_("Zugang"), max_length=200, required=False,
        help_text=_("Zum Beispiel: stufenlos, mit Ruheraum."),
    )  # fmt: skip
    price_cents = EuroField(
        label=_("Preis"), required=False, help_text=_("In Euro. 0 heißt kostenfrei.")
    )
    price_note = forms.CharField(
        label=_("Zum Preis"), max_length=200, required=False,
        help_text=_("Zum Beispiel: in 12 Raten, dazu 50 € für das Zertifikat."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("Beschreibung"), required=False, widget=forms.Textarea({"rows": 8}),
        help_text=_MARKDOWN_HINT,
    )  # fmt: skip
    asks = forms.CharField(
        label=_("Was der Kurs verlangt"), required=False, widget=forms.Textarea({"rows": 6}),
        help_text=_MARKDOWN_HINT,
    )  # fmt: skip
    places = forms.IntegerField(
        label=_("Plätze"), min_value=1, max_value=200, initial=24,
        widget=forms.TextInput({"class": "in--s", "inputmode": "numeric"}),
    )  # fmt: skip
    apply_until = DayField(label=_("Bewerbung bis"), required=False)
    answer_until = DayField(label=_("Antwort bis"), required=False)
    needs_info_event = forms.BooleanField(
        label=_("Vor der Bewerbung steht ein Info-Termin"), required=False, initial=True
    )
    entitlement_days = forms.IntegerField(
        label=_("Wie viele Tage gilt der besuchte Info-Termin?"), min_value=1, max_value=3650,
        initial=730, widget=forms.TextInput({"class": "in--s", "inputmode": "numeric"}),
    )  # fmt: skip
    offer_days = forms.IntegerField(
        label=_("Wie viele Tage Zeit für eine Zusage?"), min_value=1, max_value=365, initial=14,
        widget=forms.TextInput({"class": "in--s", "inputmode": "numeric"}),
    )  # fmt: skip
    criteria = forms.CharField(
        label=_("Worauf die Auswahl schaut"), required=False, widget=forms.Textarea({"rows": 5}),
        help_text=_("Höchstens fünf, eines je Zeile. Die Antworten sind Worte, keine Punkte."),
    )  # fmt: skip

    def __init__(self, *args: Any, versions: Iterable[ProgrammeVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {row.pk: row for row in versions}
        choices = [(pk, str(row)) for pk, row in self.versions.items()]
        self.fields["version"].choices = choices  # type: ignore[attr-defined]

    def clean_criteria(self) -> list[str]:
        """At most five, each once."""
        typed = [line.strip() for line in self.cleaned_data["criteria"].splitlines()]
        found = list(dict.fromkeys(line for line in typed if line))
        if len(found) > 5:
            raise ValidationError(_("Wählen Sie die fünf wichtigsten aus."), code="many")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_weekdays(cleaned)
        starts, ends = cleaned.get("starts") or "", cleaned.get("ends") or ""
        if partial_dates.ends_before_it_starts(starts, ends):
            self.add_error("ends", _("Das Ende liegt vor dem Beginn. Prüfen Sie beides."))
        wrong = order_of_days(
            apply_until=cleaned.get("apply_until"),
            answer_until=cleaned.get("answer_until"),
            starts_on=_whole_day(starts),
        )
        if wrong is not None:
            self.add_error(*wrong)
        return cleaned

    def _check_weekdays(self, cleaned: dict[str, Any]) -> None:
        for name in ("title", "pattern", "about", "asks", "price_note"):
            try:
                partial_dates.check_weekdays(cleaned.get(name) or "")
            except ValueError as error:
                self.add_error(name, str(error))

    @property
    def offer_fields(self) -> dict[str, Any]:
        """The model's fields with their clean values."""
        cleaned = self.cleaned_data
        chosen = {name: cleaned[name] for name in PLAIN}
        version = self.versions[cleaned["version"]]
        return {**chosen, "criteria": cleaned["criteria"], "version": version}


def initial_of(offer: Offer) -> dict[str, Any]:
    """An offer as initial values of its form."""
    values = {name: getattr(offer, name) for name in PLAIN}
    return {**values, "version": offer.version_id, "criteria": "\n".join(offer.criteria)}


def _whole_day(starts: str) -> date | None:
    value = partial_dates.read_stored(starts)
    return value.full_day if value is not None else None
