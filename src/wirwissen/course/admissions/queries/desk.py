"""One dossier on the desk: who reads it, what they declared, how they voted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Opening,
    Reader,
    Vote,
)
from wirwissen.course.admissions.queries.selection import weave
from wirwissen.course.admissions.rules import selection as rules
from wirwissen.foundation.accounts.models import Membership, User


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Everybody around one application."""

    application: Application
    readers: tuple[Reader, ...]
    openings: tuple[Opening, ...]
    votes: tuple[Vote, ...]

    @cached_property
    def readings(self) -> list[rules.Reading]:
        knows = {(one.application_id, one.reader_id): one.knows_person for one in self.openings}
        votes = {(one.application_id, one.reader_id): one.choice for one in self.votes}
        return weave(self.application, self.readers, knows, votes)

    def reading_of(self, user: User) -> rules.Reading | None:
        return next((one for one in self.readings if one.reader == user.pk), None)

    def name_of(self, user: User) -> str | None:
        """The name of somebody who reads at present; `None` for everybody else."""
        names = (one.name for one in self.readers if one.user_id == user.pk)
        return next(names, None)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names by user id. One query only if somebody voted and was taken off later."""
        known = {one.user_id: one.name for one in self.readers}
        gone = {one.reader_id for one in self.votes} - set(known)
        if gone:
            rows = Membership.objects.filter(
                organisation__offers=self.application.offer_id, user__in=gone
            )
            known.update(rows.values_list("user_id", "name"))
        return known


def desk_of(application: Application) -> Desk:
    """Who reads one application and how far they are. Three queries."""
    mine = Q(application=None) | Q(application=application)
    readers = Reader.objects.filter(mine, offer_id=application.offer_id)
    votes = tuple(application.votes.order_by("given_at", "pk"))
    for vote in votes:
        vote.application = application  # so that opening a note costs no query
    return Desk(
        application=application,
        readers=tuple(readers.order_by("name", "pk")),
        openings=tuple(application.openings.all()),
        votes=votes,
    )


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """Where to go on from one dossier."""

    previous: Application | None
    next_open: Application | None
    open_count: int


def neighbours(application: Application, user: User) -> Neighbours:
    """The application before, the next one without an own vote, and how many there are of those,
    this one included. One query."""
    of_application = Q(application=None) | Q(application=OuterRef("pk"))
    conflict = Opening.objects.filter(application=OuterRef("pk"), reader=user, knows_person=True)
    rows = (
        Application.objects.filter(
            Exists(Reader.objects.filter(of_application, offer=OuterRef("offer"), user=user)),
            offer_id=application.offer_id,
            state=ApplicationState.SUBMITTED,
        )
        .exclude(person=user)
        .annotate(
            is_done=Exists(Vote.objects.filter(application=OuterRef("pk"), reader=user))
            | Exists(conflict)
        )
        .only("id", "number")
        .order_by("number")
    )
    listed = list(rows)
    before = [one for one in listed if one.number < application.number]
    to_do = [one for one in listed if not one.is_done]
    others = [one for one in to_do if one.pk != application.pk]
    after = [one for one in others if one.number > application.number]
    return Neighbours(
        previous=before[-1] if before else None,
        next_open=next(iter(after or others), None),
        open_count=len(to_do),
    )
