"""People of a cohort: adding, pausing, changing, the deadline, make-ups, objections."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.models import Cohort, Participant, ParticipantKind, Session
from wirwissen.course.cohorts.rules.credit import same_topics
from wirwissen.course.programme.rules import Curriculum
from wirwissen.course.record.german import counted, unit_words
from wirwissen.foundation.core.forms import (
    DayField,
    HouseForm,
    Option,
    QuarterField,
    RadioCards,
)


class PersonForm(HouseForm):
    """Somebody the office adds by hand, with or without an address."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("So steht er auf Listen und Bescheinigungen.")
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"), required=False,
        help_text=_("Ohne Adresse geht alles über das Büro und auf Papier."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Warum ist dieser Mensch dabei?"), initial=ParticipantKind.REGULAR,
        widget=RadioCards,
        choices=[
            (ParticipantKind.REGULAR, Option(_("Gehört zur Gruppe"))),
            (
                ParticipantKind.MAKES_UP,
                Option(_("Holt etwas nach"), _("Steht auf den Listen, zählt nicht zur Gruppe.")),
            ),
            (
                ParticipantKind.OBSERVER,
                Option(_("Hospitiert"), _("Zählt nicht zur Gruppe und braucht keine Einträge.")),
            ),
        ],
    )  # fmt: skip
    joined_on = DayField(label=_("Erster Tag"))
    left_on = DayField(
        label=_("Letzter Tag"), required=False,
        help_text=_("Nur für Gäste. Leer, wenn er noch nicht feststeht."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        check_period(self, cleaned, "joined_on", "left_on")
        return cleaned


def check_period(form: forms.Form, cleaned: dict[str, Any], first: str, last: str) -> None:
    """Put an error on the last day if it lies before the first."""
    since, until = cleaned.get(first), cleaned.get(last)
    if since and until and until < since:
        form.add_error(last, _("Der letzte Tag liegt vor dem ersten. Prüfen Sie beide."))


class SwitchForm(HouseForm):
    """The cohort somebody changes to, and when."""

    to = forms.ModelChoiceField(
        Cohort.objects.none(), label=_("In welchen Kurs?"), empty_label=_("Kurs wählen")
    )
    on = DayField(label=_("Letzter Tag im alten Kurs"))

    def __init__(self, data: Any = None, *, participant: Participant, on: date) -> None:
        super().__init__(data, initial={"on": on})
        others: QuerySet[Cohort] = Cohort.objects.filter(
            organisation=participant.cohort.organisation_id,
            version__programme=participant.cohort.version.programme_id,
        ).exclude(pk=participant.cohort_id)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]


class CreditForm(HouseForm):
    """Which parts somebody has behind them: by topic, each with its part in the earlier cohort."""

    def __init__(
        self,
        data: Any = None,
        *,
        there: Curriculum,
        here: Curriculum,
        attended: dict[str, Decimal],
    ) -> None:
        super().__init__(data)
        topics = same_topics(_titles(there), _titles(here))
        choices = [
            (part.id, f"{part.title} ({counted(attended[part.id], unit_words(there.unit))})")
            for part in there.counted_parts
            if part.id in attended
        ]
        for part in here.counted_parts:
            before = topics.get(part.id, "")
            self.fields[part.id] = forms.ChoiceField(
                label=part.title,
                required=False,
                choices=[("", _("nichts, der Teil kommt noch")), *choices],
                initial=before if before in attended else "",
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        taken: set[str] = set()
        for part in self.fields:
            chosen = cleaned.get(part)
            if chosen and chosen in taken:
                self.add_error(
                    part, _("Dieser Teil ist schon angerechnet. Wählen Sie einen anderen.")
                )
            taken.add(chosen or "")
        return cleaned

    @property
    def credits(self) -> dict[str, str]:
        """Parts there by parts here."""
        return {part: there for part, there in self.cleaned_data.items() if there}


def ask_units(unit: str) -> Any:
    """The question for an amount in the programme's unit: "Wie viele UE?"."""
    return _("Wie viele %(unit)s?") % {"unit": unit_words(unit)[1]}


def _titles(curriculum: Curriculum) -> list[tuple[str, str]]:
    return [(part.id, part.title) for part in curriculum.counted_parts]


class MakeUpForm(HouseForm):
    """Units made up at another site, by topic."""

    part = forms.ChoiceField(
        label=_("Welcher Teil des eigenen Programms?"),
        help_text=_("Es zählt das Thema, nicht die Nummer am anderen Ort."),
    )
    topic_there = forms.CharField(
        label=_("Wie heißt es dort?"), max_length=200, required=False,
        help_text=_("Zum Beispiel: Modul 8, Fürsprache."),
    )  # fmt: skip
    site = forms.CharField(label=_("Wo?"), max_length=200, help_text=_("Name und Ort des Hauses."))
    from_on = DayField(label=_("Erster Tag"))
    to_on = DayField(label=_("Letzter Tag"))
    units = QuarterField(
        lowest=Decimal("0.25"), highest=Decimal(200),
        help_text=_("Was dort wirklich besucht wurde, in Vierteln."),
    )  # fmt: skip
    days = QuarterField(
        label=_("Wie viele Tage?"), required=False, highest=Decimal(60),
        help_text=_("Nur nötig, wenn das Programm Fehlzeiten in Tagen zählt."),
    )  # fmt: skip
    present = forms.BooleanField(
        label=_("Vor Ort besucht"), required=False, initial=True,
        help_text=_("Nur Präsenz deckt Fehlzeiten."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, curriculum: Curriculum) -> None:
        super().__init__(data)
        parts = [("", _("Teil wählen")), *_titles(curriculum)]
        self.fields["units"].label = ask_units(curriculum.unit)
        self.fields["part"].choices = parts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        check_period(self, cleaned, "from_on", "to_on")
        return cleaned


class ObjectionForm(HouseForm):
    """A participant says how many units they really attended."""

    claimed_units = QuarterField()
    text = forms.CharField(
        label=_("Was stimmt nicht?"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ein Satz genügt. Gründe für ein Fehlen brauchen wir nicht."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, session: Session) -> None:
        super().__init__(data)
        units = self.fields["claimed_units"]
        assert isinstance(units, QuarterField)
        units.highest = session.units
        words = unit_words(session.cohort.unit)
        units.label = _("Wie viele %(unit)s waren Sie wirklich da?") % {"unit": words[1]}
        most = counted(session.units, words)
        units.help_text = _("Der Termin hatte %(most)s.") % {"most": most}


class AnswerForm(HouseForm):
    """The leads' answer to an objection."""

    marks_optional = False

    decision = forms.ChoiceField(
        label=_("Was gilt?"), widget=RadioCards, choices=[("keep", ""), ("change", "")]
    )
    units = QuarterField(label=_("So viel gilt nach der Änderung"), required=False)
    answer = forms.CharField(
        label=_("Antwort"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Diese Worte liest, wer den Einspruch erhoben hat."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, session: Session, claimed: Decimal, entered: Decimal | None
    ) -> None:
        super().__init__(data, initial={"units": claimed})
        units = self.fields["units"]
        assert isinstance(units, QuarterField)
        units.highest = session.units
        entry = counted(entered or Decimal(0), unit_words(session.cohort.unit))
        stands = _("Zurzeit steht da: %(entry)s.") % {"entry": entry}
        nothing = _("Zurzeit steht kein Eintrag da.")
        choices: Sequence[tuple[str, Option]] = [
            ("change", Option(_("Der Eintrag wird geändert"))),
            ("keep", Option(_("Der Eintrag bleibt"), nothing if entered is None else stands)),
        ]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lacks_units = cleaned.get("units") is None and "units" not in self.errors
        if cleaned.get("decision") == "change" and lacks_units:
            self.add_error("units", _("Schreiben Sie, wie viel gelten soll."))
        return cleaned
