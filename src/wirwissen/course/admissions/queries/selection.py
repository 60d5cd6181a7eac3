"""Named reads of the selection; each says how many queries it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Choice,
    Decision,
    Opening,
    PlaceOffer,
    PlaceState,
    Reader,
    Vote,
)
from wirwissen.course.admissions.rules import selection as rules
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.core.worklist import Todo

SEALED = ("motivation_sealed", "cv_sealed", "anchors_sealed", "needs_sealed")
BLOCKED_WORDS = {
    rules.Blocked.TOO_FEW_READERS: gettext_lazy(
        "Es fehlt eine lesende Person. Das Büro benennt eine dritte."
    ),
    rules.Blocked.UNREAD: gettext_lazy("Noch nicht alle haben die Bewerbung geöffnet."),
    rules.Blocked.VOTE_MISSING: gettext_lazy("Es fehlt noch eine Stimme."),
    rules.Blocked.TALK_FIRST: gettext_lazy("Miteinander sprechen: Die Stimmen gehen auseinander."),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One application in a list of the selection."""

    application: Application
    doing: rules.Doing | None
    blocked: rules.Blocked | None
    agreed: str | None
    decision: Decision | None

    @property
    def blocked_words(self) -> str:
        return str(BLOCKED_WORDS[self.blocked]) if self.blocked else ""

    @property
    def agreed_words(self) -> str:
        return str(Choice(self.agreed).label) if self.agreed else ""


def accepted(offer: Offer) -> QuerySet[Application]:
    """Applications whose place was accepted. One query."""
    return offer.applications.filter(place_offers__state=PlaceState.ACCEPTED)


def places_taken(offer: Offer) -> int:
    """Places that are offered or accepted. One query."""
    living = [PlaceState.OPEN, PlaceState.ACCEPTED]
    return PlaceOffer.objects.filter(application__offer=offer, state__in=living).count()


def waiting_list(offer: Offer) -> QuerySet[Decision]:
    """Released answers "Warteliste" by rank. One query."""
    rows = Decision.objects.filter(
        application__offer=offer, application__state=ApplicationState.DECIDED,
        choice=Choice.WAITING, released_at__isnull=False,
    )  # fmt: skip
    return rows.select_related("application__person", "application__offer").order_by("rank", "pk")


def offers_to_read(user: User) -> QuerySet[Offer]:
    """Offers whose applications this person reads. One query."""
    return Offer.objects.filter(readers__user=user).distinct().order_by("title")


def readers_of_offer(offer: Offer) -> QuerySet[Reader]:
    """Who reads for an offer, thirds included. One query."""
    return offer.readers.select_related("application", "user").order_by("name", "pk")


def readings_of(application: Application) -> list[rules.Reading]:
    """What is known of each reader of one application. Three queries."""
    return _readings([application])[application.pk]


def lines_of(offer: Offer, *, reader: User | None = None) -> list[Line]:
    """All applications under review or answered, in order of number. Five queries.

    With `reader`, only those this person reads, and how far they are; sealed texts stay unread.
    """
    rows = offer.applications.filter(
        state__in=[ApplicationState.SUBMITTED, ApplicationState.DECIDED]
    ).defer(*SEALED).select_related("person", "decision").order_by("number")  # fmt: skip
    applications = list(rows)
    readings = _readings(applications)
    lines = []
    for application in applications:
        mine = [one for one in readings[application.pk] if reader and one.reader == reader.pk]
        if reader is not None and not mine:
            continue
        all_readings = readings[application.pk]
        lines.append(
            Line(
                application=application,
                doing=rules.doing(mine[0]) if mine else None,
                blocked=rules.what_blocks(all_readings),
                agreed=rules.agreed_choice(all_readings),
                decision=getattr(application, "decision", None),
            )
        )
    return lines


def _readings(applications: Iterable[Application]) -> dict[str, list[rules.Reading]]:
    rows = list(applications)
    offers = {row.offer_id for row in rows}
    readers = list(Reader.objects.filter(offer__in=offers))
    knows = {
        (o.application_id, o.reader_id): o.knows_person
        for o in Opening.objects.filter(application__in=rows)
    }
    votes = {
        (v.application_id, v.reader_id): v.choice for v in Vote.objects.filter(application__in=rows)
    }
    return {
        row.pk: [
            rules.Reading(
                reader=user,
                knows_person=knows.get((row.pk, user)),
                choice=votes.get((row.pk, user)),
            )
            for user in sorted(
                {
                    reader.user_id
                    for reader in readers
                    if reader.offer_id == row.offer_id and reader.application_id in {None, row.pk}
                }
            )
        ]
        for row in rows
    }


def place_of(application: Application) -> PlaceOffer | None:
    """The latest place offer of an application. One query."""
    rows = application.place_offers.select_related("application__offer", "application__person")
    return rows.order_by("-offered_at").first()


def offers_with_answers(organisation: Organisation) -> QuerySet[Offer]:
    """Offers of a house that have applications sent or answered. One query."""
    rows = Offer.objects.filter(
        organisation=organisation,
        applications__state__in=[ApplicationState.SUBMITTED, ApplicationState.DECIDED],
    )
    return rows.distinct().order_by("title")


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """Places to answer, dossiers to read, answers to release. Two queries."""
    return [*_own_todos(user, now), *_staff_todos(user, memberships)]


def _own_todos(user: User, now: datetime) -> list[Todo]:
    rows = PlaceOffer.objects.filter(
        application__person=user, state=PlaceState.OPEN, expires_at__gt=now
    )
    return [
        Todo(
            title=_("Ein Platz im Kurs wartet auf Ihre Antwort"),
            hint=row.application.offer.title,
            url=reverse("admissions:place", args=[row.application_id]),
            state=_("antworten"),
            tone="hue",
        )
        for row in rows.select_related("application__offer")
    ]


def _staff_todos(user: User, memberships: list[Membership]) -> list[Todo]:
    if not memberships:
        return []
    for_all = Q(offer__readers__application=None) | Q(offer__readers__application=F("pk"))
    rows = Application.objects.filter(
        for_all, offer__readers__user=user, state=ApplicationState.SUBMITTED
    )
    rows = rows.exclude(votes__reader=user)
    unread = rows.exclude(openings__reader=user, openings__knows_person=True).distinct().count()
    if not unread:
        return []
    return [
        Todo(
            title=_("Bewerbungen lesen"),
            hint=_("Sie stimmen zuerst allein, danach sehen Sie die andere Stimme."),
            url=reverse("admissions:selection"),
            state=_("%(count)d ohne Ihre Stimme") % {"count": unread},
            tone="hue",
        )
    ]
