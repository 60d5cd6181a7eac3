"""Making and changing a cohort, and the people who lead sessions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.models import Cohort, Trainer
from wirwissen.course.programme.models import Offer, ProgrammeVersion
from wirwissen.foundation.accounts.models import Membership, Organisation
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.forms import DayField, EuroField, HouseForm


class CohortForm(HouseForm):
    """What the office may change at any time."""

    title = forms.CharField(
        label=_("Wie heißt der Kurs?"), max_length=200, help_text=_("Zum Beispiel: Kurs 2027.")
    )
    place = forms.CharField(label=_("Ort"), max_length=200, required=False)
    room_limit = forms.IntegerField(
        label=_("Wie viele Menschen passen in den Raum?"), required=False, min_value=1,
        max_value=500, help_text=_("Gäste zählen hier mit. Zur Gruppe zählen sie nicht."),
        widget=forms.NumberInput(attrs={"class": "in--s"}),
    )  # fmt: skip
    objection_days = forms.IntegerField(
        label=_("Wie viele Tage ist Zeit für einen Einspruch?"), min_value=1, max_value=365,
        initial=14, help_text=_("Ab dem Tag, an dem ein Eintrag gespeichert ist."),
        widget=forms.NumberInput(attrs={"class": "in--s"}),
    )  # fmt: skip
    due_cents = EuroField(
        label=_("Was kostet der Kurs je Mensch, in Euro?"), required=False,
        help_text=_("Gilt für alle, die neu dazukommen."),
    )  # fmt: skip

    def clean_due_cents(self) -> int:
        return self.cleaned_data["due_cents"] or 0


class VersionChoice(forms.ModelChoiceField[ProgrammeVersion]):
    """Versions by programme and label."""

    def label_from_instance(self, obj: ProgrammeVersion) -> str:
        return str(obj)


class NewCohortForm(CohortForm):
    """A new cohort: also the version it pins and the offer its people come from."""

    version = VersionChoice(
        ProgrammeVersion.objects.none(), label=_("Nach welcher Fassung?"),
        empty_label=_("Fassung wählen"),
        help_text=_("Sie bleibt für diesen Kurs fest, auch wenn es später eine neue gibt."),
    )  # fmt: skip
    offer = forms.ModelChoiceField(
        Offer.objects.none(), label=_("Zu welchem Angebot?"), required=False,
        empty_label=_("ohne Angebot"),
        help_text=_("Wer dort einen Platz angenommen hat, kommt mit einem Klick in den Kurs."),
    )  # fmt: skip

    field_order = ["title", "version", "offer"]

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data)
        versions: QuerySet[ProgrammeVersion] = ProgrammeVersion.objects.filter(
            programme__organisation=organisation
        ).select_related("programme")
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.fields["offer"].queryset = Offer.objects.filter(  # type: ignore[attr-defined]
            organisation=organisation
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        offer, version = cleaned.get("offer"), cleaned.get("version")
        if offer and version and offer.version_id != version.pk:
            self.add_error(
                "version",
                _("Das Angebot gehört zu einer anderen Fassung. Wählen Sie für beide dieselbe."),
            )
        return cleaned


def initial_of(cohort: Cohort) -> dict[str, Any]:
    """What stands in the form of an existing cohort."""
    names = ("title", "place", "room_limit", "objection_days", "due_cents")
    return {name: getattr(cohort, name) for name in names}


class AccountChoice(forms.ModelChoiceField[Membership]):
    """Staff by the name their colleagues see."""

    def label_from_instance(self, obj: Membership) -> str:
        return obj.name


class TrainerForm(HouseForm):
    """Somebody who leads sessions."""

    name = forms.CharField(label=_("Name"), max_length=200)
    account = AccountChoice(
        Membership.objects.none(), label=_("Welches Konto?"), required=False,
        empty_label=_("ohne eigenes Konto"),
    )  # fmt: skip
    certified_from = DayField(label=_("Zertifiziert ab"), required=False)
    certified_until = DayField(
        label=_("Zertifiziert bis"), required=False,
        help_text=_("Leer, wenn kein Ende feststeht. Der letzte Tag zählt mit."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, organisation: Organisation, trainer: Trainer | None = None
    ) -> None:
        staff = Membership.objects.filter(organisation=organisation, role=Role.LEAD.value)
        initial: dict[str, Any] = {}
        if trainer is not None:
            initial = {
                "name": trainer.name,
                "account": staff.filter(user=trainer.user_id).first(),
                "certified_from": trainer.certified_from,
                "certified_until": trainer.certified_until,
            }
        super().__init__(data, initial=initial)
        self.fields["account"].queryset = staff  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("certified_from"), cleaned.get("certified_until")
        if since and until and until < since:
            self.add_error(
                "certified_until", _("Der letzte Tag liegt vor dem ersten. Prüfen Sie beide.")
            )
        return cleaned
