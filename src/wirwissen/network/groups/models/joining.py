"""People who ask to join. They have no account; of most of them nothing but a month remains."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.network.groups.models.group import Group
from wirwissen.network.groups.models.member import Member
from wirwissen.network.groups.rules import REQUEST_DAYS, RequestState

STATE_LABELS = {
    RequestState.OPEN: _("offen"),
    RequestState.ADMITTED: _("angenommen"),
    RequestState.DECLINED: _("passt nicht"),
    RequestState.APPEALED: _("noch einmal gefragt"),
    RequestState.CLOSED: _("endgültig"),
}


class Call(HouseModel):
    """A call for founding: how many may come, until when, and the first meeting.

    Everybody signs up by a `JoinRequest`; places are given in waves. `told_waiting` is how many
    waited when the orga was last told a new figure.
    """

    group = models.OneToOneField(Group, models.CASCADE, related_name="call")
    text = models.TextField(_("Aufruf"))
    capacity = models.PositiveSmallIntegerField(_("Plätze"))
    given = models.PositiveSmallIntegerField(_("vergebene Plätze"), default=0)
    told_waiting = models.PositiveSmallIntegerField(_("Wartende, zuletzt gezeigt"), default=0)
    open_until = models.DateField(_("Anmeldung bis"))
    meeting_at = models.DateTimeField(_("Gründungstreffen"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Aufruf zur Gründung"),
        keep=timedelta(days=90),
        keep_from="open_until",
        plain=frozenset(
            {
                "id", "group", "text", "capacity", "given", "told_waiting", "open_until",
                "meeting_at",
            }
        ),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Aufruf")
        verbose_name_plural = _("Aufrufe")

    def __str__(self) -> str:
        return f"Aufruf {self.pk}"


class JoinRequest(HouseModel):
    """One request: a pseudonym, perhaps an address, a profession, one box. Never a diagnosis.

    `last_step_on` is the day anybody last did something (for a call at least its last day, so that
    nobody who waits is dropped before): 30 days later the row is gone. Whoever becomes a member
    leaves no request behind.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="requests")
    call = models.ForeignKey(Call, models.SET_NULL, null=True, blank=True, related_name="requests")
    envelope = models.ForeignKey(Envelope, models.PROTECT, null=True, related_name="+")
    pseudonym = models.CharField(_("Name in der Gruppe"), max_length=60)
    email = models.EmailField(_("E-Mail"), blank=True)
    code_hash = models.CharField(_("Code, gehasht"), max_length=64, unique=True)
    profession = models.CharField(_("Bereich"), max_length=60)
    own_experience = models.BooleanField(_("Eigene Erfahrung"), default=False)
    state = models.CharField(
        _("Stand"),
        max_length=8,
        choices=[(state.value, label) for state, label in STATE_LABELS.items()],
        default=RequestState.OPEN.value,
    )
    note_sealed = models.BinaryField(_("Antwort der Orga"), blank=True, default=b"")
    appeal_sealed = models.BinaryField(_("Nachfrage"), blank=True, default=b"")
    decided_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    asked_on = models.DateField(_("gefragt am"))
    last_step_on = models.DateField(_("letzter Schritt"))

    privacy = PersonalData(
        purpose=_("Anfrage, in einer Gruppe mitzumachen"),
        keep=timedelta(days=REQUEST_DAYS),
        keep_from="last_step_on",
        subject="email",
        personal=frozenset(
            {"pseudonym", "email", "profession", "own_experience", "decided_by", "group"}
        ),
        sealed=frozenset({"note_sealed", "appeal_sealed"}),
        plain=frozenset(
            {"id", "call", "envelope", "code_hash", "state", "asked_on", "last_step_on"}
        ),
        guards_account=False,
    )

    class Meta:
        verbose_name = _("Anfrage")
        verbose_name_plural = _("Anfragen")
        # Days, then random ids: nobody sees who was first within a day.
        ordering = ["asked_on", "pk"]

    def __str__(self) -> str:
        return f"Anfrage {self.pk}"

    @property
    def stands(self) -> RequestState:
        return RequestState(self.state)


class TalkSlot(HouseModel):
    """A quarter of an hour that an orga person offers; `request` is whoever took it."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="slots")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(_("Beginn"))
    room = models.URLField(_("Raum im Netz"), max_length=300)
    request = models.OneToOneField(
        JoinRequest, models.SET_NULL, null=True, blank=True, related_name="slot"
    )

    privacy = PersonalData(
        purpose=_("Ein kurzes Gespräch vor dem Beitritt"),
        keep=timedelta(days=1),
        keep_from="starts_at",
        subject="by__user",
        personal=frozenset({"by", "request"}),
        plain=frozenset({"id", "group", "starts_at", "room"}),
    )

    class Meta:
        verbose_name = _("Gesprächszeit")
        verbose_name_plural = _("Gesprächszeiten")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "starts_at"], name="slot_once_per_start")
        ]

    def __str__(self) -> str:
        return f"Gesprächszeit {self.pk}"


class JoinOutcome(HouseModel):
    """How a request ended, and in which month. Nothing about whom."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="outcomes")
    is_member = models.BooleanField(_("dabei (sonst: nicht)"))
    month = models.DateField(_("Monat"))

    privacy = PersonalData(
        purpose=_("Zählen, wie viele Anfragen zu einem Beitritt führen"),
        keep=timedelta(days=3 * 365),
        keep_from="month",
        plain=frozenset({"id", "group", "is_member", "month"}),
    )

    class Meta:
        verbose_name = _("Ausgang einer Anfrage")
        verbose_name_plural = _("Ausgänge von Anfragen")

    def __str__(self) -> str:
        return f"Ausgang {self.pk}"
