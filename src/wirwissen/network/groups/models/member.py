"""Who belongs to a group, under which name, and what they do for it. No legal name anywhere."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.network.groups.models.group import Group


class MemberState(models.TextChoices):
    ACTIVE = "active", _("dabei")
    PAUSED = "paused", _("macht Pause")
    LIMITED = "limited", _("eingeschränkt")


class Member(HouseModel):
    """One person in one group. The pseudonym belongs to this group alone.

    Whoever leaves is deleted: there is no state for it. `joined_month` is the first day of the
    month: a finer date would tell the orga more than it needs (product/trust.md, T3).
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    pseudonym = models.CharField(_("Name in der Gruppe"), max_length=60)
    state = models.CharField(
        _("Stand"), max_length=8, choices=MemberState.choices, default=MemberState.ACTIVE
    )
    joined_month = models.DateField(_("dabei seit"))
    agreed_version = models.PositiveSmallIntegerField(_("Fassung der Vereinbarung"), default=0)
    mail_subject = models.PositiveSmallIntegerField(_("Betreff der E-Mails"), default=0)
    digest = models.BooleanField(_("E-Mails gesammelt, einmal in der Woche"), default=False)
    silent_until = models.DateField(_("keine E-Mails bis"), null=True, blank=True)
    # Something is new, and the member wants to hear of it once a week.
    has_news = models.BooleanField(_("Neues wartet auf die Wochenpost"), default=False)

    privacy = PersonalData(
        purpose=_("Zugehörigkeit zur Gruppe unter einem selbst gewählten Namen"),
        subject="user",
        personal=frozenset({"group", "user", "pseudonym"}),
        plain=frozenset(
            {
                "id",
                "state",
                "joined_month",
                "agreed_version",
                "mail_subject",
                "digest",
                "silent_until",
                "has_news",
            }
        ),
    )

    class Meta:
        verbose_name = _("Mitglied")
        verbose_name_plural = _("Mitglieder")
        constraints = [
            models.UniqueConstraint(fields=["group", "user"], name="member_once"),
            models.UniqueConstraint("group", Lower("pseudonym"), name="pseudonym_once"),
        ]

    def __str__(self) -> str:
        return f"Mitglied {self.pk}"


class DutyKind(models.TextChoices):
    """What members do for their group. FACILITATOR leads disclosure rounds."""

    ORGA = "orga", _("Orga")
    CONFIDANT = "confidant", _("Vertrauensperson")
    FACILITATOR = "facilitator", _("leitet Runden")


class Duty(HouseModel):
    """One task of one member; it ends with the membership."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="duties")
    kind = models.CharField(_("Aufgabe"), max_length=11, choices=DutyKind.choices)
    since_month = models.DateField(_("seit"))

    privacy = PersonalData(
        purpose=_("Aufgaben in der Gruppe"),
        subject="member__user",
        personal=frozenset({"member"}),
        plain=frozenset({"id", "kind", "since_month"}),
    )

    class Meta:
        verbose_name = _("Aufgabe in der Gruppe")
        verbose_name_plural = _("Aufgaben in der Gruppe")
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="duty_once")]

    def __str__(self) -> str:
        return f"Aufgabe {self.pk}"


class DutyChange(HouseModel):
    """The access list of a group: which duty was given or taken, when, by whom. Never changed."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="duty_changes")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("Aufgabe"), max_length=11, choices=DutyKind.choices)
    given = models.BooleanField(_("gegeben (sonst: genommen)"))
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    changed_on = models.DateField(_("geändert am"))

    privacy = PersonalData(
        purpose=_("Nachweis, wer welche Aufgabe hatte"),
        keep=timedelta(days=365),
        keep_from="changed_on",
        subject="member__user",
        on_erase=OnErase.KEEP,
        personal=frozenset({"member", "by"}),
        plain=frozenset({"id", "group", "kind", "given", "changed_on"}),
    )

    class Meta:
        verbose_name = _("Änderung einer Aufgabe in der Gruppe")
        verbose_name_plural = _("Änderungen von Aufgaben in der Gruppe")
        ordering = ["-changed_on"]

    def __str__(self) -> str:
        return f"Änderung {self.pk}"
