"""The rows of the task list, put together for one application."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wirwissen.course.admissions.forms import words
from wirwissen.course.admissions.models import Application
from wirwissen.course.admissions.rules.application import (
    REQUIRED,
    Progress,
    Section,
    missing,
    progress,
)

TELL = (Section.MOTIVATION, Section.CV, Section.ANCHORS)
PRACTICAL = (Section.FUNDING, Section.NEEDS, Section.PAPERS)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One row: what, how far in words, where it leads ("" if nowhere)."""

    section: Section
    title: Any
    hint: Any
    url: str
    word: Any
    tone: str
    is_done: bool


def part(application: Application, section: Section, *, now: datetime, url_name: str) -> Part:
    """The row of one part. `url_name` is the page that changes it (own or the office's)."""
    how_far = progress(section, done=application.done, saved=application.saved_at)
    word, tone = words.PROGRESS[how_far]
    hint: Any = words.HINTS[section]
    if how_far is Progress.STARTED:
        hint = saved_hint(application.saved_at[section], now=now)
    return Part(
        section=section,
        title=words.TITLES[section],
        hint=hint,
        url=reverse(url_name, args=[application.pk, section.value]),
        word=word,
        tone=tone,
        is_done=how_far is Progress.DONE,
    )


def parts(
    application: Application, sections: Iterable[Section], *, now: datetime, url_name: str
) -> list[Part]:
    """The rows of several parts."""
    return [part(application, each, now=now, url_name=url_name) for each in sections]


def saved_hint(saved_at: str, *, now: datetime) -> str:
    """When a part was saved last, as people say it. `saved_at` is an ISO time."""
    at = timezone.localtime(datetime.fromisoformat(saved_at))
    clock = date_format(at, "H:i")
    if at.date() == timezone.localdate(now):
        return _("Zuletzt gespeichert heute, %(clock)s Uhr") % {"clock": clock}
    return _("Zuletzt gespeichert am %(day)s, %(clock)s Uhr") % {
        "day": date_format(at, "j. F"),
        "clock": clock,
    }


def done_words(application: Application) -> Any:
    """How many of the parts that are needed are finished, in words."""
    return words.DONE_WORDS[len(REQUIRED) - len(missing(application.done))]
