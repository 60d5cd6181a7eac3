"""What people type into an application, part by part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wirwissen.course.admissions.models import Funding
from wirwissen.course.admissions.rules.application import Section
from wirwissen.foundation.core.forms import HouseForm, Option, PartsDate, PartsDateField, RadioCards

PAPER_KINDS = ".pdf,.jpg,.jpeg,.png"
_FUNDING_HINTS = {
    Funding.SELF: _("Auch in Raten. Darüber sprechen wir vor dem Vertrag."),
    Funding.JOBCENTER: _("Zum Beispiel mit einem Bildungsgutschein."),
    Funding.EMPLOYER: _("Ganz oder zum Teil."),
    Funding.FOUNDATION: _("Wir nennen Ihnen gern Anlaufstellen."),
    Funding.OPEN: _("Das ist in Ordnung. Wir überlegen mit Ihnen."),
}


class ManyFiles(forms.FileInput):
    """A file box that takes several files at once."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """The box for files. The view reads and checks them; the form only draws the box."""

    widget = ManyFiles(attrs={"accept": PAPER_KINDS})

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("label", _("Dateien"))
        options.setdefault(
            "help_text",
            _("PDF, JPEG oder PNG, je Datei bis 20 MB. Mehrere auf einmal gehen auch."),
        )
        super().__init__(**options)


class SectionForm(HouseForm):
    """One part. Unfinished it may be saved with gaps; `needed` must be there to be finished."""

    needed: tuple[str, ...] = ()

    def __init__(
        self, *args: Any, is_done: bool = True, has_papers: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_done, self.has_papers = is_done, has_papers

    def full_clean(self) -> None:
        for name in self.needed:
            self.fields[name].required = self.is_done
        super().full_clean()
        for name in self.needed:  # drawn again, the label must not call it voluntary
            self.fields[name].required = True


class ContactForm(SectionForm):
    """Where letters go and how somebody wants to be called."""

    needed = ("name", "address")
    name = forms.CharField(
        label=_("Ihr Name"),
        max_length=200,
        help_text=_("So, wie wir Sie ansprechen dürfen."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.CharField(
        label=_("Ihre Anschrift"),
        max_length=400,
        help_text=_("Straße, Hausnummer, Postleitzahl und Ort."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    phone = forms.CharField(
        label=_("Telefon"),
        max_length=40,
        required=False,
        help_text=_("Nur für Rückfragen."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    born_on = PartsDateField(
        label=_("Geburtsdatum"),
        required=False,
        help_text=_("Es steht einmal auf dem Zertifikat. Das hat Zeit."),
        widget=PartsDate(birthday=True),
    )


class TextForm(SectionForm):
    """A part that is one text."""

    needed = ("text",)
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 14}), max_length=20_000)


class TextOrPapersForm(SectionForm):
    """A part that is a text, or files, or both."""

    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 14}), max_length=20_000, required=False
    )
    papers = PapersField()
    marks_optional = False

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if self.is_done and not self.has_papers and not typed.get("text") and not self.errors:
            sentence = _("Schreiben Sie ein paar Sätze oder laden Sie eine Datei hoch.")
            self.add_error("text", sentence)
        return typed


class MotivationForm(TextOrPapersForm):
    """Why this course, and why now."""

    field_order = ("text", "papers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = _("Ihr Motivationsschreiben")
        text.help_text = _(
            "Warum möchten Sie diesen Kurs machen, und warum jetzt? Eine halbe bis zwei Seiten "
            "reichen."
        )


class CvForm(TextOrPapersForm):
    """The way so far."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = _("Ihr Lebenslauf")
        text.help_text = _(
            "Gern mit Ereignissen, die Ihnen wichtig sind. Eine Diagnose müssen Sie nicht nennen."
        )


class AnchorsForm(TextForm):
    """What holds in everyday life."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = _("Was trägt Sie?")
        text.help_text = _(
            "Menschen, Orte und Gewohnheiten, die Ihnen Halt geben. Nur so viel, wie Sie später "
            "selbst lesen möchten."
        )


class FundingForm(SectionForm):
    """Who will probably pay."""

    needed = ("funding",)
    funding = forms.ChoiceField(
        label=_("Wer bezahlt den Kurs voraussichtlich?"),
        choices=[(each.value, Option(each.label, _FUNDING_HINTS[each])) for each in Funding],
        widget=RadioCards,
    )


class NeedsForm(SectionForm):
    """Support needs: kept apart, read by the office alone."""

    marks_optional = False
    text = forms.CharField(
        label=_("Was brauchen Sie im Kurs?"),
        help_text=_(
            "Zum Beispiel ein Aufzug, eine Pause mehr, ein Platz an der Tür, Gebärdensprache. Ohne "
            "Grund und ohne Diagnose. Brauchen Sie nichts, lassen Sie das Feld leer."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4_000,
        required=False,
    )


class PapersForm(SectionForm):
    """Further papers, all voluntary."""

    marks_optional = False
    papers = PapersField()


class ConsentForm(SectionForm):
    """The consent; its text stands above the box."""

    needed = ("agreed",)
    agreed = forms.BooleanField(
        label=_("Ich habe das gelesen und bin einverstanden."),
    )


SECTION_FORMS: dict[Section, type[SectionForm]] = {
    Section.CONTACT: ContactForm,
    Section.MOTIVATION: MotivationForm,
    Section.CV: CvForm,
    Section.ANCHORS: AnchorsForm,
    Section.FUNDING: FundingForm,
    Section.NEEDS: NeedsForm,
    Section.PAPERS: PapersForm,
    Section.CONSENT: ConsentForm,
}
