"""What people type to begin an application: the course, the code, an address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.course.events.models import Entitlement
from wirwissen.course.programme.models import Offer
from wirwissen.course.programme.rules.partial_dates import in_german
from wirwissen.foundation.core.forms import HouseForm, Option, RadioCards


class BeginForm(HouseForm):
    """Which course, the code from the info event, an own address. Signed in: without address."""

    offer = forms.ChoiceField(label=_("Für welchen Kurs?"), widget=RadioCards)
    code = forms.CharField(
        label=_("Code von Ihrem Info-Termin"),
        max_length=40,
        required=False,
        help_text=_("Er steht auf Ihrem Papier vom Info-Termin. Groß oder klein ist gleich."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "in--m"}),
    )
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Eine eigene, die nur Sie lesen. Dorthin geht gleich ein zweiter Code."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    marks_optional = False

    def __init__(
        self, *args: Any, offers: Iterable[Offer], is_signed_in: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {offer.pk: offer for offer in offers}
        self.fields["offer"].choices = [  # type: ignore[attr-defined]
            (offer.pk, Option(offer.title, _offer_hint(offer))) for offer in self.offers.values()
        ]
        if len(self.offers) == 1:
            self.fields["offer"].initial = next(iter(self.offers))
        if is_signed_in:
            del self.fields["email"]
        if not any(offer.needs_info_event for offer in self.offers.values()):
            del self.fields["code"]

    def clean_offer(self) -> Offer:
        return self.offers[self.cleaned_data["offer"]]


def _offer_hint(offer: Offer) -> str:
    words = [offer.place, in_german(offer.starts)]
    return ", ".join(word for word in words if word) or offer.organisation.name


class OnBehalfForm(HouseForm):
    """The office begins an application for somebody without e-mail."""

    offer = forms.ChoiceField(label=_("Für welchen Kurs?"), widget=RadioCards)
    entitlement = forms.ChoiceField(
        label=_("Wer bewirbt sich?"),
        required=False,
        help_text=_("Menschen mit besuchtem Info-Termin, die keine E-Mail-Adresse benutzen."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("Nur bei Kursen ohne Info-Termin."),
    )

    def __init__(
        self,
        *args: Any,
        offers: Iterable[Offer],
        entitlements: Iterable[Entitlement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {offer.pk: offer for offer in offers}
        self.entitlements = {each.pk: each for each in entitlements}
        self.fields["offer"].choices = [  # type: ignore[attr-defined]
            (offer.pk, offer.title) for offer in self.offers.values()
        ]
        self.fields["entitlement"].choices = [  # type: ignore[attr-defined]
            ("", _("Wählen Sie einen Menschen aus")),
            *(
                (each.pk, f"{each.name}, {each.programme.title}")
                for each in self.entitlements.values()
            ),
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        offer = self.offers.get(typed.get("offer", ""))
        entitlement = self.entitlements.get(typed.get("entitlement", ""))
        if offer is None:
            return typed
        if offer.needs_info_event and entitlement is None:
            self.add_error(
                "entitlement",
                _("Wählen Sie aus, wer sich bewirbt. Die Liste entsteht aus den Info-Terminen."),
            )
        elif entitlement and entitlement.programme_id != offer.version.programme_id:
            self.add_error(
                "entitlement",
                _(
                    "Dieser Info-Termin gehört zu einem anderen Programm. Wählen Sie den passenden "
                    "Kurs aus."
                ),
            )
        elif entitlement is None and not typed.get("name"):
            self.add_error("name", _("Hier fehlt noch der Name."))
        return {**typed, "offer": offer, "entitlement": entitlement}
