"""Papers and their register. Issued bytes are kept sealed, never rendered anew."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.foundation.sealed.models import Envelope

# A certificate is shown for a whole working life, and so long it can be checked.
REGISTER_TERM = timedelta(days=50 * 365)


class PaperKind(models.TextChoices):
    CONFIRMATION = "confirmation", _("Teilnahmebescheinigung")
    CERTIFICATE = "certificate", _("Zertifikat")


class NumberSeries(HouseModel):
    """The last number given, per organisation, kind and year; taken under a lock."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(_("Art"), max_length=12, choices=PaperKind.choices)
    year = models.PositiveSmallIntegerField(_("Jahr"))
    last = models.PositiveIntegerField(_("letzte Nummer"), default=0)

    privacy = PersonalData(
        purpose=_("Nummern der Papiere"),
        plain=frozenset({"id", "organisation", "kind", "year", "last"}),
    )

    class Meta:
        verbose_name = _("Nummernkreis")
        verbose_name_plural = _("Nummernkreise")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "year"], name="series_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class PaperState(models.TextChoices):
    PROPOSED = "proposed", _("vorgeschlagen")
    AWAITING_UMBRELLA = "umbrella", _("beim Dachverband")
    ISSUED = "issued", _("ausgestellt")
    REPLACED = "replaced", _("ersetzt")
    WITHDRAWN = "withdrawn", _("zurückgenommen")


# Not issued yet: no number, no document; taken back, nothing of it stays.
PENDING = (PaperState.PROPOSED, PaperState.AWAITING_UMBRELLA)
LIVING = (*PENDING, PaperState.ISSUED)


class Paper(HouseModel):
    """One entry of the register. Confirmations are issued at once; certificates by two people, and
    by a third where the installation has an umbrella desk (`settings.HAS_UMBRELLA`).

    `number` is empty while pending. `replaces` is the issued certificate that ends when this one
    is released. The entry stays for its term when the person is erased, without anything that
    leads to them (`services.forget`); the bytes become unreadable with their envelope.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="papers")
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="papers")
    kind = models.CharField(_("Art"), max_length=12, choices=PaperKind.choices)
    state = models.CharField(_("Stand"), max_length=9, choices=PaperState.choices)
    number = models.CharField(_("Nummer"), max_length=30, blank=True)
    # As printed: name and form of the title may change afterwards, the paper does not.
    issued_name = models.CharField(_("Name auf dem Papier"), max_length=200, blank=True)
    issued_title = models.CharField(_("Titel auf dem Papier"), max_length=300, blank=True)
    on_stock = models.BooleanField(_("auf dem Bogen des Dachverbands"), default=False)
    check_code_hash = models.CharField(_("Prüfzeichen, gehasht"), max_length=64, blank=True)
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    stored_name = models.CharField(_("Ablage"), max_length=14, blank=True)
    sha256 = models.CharField(_("Prüfsumme"), max_length=64, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("vorgeschlagen am"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    passed_on_at = models.DateTimeField(_("an den Dachverband gegeben am"), null=True, blank=True)
    umbrella_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    returned_reason = models.CharField(
        _("vom Dachverband zurückgegeben, weil"), max_length=200, blank=True
    )
    issued_at = models.DateTimeField(_("ausgestellt am"), null=True, blank=True)
    ended_at = models.DateTimeField(_("beendet am"), null=True, blank=True)
    ended_reason = models.CharField(_("beendet, weil"), max_length=200, blank=True)
    flagged_at = models.DateTimeField(_("zu prüfen seit"), null=True, blank=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    privacy = PersonalData(
        purpose=_("Papiere und ihr Register"),
        subject="participant__person",
        keep=REGISTER_TERM,
        keep_from="issued_at",
        on_erase=OnErase.KEEP,
        personal=frozenset(
            {
                "participant",
                "proposed_by",
                "released_by",
                "umbrella_by",
                "issued_name",
                "issued_title",
            }
        ),
        plain=frozenset(
            {
                "id",
                "organisation",
                "kind",
                "state",
                "number",
                "on_stock",
                "check_code_hash",
                "envelope",
                "stored_name",
                "sha256",
                "proposed_at",
                "passed_on_at",
                "returned_reason",
                "issued_at",
                "ended_at",
                "ended_reason",
                "flagged_at",
                "replaces",
            }
        ),
    )

    class Meta:
        verbose_name = _("Papier")
        verbose_name_plural = _("Papiere")
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "number"],
                condition=~models.Q(number=""),
                name="paper_number_once",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(kind="certificate", state__in=["proposed", "umbrella"]),
                name="one_pending_certificate",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(kind="certificate", state="issued"),
                name="one_issued_certificate",
            ),
        ]

    def __str__(self) -> str:
        return f"Papier {self.pk}"


class Duplicate(HouseModel):
    """A duplicate of a lost certificate was handed out: same number, same code, kept bytes.

    The reason is emptied when the person is erased (`services.forget`).
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="duplicates")
    handed_out_at = models.DateTimeField(_("ausgegeben am"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("Grund"), max_length=200, blank=True)

    privacy = PersonalData(
        purpose=_("Zweitschriften verlorener Zertifikate"),
        subject="paper__participant__person",
        keep=REGISTER_TERM,
        keep_from="handed_out_at",
        on_erase=OnErase.KEEP,
        personal=frozenset({"by"}),
        plain=frozenset({"id", "paper", "handed_out_at", "reason"}),
    )

    class Meta:
        verbose_name = _("Zweitschrift")
        verbose_name_plural = _("Zweitschriften")
        ordering = ["-handed_out_at"]

    def __str__(self) -> str:
        return f"Zweitschrift {self.pk}"


class HolderLink(HouseModel):
    """A link that shows one paper to whoever has it, until a day that its holder chose.

    Only a hash of the token is kept.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="holder_links")
    token_hash = models.CharField(_("Zeichenfolge, gehasht"), max_length=64, unique=True)
    until = models.DateField(_("zeigt bis"))
    made_at = models.DateTimeField(_("gemacht am"))

    privacy = PersonalData(
        purpose=_("Ein eigenes Papier jemandem zeigen"),
        subject="paper__participant__person",
        keep=timedelta(),
        keep_from="until",
        plain=frozenset({"id", "paper", "token_hash", "until", "made_at"}),
    )

    class Meta:
        verbose_name = _("Link zum Zeigen")
        verbose_name_plural = _("Links zum Zeigen")
        ordering = ["until", "id"]

    def __str__(self) -> str:
        return f"holder link {self.pk}"
