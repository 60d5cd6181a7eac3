"""What a member shows of themself, to whom, until when; and codes handed from one to another."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.network.groups.models.member import Member


class Audience(models.TextChoices):
    ORGA = "orga", _("Orga-Team")
    GROUP = "group", _("alle in der Gruppe")
    PERSON = "person", _("eine Person")


class Card(HouseModel):
    """A few facts for one audience, up to and with `shown_until`. Taking it back deletes it."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="cards")
    audience = models.CharField(_("für"), max_length=6, choices=Audience.choices)
    to = models.ForeignKey(
        Member, models.CASCADE, null=True, blank=True, related_name="cards_received"
    )
    profession = models.CharField(_("Bereich"), max_length=60, blank=True)
    region = models.CharField(_("Region"), max_length=60, blank=True)
    workplace = models.CharField(_("Art der Arbeitsstelle"), max_length=60, blank=True)
    contact = models.CharField(_("Kontakt"), max_length=120, blank=True)
    shown_until = models.DateField(_("sichtbar bis"))

    privacy = PersonalData(
        purpose=_("Zeigen, was du von dir zeigen möchtest"),
        keep=timedelta(),
        keep_from="shown_until",
        subject="member__user",
        personal=frozenset({"member", "to", "profession", "region", "workplace", "contact"}),
        plain=frozenset({"id", "audience", "shown_until"}),
    )

    class Meta:
        verbose_name = _("Karte")
        verbose_name_plural = _("Karten")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "audience"], condition=~Q(audience="person"), name="card_once"
            ),
            models.UniqueConstraint(fields=["member", "to"], name="card_once_per_person"),
        ]

    def __str__(self) -> str:
        return f"Karte {self.pk}"

    @property
    def shows(self) -> list[str]:
        """What the card says, without what was left empty."""
        return [x for x in (self.profession, self.region, self.workplace, self.contact) if x]


class CodeUse(models.TextChoices):
    CARD = "card", _("Karte bekommen")
    DUTY = "duty", _("Aufgabe bekommen")


class HandCode(HouseModel):
    """A code one member gives to another, by voice or on paper: there is no list to pick from."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    use = models.CharField(_("wofür"), max_length=4, choices=CodeUse.choices)
    code_hash = models.CharField(_("Code, gehasht"), max_length=64, unique=True)
    expires_at = models.DateTimeField(_("gilt bis"))

    privacy = PersonalData(
        purpose=_("Sich gegenseitig finden, ohne dass es eine Liste gibt"),
        keep=timedelta(),
        keep_from="expires_at",
        subject="member__user",
        personal=frozenset({"member"}),
        plain=frozenset({"id", "use", "code_hash", "expires_at"}),
    )

    class Meta:
        verbose_name = _("Code zum Weitergeben")
        verbose_name_plural = _("Codes zum Weitergeben")

    def __str__(self) -> str:
        return f"Code {self.pk}"
