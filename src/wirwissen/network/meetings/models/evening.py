"""The evening: the room, who has a pass for it, and what is left afterwards (themes, threads)."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.network.groups.models import Group, Member
from wirwissen.network.meetings.models.meeting import Meeting


class Room(HouseModel):
    """Where a group meets: a plain link, or a BigBlueButton server. It belongs to the group.

    `address_sealed` is the link or the address of the server's interface, `secret_sealed` the
    server's secret. `operator` is named to everybody before they go there. `known_outside` since
    somebody who has left the orga may still know it: the group needs another one.
    """

    group = models.OneToOneField(Group, models.CASCADE, related_name="room")
    envelope = models.ForeignKey(Envelope, models.SET_NULL, null=True, related_name="+")
    is_bbb = models.BooleanField(_("BigBlueButton"), default=False)
    operator = models.CharField(_("Wer den Raum betreibt"), max_length=80)
    address_sealed = models.BinaryField(_("Adresse, verschlüsselt"), default=b"")
    secret_sealed = models.BinaryField(_("Geheimnis, verschlüsselt"), default=b"")
    known_outside = models.BooleanField(_("auch außerhalb der Orga bekannt"), default=False)

    privacy = PersonalData(
        purpose=_("Videoraum der Gruppe"),
        sealed=frozenset({"address_sealed", "secret_sealed"}),
        plain=frozenset({"id", "group", "envelope", "is_bbb", "operator", "known_outside"}),
    )

    class Meta:
        verbose_name = _("Videoraum")
        verbose_name_plural = _("Videoräume")

    def __str__(self) -> str:
        return f"Raum {self.pk}"


class Pass(HouseModel):
    """One member's way into one meeting, under a name for this evening. Gone the same night.

    `token_hash` belongs to a link that works once. `small_group` is the number of the small group
    (from 1), 0 while there is none. `seat` stands for this person towards a video server: random.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="passes")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    meeting_name = models.CharField(_("Name in diesem Treffen"), max_length=40)
    token_hash = models.CharField(_("Zeichenfolge, gehasht"), max_length=64, blank=True)
    seat = models.CharField(_("Platz"), max_length=14)
    small_group = models.PositiveSmallIntegerField(_("kleine Gruppe"), default=0)

    privacy = PersonalData(
        purpose=_("Zugang zu einem Treffen, nur für diesen Abend"),
        keep=timedelta(0),
        keep_from="meeting__ends_at",
        subject="member__user",
        personal=frozenset({"meeting", "member", "meeting_name", "small_group"}),
        plain=frozenset({"id", "token_hash", "seat"}),
    )

    class Meta:
        verbose_name = _("Zugang zu einem Treffen")
        verbose_name_plural = _("Zugänge zu Treffen")
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="pass_once")]

    def __str__(self) -> str:
        return f"Zugang {self.pk}"


class Themes(HouseModel):
    """What is kept of a meeting: themes in a few words, never who said what."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="themes")
    lines = models.JSONField(_("Themen des Abends"), default=list)

    privacy = PersonalData(
        purpose=_("Festhalten, worum es ging"), plain=frozenset({"id", "meeting", "lines"})
    )

    class Meta:
        verbose_name = _("Notiz zu einem Treffen")
        verbose_name_plural = _("Notizen zu Treffen")

    def __str__(self) -> str:
        return f"Notiz {self.pk}"


class Post(HouseModel):
    """One contribution under a meeting's theme. It appears the next day, and stays a year."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="posts")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    text = models.TextField(_("Beitrag"), max_length=2000)
    content_note = models.CharField(_("Hinweis zum Inhalt"), max_length=120, blank=True)
    appears_on = models.DateField(_("erscheint am"))

    privacy = PersonalData(
        purpose=_("Langsam weiterdenken, unter dem Namen in der Gruppe"),
        keep=timedelta(days=365),
        keep_from="appears_on",
        subject="member__user",
        personal=frozenset({"meeting", "member", "text", "content_note"}),
        plain=frozenset({"id", "appears_on"}),
    )

    class Meta:
        verbose_name = _("Beitrag zu einem Thema")
        verbose_name_plural = _("Beiträge zu Themen")
        ordering = ["appears_on"]

    def __str__(self) -> str:
        return f"Beitrag {self.pk}"
