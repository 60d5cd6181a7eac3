"""Reads of the portfolio and what stands beside it in the learning record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant, ParticipantKind, ParticipantState
from wirwissen.course.portfolio import rules
from wirwissen.course.portfolio.models import PortfolioEntry, Suitability
from wirwissen.course.record import shapes
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.worklist import Todo


@dataclass(frozen=True, kw_only=True)
class PortfolioPieces:
    """What this app adds to a learning record."""

    portfolio: shapes.PortfolioEntry
    suitability: shapes.Suitability


def portfolio_pieces(participants: Iterable[Participant]) -> dict[str, PortfolioPieces]:
    """Portfolio and suitability of many people at once, by participant id.

    One query when the people were read with `select_related("portfolio")`, else two.
    """
    people = list(participants)
    entries = _entries_of(people)
    signatures: dict[str, list[Suitability]] = defaultdict(list)
    rows = Suitability.objects.filter(participant__in=people)
    for row in rows.order_by("signed_at", "id"):
        signatures[row.participant_id].append(row)
    return {
        person.pk: PortfolioPieces(
            portfolio=_portfolio(entries.get(person.pk)),
            suitability=shapes.Suitability(
                signed_by=rules.told_apart(
                    row.signer_name for row in signatures[person.pk] if not row.declined
                ),
                declined=any(row.declined for row in signatures[person.pk]),
            ),
        )
        for person in people
    }


def _entries_of(people: list[Participant]) -> dict[str, PortfolioEntry]:
    field = Participant._meta.get_field("portfolio")
    if all(field.is_cached(person) for person in people):
        read = {person.pk: getattr(person, "portfolio", None) for person in people}
        return {pk: row for pk, row in read.items() if row is not None}
    rows = PortfolioEntry.objects.filter(participant__in=people)
    return {row.participant_id: row for row in rows}


def _portfolio(row: PortfolioEntry | None) -> shapes.PortfolioEntry:
    if row is None:
        return shapes.PortfolioEntry()
    return shapes.PortfolioEntry(
        handed_in_on=row.handed_in_on, pages=row.pages, sections=tuple(row.sections)
    )


def latest_participation(user: User) -> Participant | None:
    """The person's latest place in a cohort. One query."""
    rows = Participant.objects.select_related("cohort__version", "cohort__organisation")
    own = rows.filter(person=user, kind=ParticipantKind.REGULAR)
    return own.exclude(state=ParticipantState.LEFT).order_by("-joined_on", "id").first()


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """For leads: portfolios that were handed in and not read by them. One query for leads."""
    places = {row.organisation_id for row in memberships if row.role == Role.LEAD.value}
    if not places:
        return []
    waiting = Participant.objects.filter(
        cohort__organisation_id__in=places, portfolio__handed_in_on__isnull=False,
        state=ParticipantState.ACTIVE,
    ).annotate(signed=Count("suitability", filter=Q(suitability__signer=user)))  # fmt: skip
    people = [person for person in waiting if person.signed == 0]
    return [
        Todo(
            title=_("Portfolio von %(name)s") % {"name": person.name},
            hint=_("Abgegeben. Lesen, dann über die Eignung sprechen und unterschreiben."),
            url=reverse("portfolio:participant", args=[person.pk]),
            state=_("lesen"),
            tone="hue",
        )
        for person in people
    ]
