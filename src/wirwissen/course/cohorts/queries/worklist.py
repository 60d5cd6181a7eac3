"""What waits on "Heute": sheets and objections for staff, the next session for participants."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wirwissen.course.cohorts.models import Objection, ObjectionState, ParticipantState, Session
from wirwissen.course.cohorts.queries.sheets import ended_and_open
from wirwissen.course.cohorts.rules.sheet import is_late
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.programme.rules import Curriculum
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.worklist import Todo

MOST_LINES = 6  # of open sheets a house; the rest stands on the page of the cohort


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """Open sheets and objections of the houses somebody works for, then their own next session.

    Two queries for staff, one for everybody else.
    """
    houses = {
        row.organisation_id for row in memberships if Role(row.role) in (Role.LEAD, Role.OFFICE)
    }
    lines = list(_staff_todos(houses, now)) if houses else []
    upcoming = next_session_of(user, now)
    return [*lines, _next_todo(upcoming)] if upcoming else lines


def next_session_of(user: User, now: datetime) -> Session | None:
    """The running or next session of the cohorts somebody is active in. One query."""
    return (
        Session.objects.filter(
            cohort__participants__person=user,
            cohort__participants__state=ParticipantState.ACTIVE,
            cancelled_at=None,
            ends_at__gte=now,
        )
        .select_related("cohort__version")
        .order_by("starts_at")
        .first()
    )


def _waiting(houses: set[str], now: datetime) -> QuerySet[Session]:
    ours = Session.objects.filter(cohort__organisation__in=houses)
    objected = (
        Objection.objects.filter(session=OuterRef("pk"), state=ObjectionState.OPEN)
        .order_by()
        .values("session")
        .annotate(count=Count("pk"))
        .values("count")
    )
    waits = ended_and_open(Session.objects.filter(pk=OuterRef("pk")), now)
    return (
        ours.annotate(objected=Coalesce(Subquery(objected), 0), waits=Exists(waits))
        .filter(Q(objected__gt=0) | Q(waits=True))
        .select_related("cohort__version")
        .order_by("starts_at", "pk")
    )


def _staff_todos(houses: set[str], now: datetime) -> Iterator[Todo]:
    rows = list(_waiting(houses, now))
    curricula: dict[str, Curriculum] = {}
    for row in rows:
        if row.cohort.version_id not in curricula:
            curricula[row.cohort.version_id] = curriculum_of(row.cohort.version)
    waiting = [row for row in rows if row.waits]  # type: ignore[attr-defined]
    for row in waiting[:MOST_LINES]:
        yield _sheet_todo(row, title_of(row, curricula[row.cohort.version_id]), now)
    rest = waiting[MOST_LINES:]
    if rest:
        yield Todo(
            title=ngettext(
                "Noch ein weiteres Blatt ist offen",
                "Noch %(count)d weitere Blätter sind offen",
                len(rest),
            )
            % {"count": len(rest)},
            hint=_("Sie stehen auf der Seite des Kurses."),
            url=reverse("cohorts:cohort", args=[rest[0].cohort_id]),
            state=_("offen"),
            tone="warn",
        )
    yield from _objection_todos(rows)


def _sheet_todo(row: Session, title: str, now: datetime) -> Todo:
    late = is_late(now=now, ends_at=row.ends_at)
    days = (timezone.localdate(now) - timezone.localdate(row.ends_at)).days
    return Todo(
        title=_("Anwesenheit eintragen: %(title)s") % {"title": title},
        hint=f"{row.cohort.title}, {_day(row.starts_at)}",
        url=reverse("cohorts:sheet", args=[row.pk]),
        state=_("seit %(days)d Tagen offen") % {"days": days} if late else _("offen"),
        tone="warn" if late else "",
    )


def _objection_todos(rows: list[Session]) -> Iterator[Todo]:
    counts: dict[str, int] = {}
    titles: dict[str, str] = {}
    for row in rows:
        titles[row.cohort_id] = row.cohort.title
        counts[row.cohort_id] = (
            counts.get(row.cohort_id, 0) + row.objected  # type: ignore[attr-defined]
        )
    for cohort, count in counts.items():
        if count:
            yield Todo(
                title=ngettext(
                    "Ein Einspruch wartet auf eine Antwort",
                    "%(count)d Einsprüche warten auf eine Antwort",
                    count,
                )
                % {"count": count},
                hint=titles[cohort],
                url=reverse("cohorts:cohort", args=[cohort]) + "#einsprueche",
                state=_("offen"),
                tone="hue",
            )


def _next_todo(session: Session) -> Todo:
    title = title_of(session, curriculum_of(session.cohort.version))
    return Todo(
        title=_("Nächster Termin: %(title)s") % {"title": title},
        hint=_("%(day)s, %(time)s Uhr")
        % {
            "day": _day(session.starts_at),
            "time": date_format(timezone.localtime(session.starts_at), "H:i"),
        },
        url=reverse("cohorts:own"),
        state=_("verlegt") if session.moved_from else "",
        tone="warn" if session.moved_from else "",
    )


def title_of(session: Session, curriculum: Curriculum) -> str:
    """The title of a session's part and its short name; a part that is gone shows its id."""
    titles = {part.id: part.title for part in curriculum.parts}
    return f"{titles.get(session.part, session.part)}, {session.label}"


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "D, j. F Y")
