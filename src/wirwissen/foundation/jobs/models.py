"""When each job of the timetable last ran."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.personal import PersonalData


class TimetableEntry(models.Model):
    """One job of the timetable."""

    name = models.CharField(_("Aufgabe"), max_length=200, primary_key=True)
    last_run_at = models.DateTimeField(_("zuletzt gelaufen"))

    privacy = PersonalData(
        purpose=_("Regelmäßige Aufgaben"),
        plain=frozenset({"name", "last_run_at"}),
    )

    class Meta:
        verbose_name = _("Fahrplaneintrag")
        verbose_name_plural = _("Fahrplan")

    def __str__(self) -> str:
        return self.name
