"""What waits on "Heute" for the office and for whoever holds an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wirwissen.course.events import rules
from wirwissen.course.events.models import IS_OVER, Event, RegistrationState
from wirwissen.course.events.queries.places import Counted, with_counts
from wirwissen.course.events.words import taken_in_words
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.worklist import Todo
from wirwissen.foundation.mail.models import MailState, OutboxMail

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Waiting(Counted):
    """What an event asks of the office."""

    calls: int
    bounced: int


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """Events of today and tomorrow, lists to type in, calls to make, mails that bounced.

    One query for staff, none for everybody else.
    """
    if not memberships:
        return []
    offices = {row.organisation_id for row in memberships if row.role == Role.OFFICE.value}
    lines: list[Todo] = []
    for event in _events(user, memberships, now):
        lines += _of_the_day(event, now)
        if event.organisation_id in offices:
            lines += _of_the_office(event, now)
    return lines


def _events(
    user: User, memberships: list[Membership], now: datetime
) -> QuerySet[WithAnnotations[Event, Waiting]]:
    places = {row.organisation_id for row in memberships}
    offices = [row.organisation_id for row in memberships if row.role == Role.OFFICE.value]
    mine = Q(organisation__in=offices) | Q(host=user, organisation__in=places)
    rows = Event.objects.filter(mine, cancelled_at__isnull=True)
    rows = rows.filter(ends_at__gt=now - rules.CHECK_IN_LASTS)
    offered = Q(registrations__state=RegistrationState.OFFERED, registrations__email="")
    living = Q(registrations__held_until__gt=now)
    active = ~Q(registrations__state__in=IS_OVER)
    reached = Q(registrations__email__in=_bounced_addresses()) & active
    counted = with_counts(rows, now).annotate(
        calls=Count("registrations", filter=offered & living),
        bounced=Count("registrations", filter=reached),
    )
    return counted.order_by("starts_at", "pk")


def _bounced_addresses() -> QuerySet[OutboxMail, str]:
    # As `mail.queries.undeliverable_addresses`: a later mail that arrived makes it good again.
    later = OutboxMail.objects.filter(
        recipient=OuterRef("recipient"), created_at__gt=OuterRef("created_at")
    ).exclude(state=MailState.UNDELIVERABLE)
    bad = OutboxMail.objects.filter(~Exists(later), state=MailState.UNDELIVERABLE)
    return bad.values_list("recipient", flat=True)


def _of_the_day(event: WithAnnotations[Event, Waiting], now: datetime) -> Iterator[Todo]:
    url = reverse("events:event_office", args=[event.pk])
    days = (timezone.localdate(event.starts_at) - timezone.localdate(now)).days
    if event.ends_at > now and days in (0, 1):
        title = _("Info-Termin heute") if days == 0 else _("Info-Termin morgen")
        words = [event.when + ".", taken_in_words(seats=event.seats, taken=event.taken)]
        yield Todo(title=title, hint=" ".join(words), url=url, state=_("Türliste"), tone="hue")
    elif event.ends_at <= now and event.booked and not event.attended:
        yield Todo(
            title=_("Wer war beim Info-Termin?"),
            hint=_("%(when)s. Noch ist niemand eingetragen.") % {"when": event.when},
            url=url,
            state=_("offen"),
            tone="warn",
        )


def _of_the_office(event: WithAnnotations[Event, Waiting], now: datetime) -> Iterator[Todo]:
    url = reverse("events:event_office", args=[event.pk])
    if event.starts_at <= now:
        return
    if event.calls:
        yield Todo(
            title=_("Anrufen: Ein Platz ist frei"),
            hint=ngettext(
                "%(when)s. Ein Mensch ohne E-Mail weiß noch nichts davon.",
                "%(when)s. %(count)d Menschen ohne E-Mail wissen noch nichts davon.",
                event.calls,
            )
            % {"when": event.when, "count": event.calls},
            url=url,
            state=_("anrufen"),
            tone="warn",
        )
    if event.bounced:
        yield Todo(
            title=_("Eine E-Mail kam nicht an"),
            hint=_("%(when)s. Auf der Liste steht, bei wem.") % {"when": event.when},
            url=url,
            state=_("nachsehen"),
            tone="warn",
        )
