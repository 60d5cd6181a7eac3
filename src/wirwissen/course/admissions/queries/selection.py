"""Named reads of the selection; each says how many queries it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Choice,
    Decision,
    Opening,
    Reader,
    Vote,
)
from wirwissen.course.admissions.rules import selection as rules
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.accounts.rules import Role

READING_ROLES = (Role.LEAD.value, Role.RELEASER.value)
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
    named: int  # how many people are named to read it
    waits_for: tuple[str, ...] = ()  # names of the readers whose vote is still missing

    @property
    def needs_tandem(self) -> bool:
        return self.named < rules.VOTES_NEEDED

    @property
    def needs_third(self) -> bool:
        return self.blocked is rules.Blocked.TOO_FEW_READERS and not self.needs_tandem

    @property
    def blocked_words(self) -> str:
        if self.needs_tandem and self.blocked:
            return str(_("Es sind noch keine zwei Menschen benannt, die lesen."))
        return str(BLOCKED_WORDS[self.blocked]) if self.blocked else ""

    @property
    def must_talk(self) -> bool:
        return self.blocked is rules.Blocked.TALK_FIRST

    @property
    def agreed_words(self) -> str:
        return str(Choice(self.agreed).label) if self.agreed else ""


def offers_to_read(organisation: Organisation, user: User) -> QuerySet[Offer]:
    """Offers of a house whose applications this person reads. One query."""
    rows = Offer.objects.filter(organisation=organisation, readers__user=user)
    return rows.distinct().order_by("title", "pk")


def readers_of_offer(offer: Offer) -> QuerySet[Reader]:
    """Who reads for an offer, thirds included. One query."""
    return offer.readers.select_related("application").order_by("name", "pk")


def reader_of(application: Application, user: User) -> Reader | None:
    """The place in the selection of somebody who reads this application. One query."""
    rows = Reader.objects.filter(_for(application), offer_id=application.offer_id, user=user)
    return rows.order_by("application").first()


def possible_readers(organisation: Organisation) -> list[tuple[str, str]]:
    """Who of a house may be named, as (user id, name). One query."""
    rows = Membership.objects.filter(organisation=organisation, role__in=READING_ROLES)
    return sorted(dict(rows.values_list("user_id", "name")).items(), key=lambda one: one[1])


def readings_of(application: Application) -> list[rules.Reading]:
    """What is known of each reader of one application. Three queries."""
    return _readings([application])[application.pk]


def lines_to_read(organisation: Organisation, user: User) -> list[Line]:
    """The applications of a house this person reads, by course and number. Five queries."""
    rows = Application.objects.filter(
        Exists(Reader.objects.filter(_OF_APPLICATION, offer=OuterRef("offer"), user=user)),
        offer__organisation=organisation,
        state__in=[ApplicationState.SUBMITTED, ApplicationState.DECIDED],
    ).exclude(person=user)
    return _lines(rows, reader=user)


def lines_of_house(organisation: Organisation) -> list[Line]:
    """All applications of a house without a released answer, by course and number. Five queries."""
    rows = Application.objects.filter(
        offer__organisation=organisation, state=ApplicationState.SUBMITTED
    )
    return _lines(rows)


def _lines(rows: QuerySet[Application], *, reader: User | None = None) -> list[Line]:
    """Sealed texts stay unread."""
    applications = list(
        rows.defer(*SEALED)
        .select_related("offer", "decision")
        .order_by("offer__title", "offer_id", "number")
    )
    readings = _readings(applications)
    named = Reader.objects.filter(offer__in={row.offer_id for row in applications})
    names = dict(named.values_list("user_id", "name"))
    return [_line(row, readings[row.pk], names, reader) for row in applications]


def _line(
    application: Application,
    readings: list[rules.Reading],
    names: dict[str, str],
    reader: User | None,
) -> Line:
    mine = [one for one in readings if reader and one.reader == reader.pk]
    behind = [one for one in rules.who_counts(readings) if one.choice is None]
    return Line(
        application=application,
        doing=rules.doing(mine[0]) if mine else None,
        blocked=rules.what_blocks(readings),
        agreed=rules.agreed_choice(readings),
        decision=getattr(application, "decision", None),
        named=len(readings),
        waits_for=tuple(sorted(names[one.reader] for one in behind if one.reader in names)),
    )


def _for(application: Application) -> Q:
    return Q(application=None) | Q(application=application)


_OF_APPLICATION = Q(application=None) | Q(application=OuterRef("pk"))


def _readings(applications: Iterable[Application]) -> dict[str, list[rules.Reading]]:
    rows = list(applications)
    readers = list(Reader.objects.filter(offer__in={row.offer_id for row in rows}))
    opened = Opening.objects.filter(application__in=rows)
    knows = {(one.application_id, one.reader_id): one.knows_person for one in opened}
    given = Vote.objects.filter(application__in=rows).only("application", "reader", "choice")
    votes = {(one.application_id, one.reader_id): one.choice for one in given}
    return {row.pk: weave(row, readers, knows, votes) for row in rows}


def weave(
    application: Application,
    readers: Iterable[Reader],
    knows: dict[tuple[str, str], bool],
    votes: dict[tuple[str, str], str],
) -> list[rules.Reading]:
    """What is known of each reader of one application; the keys are (application, user). No
    query."""
    mine = [
        one
        for one in readers
        if one.offer_id == application.offer_id and one.application_id in {None, application.pk}
    ]
    thirds = {one.user_id for one in mine if one.application_id}
    # Who has voted and was taken off later still counts: the vote was given with authority.
    voted = {user for pk, user in votes if pk == application.pk}
    everybody = {one.user_id for one in mine} | voted
    return [
        rules.Reading(
            reader=user,
            knows_person=knows.get((application.pk, user)),
            choice=votes.get((application.pk, user)),
            is_third=user in thirds,
        )
        for user in sorted(everybody - {application.person_id})
    ]
