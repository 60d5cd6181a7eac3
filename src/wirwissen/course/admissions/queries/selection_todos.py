"""What the selection puts on "Heute": places to answer, dossiers to read, answers to release."""

from collections import Counter
from datetime import datetime

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Opening,
    PlaceOffer,
    PlaceState,
    Reader,
    Vote,
)
from wirwissen.course.admissions.rules.selection import VOTES_NEEDED
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.worklist import Todo

_OF_APPLICATION = Q(application=None) | Q(application=OuterRef("pk"))


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """What waits in the selection. One query, a second one for staff, a third for the office."""
    return [
        *_own_todos(user, now),
        *_staff_todos(user, memberships),
        *_call_todos(memberships, now),
    ]


def _own_todos(user: User, now: datetime) -> list[Todo]:
    rows = PlaceOffer.objects.filter(
        application__person=user, state=PlaceState.OPEN, expires_at__gt=now
    )
    return [
        Todo(
            title=_("Ein Platz im Kurs wartet auf Ihre Antwort"),
            hint=row.application.offer.title,
            url=reverse("admissions:place", args=[row.application_id]),
            state=_("bis %(day)s") % {"day": date_format(localtime(row.expires_at), "j. F")},
            tone="hue",
        )
        for row in rows.select_related("application__offer").order_by("expires_at")
    ]


def _call_todos(memberships: list[Membership], now: datetime) -> list[Todo]:
    """Places offered to people whom no mail tells: they move up by themselves, at any hour."""
    offices = [row.organisation_id for row in memberships if row.role == Role.OFFICE.value]
    if not offices:
        return []
    rows = PlaceOffer.objects.filter(
        application__offer__organisation__in=offices,
        application__person__email=None,
        application__person__is_quiet=False,
        state=PlaceState.OPEN,
        expires_at__gt=now,
    )
    return [
        Todo(
            title=_("Ein Platz ist angeboten, und keine E-Mail sagt es"),
            hint=_("%(course)s, Bewerbung %(number)d. Rufen Sie an oder schicken Sie den Brief.")
            % {"course": row.application.offer.title, "number": row.application.number},
            url=reverse("admissions:place_office", args=[row.application_id]),
            state=_("bis %(day)s") % {"day": date_format(localtime(row.expires_at), "j. F")},
            tone="warn",
        )
        for row in rows.select_related("application__offer").order_by("expires_at", "pk")
    ]


def _staff_todos(user: User, memberships: list[Membership]) -> list[Todo]:
    if not memberships:
        return []
    offices = [row.organisation_id for row in memberships if row.role == Role.OFFICE.value]
    houses = [row.organisation_id for row in memberships]
    waits = Application.objects.filter(
        offer__organisation__in=houses, state=ApplicationState.SUBMITTED
    )
    of_office = Q(offer__organisation__in=offices)
    # Counted here, not by the database: Django loses the outer query of a nested subquery in
    # `aggregate`. A selection has some dozens of rows.
    counts = Counter(
        kind
        for row in waits.annotate(
            able=_able_readers(),
            unread=_flag(_without_vote_of(user)),
            prepared=_flag(of_office & Q(decision__isnull=False)),
            undecided=_flag(of_office & Q(decision__isnull=True)),
        ).values("able", "unread", "prepared", "undecided")
        for kind, is_so in (
            ("unread", row["unread"]),
            ("prepared", row["prepared"]),
            ("blocked", row["undecided"] and row["able"] < VOTES_NEEDED),
        )
        if is_so
    )
    return [
        *_reading_todo(counts["unread"]),
        *_release_todo(counts["prepared"]),
        *_blocked_todo(counts["blocked"]),
    ]


def _flag(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _without_vote_of(user: User) -> Q:
    reads = Reader.objects.filter(_OF_APPLICATION, offer=OuterRef("offer"), user=user)
    voted = Vote.objects.filter(application=OuterRef("pk"), reader=user)
    conflict = Opening.objects.filter(application=OuterRef("pk"), reader=user, knows_person=True)
    to_do = Q(Exists(reads)) & ~Q(Exists(voted)) & ~Q(Exists(conflict))
    return to_do & ~Q(person=user) & Q(decision__isnull=True)


def _able_readers() -> Coalesce:
    """How many people can vote on an application: named, and without a declared conflict."""
    conflict = Opening.objects.filter(
        application=OuterRef(OuterRef("pk")), reader=OuterRef("user"), knows_person=True
    )
    rows = Reader.objects.filter(_OF_APPLICATION, ~Exists(conflict), offer=OuterRef("offer"))
    of_offer = rows.order_by().values("offer")
    count = of_offer.annotate(able=Count("user", distinct=True)).values("able")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


def _reading_todo(count: int) -> list[Todo]:
    if not count:
        return []
    return [
        Todo(
            title=_("Bewerbungen lesen"),
            hint=_("Sie stimmen zuerst allein, danach sehen Sie die andere Stimme."),
            url=reverse("admissions:selection"),
            state=_("%(count)d ohne Ihre Stimme") % {"count": count},
            tone="hue",
        )
    ]


def _release_todo(count: int) -> list[Todo]:
    if not count:
        return []
    return [
        Todo(
            title=_("Antworten freigeben"),
            hint=_("Vorbereitete Antworten gehen zusammen hinaus."),
            url=reverse("admissions:outbox"),
            state=_("%(count)d vorbereitet") % {"count": count},
            tone="hue",
        )
    ]


def _blocked_todo(count: int) -> list[Todo]:
    if not count:
        return []
    return [
        Todo(
            title=_("Jemanden zum Lesen benennen"),
            hint=_("Es braucht zwei Menschen, die lesen und stimmen."),
            url=reverse("admissions:outbox"),
            state=_("%(count)d ohne zwei Lesende") % {"count": count},
            tone="warn",
        )
    ]
