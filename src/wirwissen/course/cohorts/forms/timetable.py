"""Sessions one by one, a module weekend at once, cancelling and moving."""

from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.forms.people import ask_units
from wirwissen.course.cohorts.models import Session, Trainer
from wirwissen.course.cohorts.rules.timetable import TypedBlock
from wirwissen.course.programme.rules import Curriculum
from wirwissen.course.record.german import unit_words
from wirwissen.foundation.core.forms import ClockField, DayField, HouseForm, QuarterField

# The usual weekend: day, from, to. The units are typed, the clock says nothing about them.
WEEKEND = (
    (0, time(14), time(19, 30)),
    (1, time(9), time(13)),
    (1, time(14, 30), time(18, 30)),
    (2, time(9), time(14)),
)
USUAL_UNITS = {Decimal(22): ("6", "5", "5", "6")}
LONGEST = Decimal(24)


class TrainerChoice(forms.ModelMultipleChoiceField[Trainer]):
    """Who leads a session, by name."""

    def label_from_instance(self, obj: Trainer) -> str:
        return obj.name


def trainer_choice(trainers: Sequence[Trainer]) -> TrainerChoice:
    """The field for the pair that leads a session."""
    return TrainerChoice(
        Trainer.objects.filter(pk__in=[trainer.pk for trainer in trainers]),
        label=_("Wer leitet?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def part_choice(curriculum: Curriculum) -> forms.ChoiceField:
    """The field for a part of the curriculum."""
    parts = [(part.id, part.title) for part in curriculum.parts]
    return forms.ChoiceField(
        label=_("Welcher Teil des Programms?"), choices=[("", _("Teil wählen")), *parts]
    )


class WhenForm(HouseForm):
    """When a session is: typed day and times."""

    on = DayField(label=_("Tag"), help_text=_("Zum Beispiel 20.8.2027."))
    starts = ClockField(label=_("Von"))
    ends = ClockField(label=_("Bis"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Das Ende liegt vor dem Beginn. Prüfen Sie beide Zeiten."))
        return cleaned


class SessionForm(WhenForm):
    """A new session."""

    label = forms.CharField(
        label=_("Kurzname"), max_length=40, required=False,
        help_text=_("Leer, dann heißt der Termin zum Beispiel „Fr Nm“."),
    )  # fmt: skip
    units = QuarterField(
        lowest=Decimal("0.25"), highest=LONGEST,
        help_text=_("In Vierteln. Sie schreiben, was gilt; die Uhrzeit rechnet niemand um."),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Ort"), max_length=200, required=False, help_text=_("Nur, wenn er anders ist.")
    )

    field_order = ["part", "on", "starts", "ends", "units", "label", "place", "trainers"]

    def __init__(
        self,
        data: Any = None,
        *,
        curriculum: Curriculum,
        trainers: Sequence[Trainer],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["units"].label = ask_units(curriculum.unit)
        self.fields["part"] = part_choice(curriculum)
        self.fields["trainers"] = trainer_choice(trainers)
        self.order_fields(self.field_order)


class ChangeForm(HouseForm):
    """A session but for its time."""

    units = QuarterField(lowest=Decimal("0.25"), highest=LONGEST)
    label = forms.CharField(label=_("Kurzname"), max_length=40)
    place = forms.CharField(label=_("Ort"), max_length=200, required=False)
    held_single = forms.BooleanField(label=_("Von einer Person allein gehalten"), required=False)

    field_order = ["part", "units", "label", "place", "trainers", "held_single"]

    def __init__(
        self,
        data: Any = None,
        *,
        curriculum: Curriculum,
        trainers: Sequence[Trainer],
        session: Session,
    ) -> None:
        names = ("part", "units", "label", "place", "held_single")
        initial: dict[str, Any] = {name: getattr(session, name) for name in names}
        initial["trainers"] = [row.trainer_id for row in session.session_trainers.all()]
        super().__init__(data, initial=initial)
        self.fields["units"].label = ask_units(curriculum.unit)
        self.fields["part"] = part_choice(curriculum)
        self.fields["trainers"] = trainer_choice(trainers)
        self.order_fields(self.field_order)


class CancelForm(HouseForm):
    """Why a session does not take place."""

    reason = forms.CharField(
        label=_("Warum?"), max_length=200, required=False,
        help_text=_("Das lesen alle im Kurs, zum Beispiel: Sturm."),
    )  # fmt: skip


class WeekendForm(HouseForm):
    """A module weekend: first day, and up to four blocks with typed units."""

    first_day = DayField(label=_("Erster Tag"), help_text=_("Zum Beispiel Fr, 20.8.2027."))
    place = forms.CharField(
        label=_("Ort"), max_length=200, required=False, help_text=_("Nur, wenn er anders ist.")
    )

    def __init__(
        self, data: Any = None, *, curriculum: Curriculum, trainers: Sequence[Trainer], part: str
    ) -> None:
        super().__init__(data, initial={"part": part})
        self.fields["part"] = part_choice(curriculum)
        planned = {one.id: one.units for one in curriculum.parts}.get(part, Decimal(0))
        usual = USUAL_UNITS.get(planned, ("",) * len(WEEKEND))
        for number, (_day, starts, ends) in enumerate(WEEKEND, start=1):
            self.fields[f"units_{number}"] = QuarterField(
                label=unit_words(curriculum.unit)[1], required=False, initial=usual[number - 1],
                lowest=Decimal("0.25"), highest=LONGEST,
            )  # fmt: skip
            self.fields[f"starts_{number}"] = ClockField(label=_("Von"), initial=starts)
            self.fields[f"ends_{number}"] = ClockField(label=_("Bis"), initial=ends)
        self.fields["trainers"] = trainer_choice(trainers)
        blocks = [name for name in self.fields if name[-1].isdigit()]
        self.order_fields(["part", "first_day", *blocks, "trainers", "place"])

    @property
    def lines(self) -> list[tuple[str, Any, Any, Any]]:
        """The blocks as the template prints them: name, units, from, to."""
        names = (_("1. Tag"), _("2. Tag, Vormittag"), _("2. Tag, Nachmittag"), _("3. Tag"))
        return [
            (str(name), self[f"units_{n}"], self[f"starts_{n}"], self[f"ends_{n}"])
            for n, name in enumerate(names, start=1)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, len(WEEKEND) + 1):
            starts, ends = cleaned.get(f"starts_{number}"), cleaned.get(f"ends_{number}")
            if starts and ends and ends <= starts:
                self.add_error(
                    f"ends_{number}", _("Das Ende liegt vor dem Beginn. Prüfen Sie beide Zeiten.")
                )
        if not self.errors and not self.blocks:
            self.add_error("units_1", _("Schreiben Sie bei mindestens einem Block den Umfang."))
        return cleaned

    @property
    def blocks(self) -> list[TypedBlock]:
        """The typed blocks; one without units is left out."""
        cleaned = self.cleaned_data
        return [
            TypedBlock(
                day=day, starts=cleaned[f"starts_{n}"], ends=cleaned[f"ends_{n}"],
                units=cleaned[f"units_{n}"],
            )
            for n, (day, _starts, _ends) in enumerate(WEEKEND, start=1)
            if cleaned.get(f"units_{n}")
        ]  # fmt: skip
