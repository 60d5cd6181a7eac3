"""Reads of the register."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.urls import reverse
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant, ParticipantKind, ParticipantState
from wirwissen.course.credentials import rules
from wirwissen.course.credentials.models import (
    LIVING,
    PENDING,
    Duplicate,
    HolderLink,
    Paper,
    PaperKind,
    PaperState,
)
from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.accounts.queries import names_in
from wirwissen.foundation.accounts.rules import HOUSE_ROLES, Role
from wirwissen.foundation.core.worklist import Todo

NEWS = timedelta(days=30)  # so long "Heute" names a new certificate
RELEASING = frozenset({Role.RELEASER, Role.LEAD})


def participation_of(user: User) -> Participant | None:
    """The person's latest place in a cohort; one they have left, or as a guest, if no other.

    Whoever left keeps the right to papers about what they attended. One query.
    """
    rows = Participant.objects.select_related("cohort__version__programme", "cohort__organisation")
    regular = Q(kind=ParticipantKind.REGULAR)
    rank = Case(
        When(regular & ~Q(state=ParticipantState.LEFT), then=Value(0)),
        When(regular, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return with_certificate(rows).filter(person=user).order_by(rank, "-joined_on", "id").first()


def shown_by(token: str, today: date) -> HolderLink | None:
    """The holder's link of that token with its paper, while both are valid. One query."""
    rows = HolderLink.objects.filter(
        token_hash=rules.link_hash(token), until__gte=today, paper__state=PaperState.ISSUED,
        paper__participant__isnull=False,
    )  # fmt: skip
    return rows.select_related("paper").first()


def with_duplicates() -> QuerySet[Paper]:
    """Papers with `last_duplicate_at`: when the latest duplicate was handed out, if any."""
    latest = Duplicate.objects.filter(paper=OuterRef("pk")).order_by("-handed_out_at")
    return Paper.objects.annotate(last_duplicate_at=Subquery(latest.values("handed_out_at")[:1]))


def own_papers(user: User, today: date) -> QuerySet[Paper]:
    """What was issued to a person, the latest first, `with_duplicates` and `links`. One query.

    Replaced ones do not show; `links` counts the holder's links that still show something.
    """
    living = Count("holder_links", filter=Q(holder_links__until__gte=today))
    rows = with_duplicates().filter(participant__person=user).annotate(links=living)
    rows = rows.select_related("participant__cohort")
    return rows.exclude(state__in=[*PENDING, PaperState.REPLACED]).order_by("-issued_at", "id")


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Somebody's certificate as far as their pages need it."""

    pk: str
    state: str


