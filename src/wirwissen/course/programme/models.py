"""Programmes as versioned data, offers, and facts that other sites published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData


class Programme(HouseModel):
    """A qualification that an organisation runs; its content lives in versions."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    title = models.CharField(_("Titel"), max_length=200)
    slug = models.SlugField(_("Kurzname in der Adresse"), unique=True)

    privacy = PersonalData(
        purpose=_("Kursangebot"),
        plain=frozenset({"id", "organisation", "title", "slug"}),
    )

    class Meta:
        verbose_name = _("Programm")
        verbose_name_plural = _("Programme")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class ProgrammeVersion(HouseModel):
    """One version of a programme as data: parts, units, rules, texts (see `rules.Curriculum`).

    A cohort pins one version; from then on (`pinned_at`) it never changes: changes make a new one.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions")
    label = models.CharField(_("Fassung"), max_length=40)
    curriculum = models.JSONField(_("Inhalt"))
    source_url = models.URLField(_("Quelle"), blank=True)
    pinned_at = models.DateTimeField(_("festgelegt am"), null=True, blank=True)
    created_at = models.DateTimeField(_("entstanden"))

    privacy = PersonalData(
        purpose=_("Kursangebot"),
        plain=frozenset(
            {
                "id",
                "programme",
                "label",
                "curriculum",
                "source_url",
                "pinned_at",
                "created_at",
            }
        ),
    )

    class Meta:
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "label"], name="version_label_once")
        ]

    def __str__(self) -> str:
        return f"{self.programme.title}, {self.label}"


class OfferState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    PUBLISHED = "published", _("veröffentlicht")
    CLOSED = "closed", _("beendet")


class Offer(HouseModel):
    """A course that people can apply for. Dates may be incomplete until it is bookable.

    `starts` and `ends` hold what is known: `2026`, `2026-01`, `2026-01-16` or a free text such as
    "Mitte 2026"; `starts_on` only a full day.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offers")
    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="offers")
    title = models.CharField(_("Titel"), max_length=200)
    slug = models.SlugField(_("Kurzname in der Adresse"), unique=True)
    state = models.CharField(
        _("Stand"), max_length=9, choices=OfferState.choices, default=OfferState.DRAFT
    )
    starts = models.CharField(_("Beginn"), max_length=60, blank=True)
    ends = models.CharField(_("Ende"), max_length=60, blank=True)
    pattern = models.CharField(_("Rhythmus"), max_length=200, blank=True)
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    access_note = models.CharField(_("Zugang"), max_length=200, blank=True)
    price_cents = models.PositiveIntegerField(_("Preis in Cent"), null=True, blank=True)
    price_note = models.CharField(_("Zum Preis"), max_length=200, blank=True)
    about = models.TextField(_("Beschreibung"), blank=True)
    asks = models.TextField(_("Was der Kurs verlangt"), blank=True)
    places = models.PositiveSmallIntegerField(_("Plätze"), default=24)
    apply_until = models.DateField(_("Bewerbung bis"), null=True, blank=True)
    answer_until = models.DateField(_("Antwort bis"), null=True, blank=True)
    starts_on = models.DateField(_("erster Tag"), null=True, blank=True)
    needs_info_event = models.BooleanField(_("Info-Termin ist Pflicht"), default=True)
    entitlement_days = models.PositiveSmallIntegerField(
        _("Wie viele Tage gilt der besuchte Info-Termin?"), default=730
    )
    offer_days = models.PositiveSmallIntegerField(_("Tage Zeit für eine Zusage"), default=14)
    criteria = models.JSONField(_("Worauf die Auswahl schaut"), default=list, blank=True)

    privacy = PersonalData(
        purpose=_("Kursangebot"),
        plain=frozenset(
            {
                "id",
                "organisation",
                "version",
                "title",
                "slug",
                "state",
                "starts",
                "ends",
                "pattern",
                "place",
                "access_note",
                "price_cents",
                "price_note",
                "about",
                "asks",
                "places",
                "apply_until",
                "answer_until",
                "starts_on",
                "needs_info_event",
                "entitlement_days",
                "offer_days",
                "criteria",
            }
        ),
    )

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class PublishedSite(HouseModel):
    """A provider as far as a public page about it could be read: a fact with its source."""

    key = models.SlugField(_("Kennung"), unique=True)
    name = models.CharField(_("Name"), max_length=200)
    country = models.CharField(_("Land"), max_length=2)
    region = models.CharField(_("Region"), max_length=200, blank=True)
    city = models.CharField(_("Ort"), max_length=200, blank=True)
    source_url = models.URLField(_("Quelle"), max_length=400)

    privacy = PersonalData(
        purpose=_("Öffentliches Verzeichnis"),
        plain=frozenset({"id", "key", "name", "country", "region", "city", "source_url"}),
    )

    class Meta:
        verbose_name = _("veröffentlichter Anbieter")
        verbose_name_plural = _("veröffentlichte Anbieter")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PublishedDate(HouseModel):
    """A date that a provider printed, as incomplete as it was printed; never bookable here."""

    key = models.SlugField(_("Kennung"), unique=True)
    site = models.ForeignKey(PublishedSite, models.CASCADE, related_name="dates")
    kind = models.CharField(_("Art"), max_length=20)  # info_event, applicant_days, course_run, …
    starts = models.CharField(_("Beginn"), max_length=16)
    ends = models.CharField(_("Ende"), max_length=16, blank=True)
    place = models.CharField(_("Ort"), max_length=300, blank=True)
    online = models.BooleanField(_("online"), default=False)
    pattern = models.CharField(_("Rhythmus"), max_length=200, blank=True)
    source_url = models.URLField(_("Quelle"), max_length=400)

    privacy = PersonalData(
        purpose=_("Öffentliches Verzeichnis"),
        plain=frozenset(
            {
                "id",
                "key",
                "site",
                "kind",
                "starts",
                "ends",
                "place",
                "online",
                "pattern",
                "source_url",
            }
        ),
    )

    class Meta:
        verbose_name = _("veröffentlichter Termin")
        verbose_name_plural = _("veröffentlichte Termine")
        ordering = ["-starts"]

    def __str__(self) -> str:
        return self.key
