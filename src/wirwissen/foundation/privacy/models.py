"""Who read what (told to its owner), and who was erased (replayed after a restore)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData


class Reading(HouseModel):
    """Somebody opened class S of somebody else. The owner sees this list (promise 3)."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("wessen")
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("wer"),
    )
    reader_name = models.CharField(_("Name"), max_length=200)
    what = models.CharField(_("was"), max_length=100)
    read_at = models.DateTimeField(_("gelesen am"))

    privacy = PersonalData(
        purpose=_("Zeigen, wer Ihre Unterlagen gelesen hat"),
        keep=timedelta(days=3 * 365),
        keep_from="read_at",
        subject="owner",
        personal=frozenset({"owner", "reader", "reader_name"}),
        plain=frozenset({"id", "what", "read_at"}),
    )

    class Meta:
        verbose_name = _("Lesespur")
        verbose_name_plural = _("Lesespuren")
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return f"reading {self.pk}"


class Erasure(HouseModel):
    """A person was erased: after a restore this list is replayed before the house opens."""

    subject_id = models.CharField(_("Kennzeichen"), max_length=14)
    erased_at = models.DateTimeField(_("gelöscht am"))

    privacy = PersonalData(
        purpose=_("Löschungen nach einer Wiederherstellung wiederholen"),
        keep=timedelta(days=60),
        keep_from="erased_at",
        on_erase=OnErase.KEEP,
        plain=frozenset({"id", "subject_id", "erased_at"}),
    )

    class Meta:
        verbose_name = _("Löschung")
        verbose_name_plural = _("Löschungen")

    def __str__(self) -> str:
        return f"erasure {self.pk}"
