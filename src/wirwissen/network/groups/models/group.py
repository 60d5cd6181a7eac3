"""A group and what strangers may see of it."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.network.groups.rules import PROFESSIONS, WINDOWS

GONE_AFTER = timedelta(days=30)  # what is public no more can still be put back for a month


def default_professions() -> list[str]:
    """The professions a group begins with; it may change its list."""
    return list(PROFESSIONS)


def default_windows() -> list[int]:
    """The hours a group begins with."""
    return list(WINDOWS)


class Group(HouseModel):
    """A group: what strangers may see of it, and the rules its members have given themselves.

    `windows` are the hours a meeting may begin, in local time; `floor` is the number of sign-ups
    below which the orga is asked (0: the group asks for no answers). Strangers see the group up to
    and with `public_until` (empty: not at all).
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="groups"
    )
    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(_("Kurzname in der Adresse"), unique=True)
    for_whom = models.TextField(_("Für wen"))
    values = models.JSONField(_("Was uns wichtig ist"), default=list)
    how_we_meet = models.TextField(_("Wie wir uns treffen"))

    scope = models.TextField(_("Wer mitmachen kann"), blank=True)
    professions = models.JSONField(_("Berufsgruppen"), default=default_professions)
    windows = models.JSONField(_("Uhrzeiten"), default=default_windows)
    agreement = models.TextField(_("Vereinbarung"), blank=True)
    agreement_version = models.PositiveSmallIntegerField(_("Fassung der Vereinbarung"), default=1)
    floor = models.PositiveSmallIntegerField(_("Rückfrage unter so vielen Zusagen"), default=0)
    shows_dates = models.BooleanField(_("Termine öffentlich zeigen"), default=True)
    takes_requests = models.BooleanField(_("nimmt Anfragen an"), default=True)
    public_until = models.DateField(_("öffentlich bis"), null=True, blank=True)
    offers_feeds = models.BooleanField(_("Termine zum Abonnieren"), default=False)
    closes_on = models.DateField(_("schließt am"), null=True, blank=True)
    is_closed = models.BooleanField(_("geschlossen"), default=False)

    privacy = PersonalData(
        purpose=_("Öffentliche Seite und Regeln der Gruppe"),
        plain=frozenset(
            {
                "id",
                "organisation",
                "name",
                "slug",
                "for_whom",
                "values",
                "how_we_meet",
                "scope",
                "professions",
                "windows",
                "agreement",
                "agreement_version",
                "floor",
                "shows_dates",
                "takes_requests",
                "public_until",
                "offers_feeds",
                "closes_on",
                "is_closed",
            }
        ),
    )

    class Meta:
        verbose_name = _("Gruppe")
        verbose_name_plural = _("Gruppen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PublicMeeting(HouseModel):
    """A date that a group has published, with its topic if it had one, up to `shown_until`.

    `is_withdrawn`: taken back; the row stays without its topic, so that a later change of the
    meeting does not publish it again.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="public_meetings")
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"), null=True, blank=True)
    topic = models.CharField(_("Thema"), max_length=200, blank=True)
    shown_until = models.DateField(_("öffentlich bis"))
    is_withdrawn = models.BooleanField(_("zurückgezogen"), default=False)

    privacy = PersonalData(
        purpose=_("Öffentliche Seite der Gruppe"),
        keep=GONE_AFTER,
        keep_from="shown_until",
        plain=frozenset(
            {"id", "group", "starts_at", "ends_at", "topic", "shown_until", "is_withdrawn"}
        ),
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
