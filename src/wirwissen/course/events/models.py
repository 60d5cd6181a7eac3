"""Info events, places at them, and the entitlement to apply that attending earns."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wirwissen.course.events.words import hours_in_words, when_in_words
from wirwissen.course.programme.models import Offer, Programme
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text


class Event(HouseModel):
    """An info event: free, about one programme; attending it is mandatory before applying."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="events")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="events")
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="events")
    title = models.CharField(_("Titel"), max_length=200)
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    online = models.BooleanField(_("online"), default=False)
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    address = models.TextField(_("Anschrift oder Einwahl"), blank=True)
    access_note = models.CharField(_("Zugang"), max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(_("Plätze"), null=True, blank=True)
    registration_open = models.BooleanField(_("Anmeldung über diese Seite"), default=True)
    hold_hours = models.PositiveSmallIntegerField(
        _("Stunden, die ein unbestätigter Platz gehalten wird"), default=24
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("Stunden Zeit für einen nachgerückten Platz"), default=48
    )
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wer den Termin hält"),
    )
    cancelled_at = models.DateTimeField(_("abgesagt"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Durchführung der Info-Termine"),
        on_erase=OnErase.KEEP,
        personal=frozenset({"host"}),
        plain=frozenset(
            {
                "id",
                "organisation",
                "programme",
                "offer",
                "title",
                "starts_at",
                "ends_at",
                "online",
                "place",
                "address",
                "access_note",
                "seats",
                "registration_open",
                "hold_hours",
                "offer_hours",
                "cancelled_at",
            }
        ),
    )

    class Meta:
        verbose_name = _("Info-Termin")
        verbose_name_plural = _("Info-Termine")
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        """Samstag, 28. August 2027, 10 bis 12 Uhr."""
        return when_in_words(self.starts_at, self.ends_at)

    @property
    def hours(self) -> str:
        """10 bis 12 Uhr."""
        return hours_in_words(self.starts_at, self.ends_at)


class RegistrationState(models.TextChoices):
    """HELD takes a place until it is confirmed by mail link or the time is over; OFFERED takes one
    until the offer to somebody from the waiting list is taken or expires."""

    HELD = "held", _("noch nicht bestätigt")
    CONFIRMED = "confirmed", _("angemeldet")
    UNCONFIRMED_WAITING = "unwaiting", _("Warteliste, noch nicht bestätigt")
    WAITING = "waiting", _("Warteliste")
    OFFERED = "offered", _("Platz angeboten")
    CANCELLED = "cancelled", _("abgesagt")
    EXPIRED = "expired", _("verfallen")


TAKES_A_PLACE = (
    RegistrationState.HELD,
    RegistrationState.CONFIRMED,
    RegistrationState.OFFERED,
)
IS_OVER = (RegistrationState.CANCELLED, RegistrationState.EXPIRED)


class Registration(HouseModel):
    """One person's place at an info event. No account needed, so name and mail live here."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    name = models.CharField(_("Name"), max_length=200)
    email = models.EmailField(_("E-Mail"), blank=True)  # walk-ins and callers may have none
    code = models.CharField(_("Buchungszeichen"), max_length=12)
    state = models.CharField(_("Stand"), max_length=10, choices=RegistrationState.choices)
    held_until = models.DateTimeField(_("gehalten bis"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("auf der Warteliste seit"), null=True, blank=True)
    created_at = models.DateTimeField(_("entstanden"))
    by_office = models.BooleanField(_("vom Büro oder an der Tür eingetragen"), default=False)
    needs_sealed = models.BinaryField(_("Was jemand braucht, verschlüsselt"), default=b"")
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    attended_at = models.DateTimeField(_("war da"), null=True, blank=True)
    checked_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    privacy = PersonalData(
        purpose=_("Durchführung der Info-Termine"),
        keep=timedelta(days=180),
        keep_from="event__ends_at",
        subject="entitlement__person",
        guards_account=False,
        personal=frozenset({"name", "email", "attended_at", "checked_in_by"}),
        sealed=frozenset({"needs_sealed"}),
        reveal=lambda row, field: open_text(row.envelope, row, field),
        plain=frozenset(
            {
                "id",
                "event",
                "code",
                "state",
                "held_until",
                "waiting_since",
                "created_at",
                "by_office",
                "envelope",
            }
        ),
    )

    class Meta:
        verbose_name = _("Anmeldung")
        verbose_name_plural = _("Anmeldungen")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=~Q(email="") & ~Q(state__in=["cancelled", "expired"]),
                name="registration_once_per_event_and_mail",
            ),
            models.UniqueConstraint(fields=["event", "code"], name="booking_code_once_per_event"),
        ]

    def __str__(self) -> str:
        return f"Anmeldung {self.pk}"  # No name: this text ends up in logs.


class Entitlement(HouseModel):
    """The right to apply for a programme: earned at an info event, or an exception with a reason.

    Opened by its code plus an own mail address (or by the office); bound to a person on first use.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="entitlements")
    registration = models.OneToOneField(
        Registration, models.SET_NULL, null=True, blank=True, related_name="entitlement"
    )
    name = models.CharField(_("Name"), max_length=200)
    email = models.EmailField(_("E-Mail"), blank=True)
    code_hash = models.CharField(_("Code, gehasht"), max_length=64, unique=True)
    attended_on = models.DateField(_("Info-Termin am"), null=True, blank=True)
    exception_reason = models.CharField(_("Ausnahme, weil"), max_length=300, blank=True)
    exception_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="entitlements",
    )
    created_at = models.DateTimeField(_("entstanden"))
    valid_until = models.DateField(_("gilt bis"))
    withdrawn_at = models.DateTimeField(_("zurückgenommen"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("zurückgenommen, weil"), max_length=300, blank=True)

    privacy = PersonalData(
        purpose=_("Nachweis, dass Sie sich bewerben können"),
        keep=timedelta(days=30),
        keep_from="valid_until",
        subject="person",
        personal=frozenset(
            {
                "name",
                "email",
                "attended_on",
                "exception_reason",
                "exception_by",
                "person",
            }
        ),
        plain=frozenset(
            {
                "id",
                "programme",
                "registration",
                "code_hash",
                "created_at",
                "valid_until",
                "withdrawn_at",
                "withdrawn_reason",
            }
        ),
    )

    class Meta:
        verbose_name = _("Berechtigung")
        verbose_name_plural = _("Berechtigungen")

    def __str__(self) -> str:
        return f"Berechtigung {self.pk}"