def with_certificate(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    """Participants with portfolio and living certificate (`certificate_of`); adds no query."""
    living = Paper.objects.filter(
        participant=OuterRef("pk"), kind=PaperKind.CERTIFICATE, state__in=LIVING
    ).order_by("-proposed_at", "id")
    return rows.select_related("portfolio").annotate(
        certificate_pk=Subquery(living.values("pk")[:1]),
        certificate_state=Subquery(living.values("state")[:1]),
    )


def certificate_of(participant: Participant) -> Certificate | None:
    """The pending or issued certificate of a row read by `with_certificate`.

    A proposal comes before the certificate that it shall replace.
    """
    pk = getattr(participant, "certificate_pk")  # noqa: B009  (an annotation)
    state = getattr(participant, "certificate_state")  # noqa: B009
    return Certificate(pk=pk, state=state) if pk else None


def proposals(organisation: Organisation) -> QuerySet[Paper]:
    """Certificates waiting for release, those at the umbrella included. One query."""
    rows = Paper.objects.filter(
        organisation=organisation, state__in=PENDING, participant__isnull=False
    )
    return rows.select_related("participant__cohort").order_by("proposed_at", "id")


def register_of(organisation: Organisation, search: str = "") -> QuerySet[Paper]:
    """The register of issued papers, by number if asked, `with_duplicates`. One query."""
    rows = with_duplicates().filter(organisation=organisation).exclude(state__in=PENDING)
    if search:
        rows = rows.filter(number__icontains=search.strip())
    return rows.select_related("participant__cohort").order_by("-issued_at", "id")


def at_umbrella(organisations: Collection[str]) -> QuerySet[Paper]:
    """Certificates of these houses that wait for the umbrella. One query."""
    rows = Paper.objects.filter(
        organisation__in=organisations, state=PaperState.AWAITING_UMBRELLA,
        participant__isnull=False,
    )  # fmt: skip
    return rows.select_related("participant__cohort", "organisation").order_by("passed_on_at", "id")


def released_last(organisations: Collection[str]) -> QuerySet[Paper]:
    """Certificates of these houses that the umbrella released, the latest first. One query."""
    rows = Paper.objects.filter(organisation__in=organisations, passed_on_at__isnull=False)
    rows = rows.exclude(state__in=PENDING).select_related("participant", "organisation")
    return rows.order_by("-issued_at", "id")


@dataclass(frozen=True, kw_only=True)
class HandedOut:
    """One duplicate in the register, with the name that colleagues know."""

    pk: str
    on: datetime
    reason: str
    by: str


def duplicates_of(paper: Paper, organisation: Organisation) -> list[HandedOut]:
    """The duplicates of a certificate, the latest first. Two queries."""
    rows = list(paper.duplicates.all())
    names = names_in(organisation, {row.by_id for row in rows})
    return [
        HandedOut(
            pk=row.pk, on=row.handed_out_at, reason=row.reason, by=names.get(row.by_id or "", "")
        )
        for row in rows
    ]


def may_download(user: User, paper: Paper, *, is_ours: bool) -> bool:
    """The person themself, and staff of the paper's organisation; only what is valid is handed out.

    A replaced paper carries a name that nobody shall see any more.
    """
    is_own = paper.participant is not None and paper.participant.person_id == user.pk
    return paper.state == PaperState.ISSUED and (is_own or is_ours)


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """Releases that wait, certificates to look at, and the person's own new one. One query."""
    roles = {(row.organisation_id, Role(row.role)) for row in memberships}
    releasing = {place for place, role in roles if role in RELEASING}
    houses = {place for place, role in roles if role in HOUSE_ROLES}
    umbrellas = {place for place, role in roles if role is Role.UMBRELLA}
    proposed = Q(state=PaperState.PROPOSED, organisation_id__in=releasing) & ~Q(proposed_by=user)
    returned = Q(state=PaperState.PROPOSED, organisation_id__in=houses) & ~Q(returned_reason="")
    last = Q(state=PaperState.AWAITING_UMBRELLA, organisation_id__in=umbrellas)
    last &= ~Q(proposed_by=user) & ~Q(released_by=user)
    flagged = Q(
        state=PaperState.ISSUED, flagged_at__isnull=False, organisation_id__in=houses
    )  # fmt: skip
    own = Q(state=PaperState.ISSUED, participant__person=user, issued_at__gt=now - NEWS)
    wanted = proposed | returned | last | flagged | own
    rows = Paper.objects.filter(wanted, kind=PaperKind.CERTIFICATE)
    kinds = [_kind_of_todo(row, houses) for row in rows.select_related("participant")]
    counts = {
        kind: kinds.count(kind) for kind in ("proposed", "returned", "last", "flagged", "own")
    }
    return [todo for kind, count in counts.items() if count for todo in [_todo(kind, count)]]


def _kind_of_todo(row: Paper, houses: set[str]) -> str:
    if row.state == PaperState.PROPOSED:
        return "returned" if row.returned_reason else "proposed"
    if row.state == PaperState.AWAITING_UMBRELLA:
        return "last"
    is_ours = row.organisation_id in houses
    return "flagged" if row.flagged_at is not None and is_ours else "own"


def _todo(kind: str, count: int) -> Todo:
    if kind == "own":
        return Todo(
            title=_("Ihr Zertifikat ist da"),
            hint=_("Sie können es herunterladen, so oft Sie möchten."),
            url=reverse("credentials:papers"),
            state=_("neu"),
            tone="good",
        )
    waiting = _("%(count)d warten") % {"count": count} if count > 1 else _("eins wartet")
    if kind == "proposed":
        return Todo(
            title=_("Zertifikate freigeben"),
            hint=_("Jemand anderes hat sie vorgeschlagen. Sie prüfen als zweite Person."),
            url=reverse("credentials:releases"),
            state=waiting,
            tone="hue",
        )
    if kind == "last":
        return Todo(
            title=_("Zertifikate für den Dachverband freigeben"),
            hint=_("Im Haus haben zwei Menschen sie geprüft. Ihre Freigabe ist die letzte."),
            url=reverse("credentials:umbrella"),
            state=waiting,
            tone="hue",
        )
    if kind == "returned":
        return Todo(
            title=_("Der Dachverband hat Zertifikate zurückgegeben"),
            hint=_("Der Grund steht dabei. Danach gibt eine zweite Person neu frei."),
            url=reverse("credentials:releases"),
            state=waiting,
            tone="warn",
        )
    return Todo(
        title=_("Ausgestelltes Zertifikat prüfen"),
        hint=_("Ein Nachweis wurde nach der Ausstellung zurückgenommen."),
        url=reverse("credentials:releases"),
        state=_("prüfen"),
        tone="warn",
    )
