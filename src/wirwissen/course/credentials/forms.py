"""What is typed about papers, and the record that comes as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.models import TitleForm
from wirwissen.course.record.errors import BadRecord
from wirwissen.course.record.reading import read_record
from wirwissen.course.record.shapes import LearningRecord
from wirwissen.foundation.core.forms import DayField, HouseForm

LARGEST = 500_000  # bytes: a year's record takes about 20,000


class VerifyForm(HouseForm):
    """Number and check code, as printed."""

    number = forms.CharField(label=_("Nummer"), max_length=30)
    code = forms.CharField(label=_("Prüfzeichen"), max_length=30)


class TitleChoiceForm(HouseForm):
    title_form = forms.ChoiceField(
        label=_("Wie soll Ihr Titel auf dem Zertifikat stehen?"),
        choices=TitleForm.choices,
        widget=forms.RadioSelect,
    )


class ProposeForm(HouseForm):
    on_stock = forms.BooleanField(
        label=_("Auf den Bogen des Dachverbands drucken, Nummer später eintragen"), required=False
    )


class ReleaseForm(HouseForm):
    """Asks for the number on the association's sheet where the paper is printed on one."""

    stock_number = forms.CharField(label=_("Nummer vom Bogen des Dachverbands"), max_length=30)

    def __init__(self, *args: Any, on_stock: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not on_stock:
            del self.fields["stock_number"]


class GiveBackForm(HouseForm):
    """Why the umbrella does not release yet; the house reads it."""

    reason = forms.CharField(
        label=_("Was soll das Haus noch klären?"), max_length=200,
        help_text=_("Das Haus liest diesen Satz. Schreiben Sie nichts über Gesundheit."),
    )  # fmt: skip


class LinkForm(HouseForm):
    """Until when a link shows a paper; the service knows which days are possible."""

    until = DayField(
        label=_("Bis wann soll der Link etwas zeigen?"),
        help_text=_("Höchstens 90 Tage. Sie können ihn jederzeit früher beenden."),
    )


class DuplicateForm(HouseForm):
    """Why a duplicate is handed out; stands in the register."""

    reason = forms.CharField(
        label=_("Warum wird eine Zweitschrift gebraucht?"), max_length=200,
        help_text=_("Ein paar Worte genügen, zum Beispiel: beim Umzug verloren."),
    )  # fmt: skip


class EndForm(HouseForm):
    reason = forms.CharField(label=_("Aus welchem Grund?"), max_length=200)


class RecordForm(HouseForm):
    """A learning record as a file, or the one looked at before; kept nowhere."""

    marks_optional = False

    file = forms.FileField(
        label=_("Lernakte als Datei"), help_text=_("Eine Datei mit der Endung .json"),
        required=False,
    )  # fmt: skip

    record: LearningRecord

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        upload = cleaned.get("file")
        looked_at = self.data.get("record", "")
        if isinstance(upload, UploadedFile):
            is_large = (upload.size or 0) > LARGEST
            source: bytes | str = b"" if is_large else upload.read()
        else:
            is_large, source = len(looked_at) > LARGEST, looked_at
        if is_large:
            self.add_error("file", _("Diese Datei ist zu groß für eine Lernakte."))
        elif not source:
            self.add_error("file", _("Wählen Sie eine Datei aus."))
        else:
            self._read(source)
        return cleaned

    def _read(self, source: bytes | str) -> None:
        try:
            self.record = read_record(source)
        except BadRecord as bad:
            self.add_error(
                "file",
                _("Diese Lernakte lässt sich nicht lesen. Die Stelle: %(place)s: %(reason)s")
                % {"place": bad.place, "reason": bad.reason},
            )
