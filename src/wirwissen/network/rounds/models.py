"""A round, its dates, its places. No answers, no texts of participants: they keep their own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.network.groups.models import Group, Member
from wirwissen.network.rounds.rules import NOTES_LAST, SEATS


class Round(HouseModel):
    """One round. `notes_sealed` is for its two facilitators: themes, no names.

    `workbook` is the random name of a sealed file, "" if there is none (any more).
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="rounds")
    title = models.CharField(_("Titel"), max_length=120)
    about = models.TextField(_("Worum es geht"))
    preparation = models.TextField(_("Vorbereitung"), blank=True)
    seats = models.PositiveSmallIntegerField(_("Plätze"), default=SEATS)
    first = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    second = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    ends_on = models.DateField(_("letzter Termin"))
    cancelled_on = models.DateField(_("abgesagt am"), null=True, blank=True)
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    notes_sealed = models.BinaryField(_("Notizen der Leitung, verschlüsselt"), default=b"")
    workbook = models.CharField(_("Heft"), max_length=14, blank=True)

    privacy = PersonalData(
        purpose=_("Runden zum Offenlegen vorbereiten und leiten"),
        keep=timedelta(days=365),
        keep_from="ends_on",
        personal=frozenset({"first", "second"}),
        sealed=frozenset({"notes_sealed"}),
        plain=frozenset(
            {
                "id", "group", "title", "about", "preparation", "seats", "ends_on",
                "cancelled_on", "envelope", "workbook",
            }
        ),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Runde")
        verbose_name_plural = _("Runden")

    def __str__(self) -> str:
        return f"Runde {self.pk}"

    def is_coming(self, now: datetime) -> bool:
        """Whether it still meets: neither over nor cancelled."""
        return self.cancelled_on is None and self.ends_on >= timezone.localdate(now)


class RoundDate(HouseModel):
    """One of the four dates of a round; two hours each."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField(_("Beginn"))

    privacy = PersonalData(
        purpose=_("Termine einer Runde"), plain=frozenset({"id", "round", "starts_at"})
    )

    class Meta:
        verbose_name = _("Termin einer Runde")
        verbose_name_plural = _("Termine von Runden")
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"Termin {self.pk}"


class PlaceState(models.TextChoices):
    WAITING = "waiting", _("auf der Liste")
    OFFERED = "offered", _("Platz angeboten")
    BOOKED = "booked", _("dabei")


class Place(HouseModel):
    """One member on the list of a round. Giving the place back deletes the row."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="places")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    state = models.CharField(
        _("Stand"), max_length=7, choices=PlaceState.choices, default=PlaceState.WAITING
    )
    waiting_since = models.DateTimeField(_("auf der Liste seit"))
    held_until = models.DateTimeField(_("angeboten bis"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Platz in einer Runde"),
        keep=NOTES_LAST,
        keep_from="round__ends_on",
        subject="member__user",
        personal=frozenset({"member", "state"}),
        plain=frozenset({"id", "round", "waiting_since", "held_until"}),
    )

    class Meta:
        verbose_name = _("Platz in einer Runde")
        verbose_name_plural = _("Plätze in Runden")
        constraints = [models.UniqueConstraint(fields=["round", "member"], name="round_place_once")]

    def __str__(self) -> str:
        return f"Platz {self.pk}"
