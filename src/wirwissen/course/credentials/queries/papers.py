"""Reads of the register."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from wirwissen.course.credentials.models import Paper, PaperKind, PaperState
from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.worklist import Todo

STAFF = {Role.OFFICE, Role.LEAD, Role.RELEASER}


def own_papers(user: User) -> QuerySet[Paper]:
    """What was issued to a person, the latest first; replaced ones do not show. One query."""
    rows = Paper.objects.filter(participant__person=user).select_related("participant__cohort")
    return rows.exclude(state__in=[PaperState.PROPOSED, PaperState.REPLACED]).order_by(
        "-issued_at", "id"
    )


def proposals(organisation: Organisation) -> QuerySet[Paper]:
    """Certificates waiting for release. One query."""
    rows = Paper.objects.filter(organisation=organisation, state=PaperState.PROPOSED)
    return rows.select_related("participant__cohort", "proposed_by").order_by("proposed_at", "id")


def register_of(organisation: Organisation, search: str = "") -> QuerySet[Paper]:
    """The register of issued papers, by number if asked. One query."""
    rows = Paper.objects.filter(organisation=organisation).exclude(state=PaperState.PROPOSED)
    if search:
        rows = rows.filter(number__iexact=search.strip())
    return rows.select_related("participant__cohort").order_by("-issued_at", "id")


def may_download(user: User, paper: Paper, memberships: list[Membership]) -> bool:
    """The person themself, and staff of the paper's organisation."""
    if paper.participant is not None and paper.participant.person_id == user.pk:
        return paper.state != PaperState.REPLACED
    return any(row.organisation_id == paper.organisation_id for row in memberships)


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """Proposals to release, certificates to look at, and the person's own paper. One query."""
    releasing = {
        row.organisation_id for row in memberships if Role(row.role) in {Role.RELEASER, Role.LEAD}
    }
    offices = {row.organisation_id for row in memberships}
    proposed = Q(state=PaperState.PROPOSED, organisation_id__in=releasing) & ~Q(proposed_by=user)
    flagged = Q(state=PaperState.ISSUED, flagged_at__isnull=False, organisation_id__in=offices)
    rows = list(Paper.objects.filter(proposed | flagged, kind=PaperKind.CERTIFICATE))
    todos = []
    waiting = sum(row.state == PaperState.PROPOSED for row in rows)
    if waiting:
        todos.append(
            Todo(
                title=_("Zertifikate freigeben"),
                hint=_("Jemand anderes hat sie vorgeschlagen. Sie prüfen als zweite Person."),
                url=reverse("credentials:releases"),
                state=_("%(count)d warten") % {"count": waiting},
                tone="hue",
            )
        )
    if len(rows) > waiting:
        todos.append(
            Todo(
                title=_("Ausgestelltes Zertifikat prüfen"),
                hint=_("Ein Nachweis wurde nach der Ausstellung zurückgenommen."),
                url=reverse("credentials:releases"),
                state=_("prüfen"),
                tone="warn",
            )
        )
    return todos
