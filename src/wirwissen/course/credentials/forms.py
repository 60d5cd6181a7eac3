"""What is typed about papers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.models import TitleForm
from wirwissen.course.record.errors import BadRecord
from wirwissen.course.record.reading import read_record
from wirwissen.course.record.shapes import LearningRecord
from wirwissen.foundation.core.forms import HouseForm

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
    stock_number = forms.CharField(
        label=_("Nummer vom Bogen"), required=False, max_length=30,
        help_text=_("Nur, wenn auf den Bogen des Dachverbands gedruckt wird."),
    )  # fmt: skip


class EndForm(HouseForm):
    reason = forms.CharField(label=_("Aus welchem Grund?"), max_length=200)


class RecordForm(HouseForm):
    """A learning record as a file; read and checked here, kept nowhere."""

    file = forms.FileField(
        label=_("Lernakte als Datei"), help_text=_("Eine Datei mit der Endung .json")
    )

    record: LearningRecord

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if not isinstance(upload, UploadedFile):
            return cleaned
        if (upload.size or 0) > LARGEST:
            self.add_error("file", _("Diese Datei ist zu groß für eine Lernakte."))
            return cleaned
        try:
            self.record = read_record(upload.read())
        except BadRecord as bad:
            self.add_error(
                "file",
                _("Diese Lernakte lässt sich nicht lesen. Die Stelle: %(place)s: %(reason)s")
                % {"place": bad.place, "reason": bad.reason},
            )
        return cleaned
