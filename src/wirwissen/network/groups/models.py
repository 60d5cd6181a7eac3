"""A group and the dates it has made public. Members come later; here is nobody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData


class Group(HouseModel):
    """A group as strangers may see it: for whom it is, what it stands for."""

    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(_("Kurzname in der Adresse"), unique=True)
    for_whom = models.TextField(_("Für wen"))
    values = models.JSONField(_("Was uns wichtig ist"), default=list)
    how_we_meet = models.TextField(_("Wie wir uns treffen"))

    privacy = PersonalData(
        purpose=_("Öffentliche Seite der Gruppe"),
        plain=frozenset({"id", "name", "slug", "for_whom", "values", "how_we_meet"}),
    )

    class Meta:
        verbose_name = _("Gruppe")
        verbose_name_plural = _("Gruppen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PublicMeeting(HouseModel):
    """A date that a group has published, with its topic if it had one."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="public_meetings")
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"), null=True, blank=True)
    topic = models.CharField(_("Thema"), max_length=200, blank=True)

    privacy = PersonalData(
        purpose=_("Öffentliche Seite der Gruppe"),
        plain=frozenset({"id", "group", "starts_at", "ends_at", "topic"}),
    )

    class Meta:
        verbose_name = _("veröffentlichtes Treffen")
        verbose_name_plural = _("veröffentlichte Treffen")
        ordering = ["-starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["group", "starts_at"], name="meeting_once_per_start")
        ]

    def __str__(self) -> str:
        return f"Treffen {self.pk}"
