"""Forms for a programme's title and for what a new version is made of."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wirwissen.course.programme.models import ProgrammeVersion
from wirwissen.course.programme.presets import Preset, presets
from wirwissen.foundation.core.forms import HouseForm, Option, RadioCards

BY_HAND = "von-hand"


def sources(versions: Iterable[ProgrammeVersion] = ()) -> list[tuple[str, Option]]:
    """What a version may be made of: older versions first, then presets, then by hand."""
    copy = _("Kopie dieser Fassung")
    by_hand = Option(_("Ohne Vorlage"), _("Sie tragen alles selbst ein."))
    return [
        *((f"fassung:{row.pk}", Option(row.label, copy)) for row in versions),
        *((f"vorlage:{one.key}", Option(one.name, _honest(one))) for one in presets()),
        (BY_HAND, by_hand),
    ]


def _honest(shipped: Preset) -> str:
    """Where a preset comes from, and how much its source leaves open."""
    host = (urlsplit(shipped.sources[0]).hostname or "").removeprefix("www.")
    count = len(shipped.curriculum.missing)
    return gettext("Quelle: %(host)s. Dort nicht gedruckt: %(count)d Angaben.") % {
        "host": host,
        "count": count,
    }


class ProgrammeForm(HouseForm):
    """A new programme: what it is made of, and its title."""

    made_of = forms.ChoiceField(label=_("Womit fangen Sie an?"), widget=RadioCards)
    title = forms.CharField(
        label=_("Titel"), max_length=200, required=False,
        help_text=_("Leer heißt: Der Titel der Vorlage."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["made_of"].choices = sources()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("made_of") == BY_HAND and not cleaned.get("title"):
            self.add_error("title", _("Schreiben Sie einen Titel, zum Beispiel Peer-Beratung."))
        return cleaned


class TitleForm(HouseForm):
    """The title of a programme."""

    title = forms.CharField(label=_("Titel"), max_length=200)


class NewVersionForm(HouseForm):
    """What a new version of a programme is made of."""

    made_of = forms.ChoiceField(label=_("Woraus entsteht sie?"), widget=RadioCards)
    label = forms.CharField(
        label=_("Name der Fassung"), max_length=40, help_text=_("Zum Beispiel 2027-1.")
    )

    def __init__(self, *args: Any, versions: Iterable[ProgrammeVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["made_of"].choices = sources(versions)  # type: ignore[attr-defined]
