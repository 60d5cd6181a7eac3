"""Selection: who reads, declarations, votes, answers, places."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wirwissen.course.admissions.models.application import Application
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.foundation.sealed.services import open_text


class Reader(HouseModel):
    """Somebody of the selection: for all applications of an offer, or as the third for one."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="readers")
    application = models.ForeignKey(
        Application, models.CASCADE, null=True, blank=True, related_name="extra_readers"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=200)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    named_at = models.DateTimeField(_("benannt am"))
    reason = models.CharField(_("weil"), max_length=200, blank=True)

    privacy = PersonalData(
        purpose=_("Auswahl"),
        subject="user",
        on_erase=OnErase.KEEP,
        personal=frozenset({"user", "name", "named_by"}),
        plain=frozenset({"id", "offer", "application", "named_at", "reason"}),
    )

    class Meta:
        verbose_name = _("Auswahl: liest")
        verbose_name_plural = _("Auswahl: lesen")
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "application", "user"], name="reader_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"liest {self.pk}"


class Opening(HouseModel):
    """A reader's declaration before opening a dossier: do I know this person?"""

    application = models.ForeignKey(Application, models.CASCADE, related_name="openings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    knows_person = models.BooleanField(_("kennt die Person"))
    declared_at = models.DateTimeField(_("erklärt am"))

    privacy = PersonalData(
        purpose=_("Befangenheit offenlegen"),
        subject="application__person",
        personal=frozenset({"reader", "knows_person"}),
        plain=frozenset({"id", "application", "declared_at"}),
    )

    class Meta:
        verbose_name = _("Erklärung vor dem Lesen")
        verbose_name_plural = _("Erklärungen vor dem Lesen")
        constraints = [
            models.UniqueConstraint(fields=["application", "reader"], name="opening_once")
        ]

    def __str__(self) -> str:
        return f"Erklärung {self.pk}"


class Choice(models.TextChoices):
    """A reader's vote, and (with WAITING) what a decision may say."""

    PLACE = "place", _("Platz")
    TALK = "talk", _("erst miteinander sprechen")
    WAITING = "waiting", _("Warteliste")
    NOT_NOW = "not_now", _("jetzt nicht")
    NO = "no", _("nein")


class Vote(HouseModel):
    """One reader's own vote; the others' show after it. Criteria are words, never summed."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="votes")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    choice = models.CharField(_("Stimme"), max_length=8, choices=Choice.choices)
    criteria = models.JSONField(_("Einschätzung in Worten"), default=dict)
    note_sealed = models.BinaryField(_("Fragen und nächster Schritt, verschlüsselt"), default=b"")
    given_at = models.DateTimeField(_("abgegeben am"))
    changed_at = models.DateTimeField(_("geändert am"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Auswahl"),
        subject="application__person",
        personal=frozenset({"reader", "choice", "criteria"}),
        sealed=frozenset({"note_sealed"}),
        reveal=lambda row, field: open_text(row.application.envelope, row, field),
        shown=Q(application__decision__released_at__isnull=False),
        plain=frozenset({"id", "application", "given_at", "changed_at"}),
    )

    class Meta:
        verbose_name = _("Stimme")
        verbose_name_plural = _("Stimmen")
        constraints = [models.UniqueConstraint(fields=["application", "reader"], name="vote_once")]

    def __str__(self) -> str:
        return f"Stimme {self.pk}"


class Decision(HouseModel):
    """The answer to an application: prepared first, released together with the others."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="decision")
    choice = models.CharField(_("Antwort"), max_length=8, choices=Choice.choices)
    next_step = models.CharField(_("Was als Nächstes möglich ist"), max_length=300, blank=True)
    rank = models.PositiveSmallIntegerField(_("Rang auf der Warteliste"), null=True, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    prepared_at = models.DateTimeField(_("vorbereitet am"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    released_at = models.DateTimeField(_("freigegeben am"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Auswahl"),
        subject="application__person",
        shown=Q(released_at__isnull=False),
        personal=frozenset({"choice", "next_step", "rank", "prepared_by", "released_by"}),
        plain=frozenset({"id", "application", "prepared_at", "released_at"}),
    )

    class Meta:
        verbose_name = _("Antwort")
        verbose_name_plural = _("Antworten")

    def __str__(self) -> str:
        return f"Antwort {self.pk}"


class PlaceState(models.TextChoices):
    OPEN = "open", _("angeboten")
    ACCEPTED = "accepted", _("angenommen")
    DECLINED = "declined", _("abgelehnt")
    EXPIRED = "expired", _("verfallen")


class PlaceOffer(HouseModel):
    """A place in the course, offered until a time; accepted by the applicant or via the office."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="place_offers")
    state = models.CharField(
        _("Stand"), max_length=8, choices=PlaceState.choices, default=PlaceState.OPEN
    )
    offered_at = models.DateTimeField(_("angeboten am"))
    expires_at = models.DateTimeField(_("gilt bis"))
    answered_at = models.DateTimeField(_("beantwortet am"), null=True, blank=True)
    via_office = models.BooleanField(_("über das Büro"), default=False)

    privacy = PersonalData(
        purpose=_("Auswahl"),
        subject="application__person",
        personal=frozenset({"state", "answered_at"}),
        plain=frozenset({"id", "application", "offered_at", "expires_at", "via_office"}),
    )

    class Meta:
        verbose_name = _("Platzangebot")
        verbose_name_plural = _("Platzangebote")
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["open", "accepted"]),
                name="one_living_place_offer",
            )
        ]

    def __str__(self) -> str:
        return f"Platzangebot {self.pk}"
