"""Applications and their files."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wirwissen.course.events.models import Entitlement
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("in Arbeit")
    SUBMITTED = "submitted", _("abgeschickt")
    DECIDED = "decided", _("beantwortet")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class Funding(models.TextChoices):
    SELF = "self", _("selbst")
    JOBCENTER = "jobcenter", _("Jobcenter oder Arbeitsagentur")
    EMPLOYER = "employer", _("Arbeitgeber")
    FOUNDATION = "foundation", _("Stiftung oder Stipendium")
    OPEN = "open", _("noch offen")


class Application(HouseModel):
    """One person's application for one offer; the five texts are sealed in one envelope.

    `needs_sealed` (support needs) has other readers than the dossier: the office.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="applications")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="applications"
    )
    entitlement = models.ForeignKey(
        Entitlement, models.SET_NULL, null=True, related_name="applications"
    )
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    needs_envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    number = models.PositiveIntegerField(_("Nummer"))  # 14 of 31, counted up within the offer
    state = models.CharField(
        _("Stand"), max_length=9, choices=ApplicationState.choices, default=ApplicationState.DRAFT
    )
    name = models.CharField(_("Name"), max_length=200, blank=True)
    address = models.TextField(_("Anschrift"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    born_on = models.DateField(_("Geburtsdatum"), null=True, blank=True)
    funding = models.CharField(
        _("Finanzierung"), max_length=10, choices=Funding.choices, blank=True
    )
    motivation_sealed = models.BinaryField(_("Motivationsschreiben, verschlüsselt"), default=b"")
    cv_sealed = models.BinaryField(_("Lebenslauf, verschlüsselt"), default=b"")
    anchors_sealed = models.BinaryField(_("Was trägt, verschlüsselt"), default=b"")
    needs_sealed = models.BinaryField(_("Was jemand im Kurs braucht, verschlüsselt"), default=b"")
    done = models.JSONField(_("fertige Teile"), default=list)  # section names, such as "motivation"
    saved_at = models.JSONField(_("zuletzt gespeichert"), default=dict)
    consent_version = models.CharField(_("Einwilligung, Fassung"), max_length=20, blank=True)
    consent_at = models.DateTimeField(_("eingewilligt am"), null=True, blank=True)
    created_at = models.DateTimeField(_("entstanden"))
    submitted_at = models.DateTimeField(_("abgeschickt am"), null=True, blank=True)
    by_office = models.BooleanField(_("vom Büro eingegeben"), default=False)
    closed_at = models.DateTimeField(_("beendet am"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Bewerbung und Auswahl"),
        keep=timedelta(days=180),
        keep_from="closed_at",
        subject="person",
        personal=frozenset(
            {
                "person",
                "name",
                "address",
                "phone",
                "born_on",
                "funding",
                "consent_at",
                "submitted_at",
            }
        ),
        sealed=frozenset({"motivation_sealed", "cv_sealed", "anchors_sealed", "needs_sealed"}),
        reveal=lambda row, field: open_text(
            row.needs_envelope if field == "needs_sealed" else row.envelope, row, field
        ),
        plain=frozenset(
            {
                "id",
                "offer",
                "entitlement",
                "envelope",
                "needs_envelope",
                "number",
                "state",
                "done",
                "saved_at",
                "consent_version",
                "created_at",
                "by_office",
                "closed_at",
            }
        ),
    )

    class Meta:
        verbose_name = _("Bewerbung")
        verbose_name_plural = _("Bewerbungen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "person"],
                condition=~Q(state="withdrawn"),
                name="application_once_per_offer_and_person",
            ),
            models.UniqueConstraint(fields=["offer", "number"], name="application_number_once"),
        ]

    def __str__(self) -> str:
        return f"Bewerbung {self.pk}"


class FileState(models.TextChoices):
    KEPT = "kept", _("liegt vor")
    QUARANTINED = "quarantined", _("ungelesen beiseitegelegt")


class ApplicationFile(HouseModel):
    """One uploaded paper: checked by content, re-encoded, sealed; offered as download only."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="files")
    section = models.CharField(_("Teil"), max_length=12)  # motivation, cv, papers
    state = models.CharField(
        _("Stand"), max_length=11, choices=FileState.choices, default=FileState.KEPT
    )
    stored_name = models.CharField(_("Ablage"), max_length=14)
    label_sealed = models.BinaryField(_("Dateiname, verschlüsselt"), default=b"")
    media_type = models.CharField(_("Art"), max_length=40)
    size = models.PositiveIntegerField(_("Größe in Byte"))
    pages = models.PositiveSmallIntegerField(_("Seiten"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("hochgeladen am"))

    privacy = PersonalData(
        purpose=_("Bewerbung und Auswahl"),
        subject="application__person",
        sealed=frozenset({"label_sealed"}),
        reveal=lambda row, field: open_text(row.application.envelope, row, field),
        plain=frozenset(
            {
                "id",
                "application",
                "section",
                "state",
                "stored_name",
                "media_type",
                "size",
                "pages",
                "uploaded_at",
            }
        ),
    )

    class Meta:
        verbose_name = _("Unterlage")
        verbose_name_plural = _("Unterlagen")
        ordering = ["uploaded_at"]

    def __str__(self) -> str:
        return f"Unterlage {self.pk}"


class FileReturn(HouseModel):
    """The log of a paper that was not ours to read: quarantined unread, returned, deleted."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="file_returns")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    quarantined_at = models.DateTimeField(_("beiseitegelegt am"))
    deleted_at = models.DateTimeField(_("zurückgegeben und gelöscht am"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Nachweis, dass ein Papier ungelesen zurückging"),
        subject="application__person",
        personal=frozenset({"by"}),
        plain=frozenset({"id", "application", "quarantined_at", "deleted_at"}),
    )

    class Meta:
        verbose_name = _("Rückgabe einer Unterlage")
        verbose_name_plural = _("Rückgaben von Unterlagen")

    def __str__(self) -> str:
        return f"Rückgabe {self.pk}"
