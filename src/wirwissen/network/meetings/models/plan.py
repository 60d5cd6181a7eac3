"""One planning run: what was asked, what came out, who took it over."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.network.groups.models import Group, Member


class RunState(models.TextChoices):
    WAITING = "waiting", _("wartet")
    RUNNING = "running", _("rechnet")
    PROPOSED = "proposed", _("Vorschlag")
    TAKEN = "taken", _("wird geprüft")
    PUBLISHED = "published", _("veröffentlicht")
    FAILED = "failed", _("ohne Ergebnis")


class PlanRun(HouseModel):
    """A run and its snapshot: chosen dates, sentences, bands. Never the answers themselves.

    `snapshot` holds what may be shown, `counts` the ranges shown and what had changed (so that the
    next run can tell whether new figures would give an answer away). Exact counts are not kept.
    `step` counts from 0 to `STEPS`; `trouble` is a German sentence when there is no result.
    """

    STEPS = 4

    group = models.ForeignKey(Group, models.CASCADE, related_name="plan_runs")
    first_month = models.DateField(_("erster Monat"))
    countries = models.JSONField(_("Länder"), default=list)
    state = models.CharField(
        _("Stand"), max_length=9, choices=RunState.choices, default=RunState.WAITING
    )
    step = models.PositiveSmallIntegerField(_("Schritt"), default=0)
    asked_at = models.DateTimeField(_("begonnen"))
    snapshot = models.JSONField(_("Vorschlag"), default=dict)
    counts = models.JSONField(_("gezeigte Zahlen"), default=dict)
    trouble = models.CharField(_("Hindernis"), max_length=300, blank=True)
    taken_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    privacy = PersonalData(
        purpose=_("Jahresplan vorschlagen und vergleichen"),
        keep=timedelta(days=730),
        keep_from="asked_at",
        subject="taken_by__user",
        on_erase=OnErase.BLANK,
        personal=frozenset({"taken_by"}),
        plain=frozenset(
            {
                "id",
                "group",
                "first_month",
                "countries",
                "state",
                "step",
                "asked_at",
                "snapshot",
                "counts",
                "trouble",
            }
        ),
    )

    class Meta:
        verbose_name = _("Planung")
        verbose_name_plural = _("Planungen")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"Planung {self.pk}"
