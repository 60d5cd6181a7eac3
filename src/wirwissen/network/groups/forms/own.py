"""What members type about themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.clock import today
from wirwissen.foundation.core.forms import DayField, HouseForm
from wirwissen.network.groups import rules
from wirwissen.network.groups.forms.founding import short
from wirwissen.network.groups.models import Audience, DutyKind

LONGEST_CARD = timedelta(days=366)


class NameForm(HouseForm):
    """Another name in this group."""

    pseudonym = short(
        _("Wie möchtest du in dieser Gruppe heißen?"),
        hint=_("Alle sehen ab jetzt diesen Namen. Der alte wird nicht aufgehoben."),
    )


class CardUntil(DayField):
    """A day up to which a card is shown: from today, a year at most."""

    def within_limits(self, value: date) -> date:
        self.earliest, self.latest = today(), today() + LONGEST_CARD
        return super().within_limits(value)


class CardForm(HouseForm):
    """What one shows; every field may stay empty, but not all."""

    profession = short(_("Bereich"), hint=_("Zum Beispiel: Pflege"), required=False)
    region = short(_("Region"), hint=_("Zum Beispiel: Süden"), required=False)
    workplace = short(
        _("Art der Arbeitsstelle"), hint=_("Zum Beispiel: Tagesklinik. Kein Name."), required=False
    )
    contact = short(_("Kontakt"), most=120, required=False)
    shown_until = CardUntil(
        label=_("Sichtbar bis"), help_text=_("Höchstens ein Jahr. Zurücknehmen geht jederzeit.")
    )
    FACTS = ("profession", "region", "workplace", "contact")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not any(typed.get(name) for name in self.FACTS):
            self.add_error(None, _("Fülle mindestens ein Feld aus, oder zeige einfach nichts."))
        return typed

    @property
    def facts(self) -> dict[str, str]:
        """What is shown, without the day."""
        return {name: self.cleaned_data[name] for name in self.FACTS}


class PersonCardForm(CardForm):
    """A card for one person, found by a code that this person gave."""

    code = short(
        _("Code der anderen Person"), hint=_("Sie macht ihn in ihrem Bereich und gibt ihn dir.")
    )
    field_order = ("code", *CardForm.FACTS, "shown_until")


def card_form(audience: Audience) -> type[CardForm]:
    """The form for this audience."""
    return PersonCardForm if audience is Audience.PERSON else CardForm


class PostForm(HouseForm):
    """How mails look, and when they come."""

    subject = forms.TypedChoiceField(
        label=_("Welcher Betreff soll über deinen E-Mails stehen?"),
        help_text=_("Im Text steht immer nur, dass es etwas Neues gibt."),
        choices=list(enumerate(rules.SUBJECTS)),
        coerce=int,
        widget=forms.RadioSelect,
    )
    digest = forms.BooleanField(label=_("Gesammelt, montags in einer E-Mail"), required=False)
    silent_until = DayField(
        label=_("Gar keine E-Mails bis"),
        help_text=_("Der letzte stille Tag, zum Beispiel 31.8.2027. Leer heißt: keine Stille."),
        required=False,
    )


class DutyForm(HouseForm):
    """Give a duty to somebody whose code one was given."""

    kind = forms.ChoiceField(
        label=_("Welche Aufgabe?"), choices=DutyKind.choices, widget=forms.RadioSelect
    )
    code = short(
        _("Code der Person"), hint=_("Sie macht ihn in ihrem Bereich unter „Code weitergeben“.")
    )


class RescueForm(HouseForm):
    """The house gives the orga of a group that stands without one."""

    code = short(
        _("Code der Person"), hint=_("Sie macht ihn in ihrem Bereich unter „Code weitergeben“.")
    )


class AgreementForm(HouseForm):
    """The present agreement, once more."""

    agreed = forms.BooleanField(label=_("Ich habe die Vereinbarung gelesen und halte mich daran."))
