"""What the office types about colleagues and about the house."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.accounts.models import ROLE_LABELS, Organisation
from wirwissen.foundation.accounts.rules import Role, roles_on_offer
from wirwissen.foundation.core.forms import HouseForm, Option, RadioCards

ROLE_HINTS = {
    Role.OFFICE: _("Richtet alles ein und lädt andere ein."),
    Role.LEAD: _("Leitet Kurse, liest Bewerbungen, führt die Anwesenheit."),
    Role.RELEASER: _("Gibt Zertifikate frei, die jemand anderes vorgeschlagen hat."),
    Role.UMBRELLA: _("Gibt als Letztes Zertifikate frei. Sieht sonst nichts vom Haus."),
}


def roles_of_this_house() -> tuple[Role, ...]:
    """The roles this installation offers."""
    return roles_on_offer(has_courses=settings.HAS_COURSES, has_umbrella=settings.HAS_UMBRELLA)


def role_options() -> list[tuple[str, Option]]:
    """The same, as cards."""
    return [
        (role.value, Option(ROLE_LABELS[role], ROLE_HINTS[role])) for role in roles_of_this_house()
    ]


class InvitationForm(HouseForm):
    """Whom to invite, and for what."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("So sehen ihn die anderen im Haus."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.TypedChoiceField(
        label=_("Aufgabe"),
        coerce=Role,
        widget=RadioCards,
        choices=role_options,
    )


class OrganisationForm(HouseForm):
    """What the public pages say about the house."""

    name = forms.CharField(label=_("Name des Hauses"), max_length=200)
    address = forms.CharField(
        label=_("Anschrift"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    phone = forms.CharField(
        label=_("Telefon"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "class": "in--m"}),
    )
    phone_hours = forms.CharField(
        label=_("Sprechzeiten"),
        required=False,
        max_length=120,
        help_text=_("Zum Beispiel: Montag bis Donnerstag, 9 bis 12 Uhr."),
    )
    about = forms.CharField(
        label=_("Über das Haus"),
        required=False,
        max_length=5000,
        help_text=_("Steht auf der Startseite."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    imprint = forms.CharField(
        label=_("Impressum"),
        required=False,
        max_length=5000,
        help_text=_("Wer verantwortlich ist, mit Anschrift und Vertretung."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


def particulars_of(organisation: Organisation) -> dict[str, Any]:
    """What the form begins with."""
    return {name: getattr(organisation, name) for name in OrganisationForm.base_fields}
