"""What readers and the office type in the selection."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wirwissen.course.admissions.models import Choice
from wirwissen.course.admissions.rules.selection import MOST_CRITERIA
from wirwissen.foundation.core.forms import HouseForm, Option, RadioCards, Segments

# Words, never summed into a score (product/course-house.md, 5).
WEIGHTS = (
    ("offen", _("offen")),
    ("erkennbar", _("erkennbar")),
    ("deutlich", _("deutlich")),
)
REASONS = {
    "conflict": _("jemand kennt die Person"),
    "absence": _("jemand fällt aus"),
    "talk": _("die Stimmen gehen auseinander"),
}
KNOWS, KNOWS_NOT = "ja", "nein"
CHOICE_HINTS = {
    Choice.PLACE: _("Die Person kann im Kurs anfangen."),
    Choice.TALK: _("Sie möchten vor der Entscheidung mit der anderen lesenden Person reden."),
    Choice.WAITING: _("Die Person rückt nach, wenn ein Platz frei wird."),
    Choice.NOT_NOW: _("Mit einem Satz, was als Nächstes möglich ist."),
    Choice.NO: _("Dieser Kurs passt nicht zu dem, was die Person sucht."),
}


class DeclareForm(HouseForm):
    """Before reading: do I know this person?"""

    knows = forms.ChoiceField(
        label=_("Kennen Sie diese Person?"),
        help_text=_("Zum Beispiel privat, aus der Arbeit, einer Gruppe oder einer Behandlung."),
        widget=RadioCards,
        choices=[
            (
                KNOWS_NOT,
                Option(
                    _("Nein, ich kenne sie nicht"),
                    _(
                        "Danach öffnet sich die "
                        "Bewerbung. Die Person sieht, dass Sie sie gelesen haben."
                    ),
                ),
            ),
            (
                KNOWS,
                Option(
                    _("Ja, ich kenne sie"),
                    _(
                        "Sie lesen nicht mit. Das Büro benennt "
                        "jemand anderen. Einen Grund müssen Sie nicht nennen."
                    ),
                ),
            ),
        ],
    )


class VoteForm(HouseForm):
    """The own vote: up to five criteria in words, a note, a choice."""

    note = forms.CharField(
        label=_("Fragen und nächster Schritt"),
        max_length=4_000,
        required=False,
        help_text=_("Was Sie im Gespräch fragen möchten, oder was als Nächstes möglich ist."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    choice = forms.ChoiceField(
        label=_("Ihre Stimme"),
        widget=RadioCards,
        choices=[(each.value, Option(capfirst(each.label), CHOICE_HINTS[each])) for each in Choice],
    )

    def __init__(self, *args: Any, criteria: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)[:MOST_CRITERIA]
        for no, name in enumerate(self.criteria):
            self.fields[f"criterion_{no}"] = forms.ChoiceField(
                label=name, choices=WEIGHTS, widget=Segments
            )
        self.order_fields([f"criterion_{no}" for no in range(len(self.criteria))])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("choice") == Choice.NOT_NOW and not typed.get("note"):
            sentence = _("Schreiben Sie einen Satz dazu, was als Nächstes möglich ist.")
            self.add_error("note", sentence)
        return typed

    def weighed(self) -> dict[str, str]:
        """The word for each criterion."""
        return {name: self.cleaned_data[f"criterion_{no}"] for no, name in enumerate(self.criteria)}


class ReaderForm(HouseForm):
    """Who reads all applications of a course."""

    user = forms.ChoiceField(label=_("Wer liest?"))

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [  # type: ignore[attr-defined]
            ("", _("Wählen Sie einen Menschen aus")),
            *people,
        ]


class ThirdReaderForm(ReaderForm):
    """Who reads one application as the third, and why."""

    reason = forms.ChoiceField(
        label=_("Warum eine dritte Person?"),
        help_text=_("Ohne Einzelheiten. Der Grund steht im Nachweis der Auswahl."),
        choices=list(REASONS.items()),
        widget=forms.RadioSelect,
    )


class PrepareForm(HouseForm):
    """The answer to one application, within what the votes allow."""

    choice = forms.ChoiceField(label=_("Antwort"), widget=forms.RadioSelect)
    next_step = forms.CharField(
        label=_("Was als Nächstes möglich ist"),
        max_length=300,
        required=False,
        help_text=_(
            "Ein Satz, den die Person so liest. Zum Beispiel: Sie können sich für den "
            "nächsten Kurs bewerben. Nichts über Gesundheit."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, allowed: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each, capfirst(Choice(each).label)) for each in allowed]
        self.fields["choice"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["choice"].initial = choices[0][0]
        if Choice.NOT_NOW in allowed:
            self.fields["next_step"].required = True


class PlaceAnswerForm(HouseForm):
    """The office writes down what somebody answered to an offered place."""

    answer = forms.ChoiceField(
        label=_("Was hat die Person gesagt?"),
        widget=RadioCards,
        choices=[
            ("accept", Option(_("Ja, sie nimmt den Platz"), _("Der Platz ist dann vergeben."))),
            (
                "decline",
                Option(
                    _("Nein, sie möchte ihn nicht"),
                    _(
                        "Der Platz geht an den nächsten "
                        "Rang der Warteliste. Zurückholen lässt er sich nicht."
                    ),
                ),
            ),
        ],
    )

    def __init__(self, *args: Any, has_place: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_place:  # only giving it back is left
            answer = self.fields["answer"]
            answer.choices = answer.choices[1:]  # type: ignore[attr-defined]
