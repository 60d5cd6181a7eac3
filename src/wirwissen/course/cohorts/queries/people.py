"""Reads of the people in cohorts."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from wirwissen.course.cohorts.models import (
    Cohort,
    Credit,
    Participant,
    ParticipantState,
)
from wirwissen.course.cohorts.rules import group
from wirwissen.course.programme.rules import Curriculum
from wirwissen.foundation.accounts.models import Organisation, User


def cohorts_of(organisation: Organisation) -> QuerySet[Cohort]:
    """The cohorts of an organisation, the newest first, with their sessions and people.

    Three queries.
    """
    people = Participant.objects.only("cohort_id", "kind", "state", "joined_on", "left_on")
    return (
        Cohort.objects.filter(organisation=organisation)
        .select_related("version__programme")
        .prefetch_related("sessions", Prefetch("participants", people))
    )


def in_order(people: Iterable[Participant]) -> list[Participant]:
    """The one order of every list of people: screen, paper and re-entry. No query by itself."""
    return sorted(people, key=lambda person: (group.place_in_list(person.name), person.pk))


def people_of(cohort: Cohort) -> list[Participant]:
    """Everybody in a cohort, also who left, in the order of lists. One query."""
    return in_order(Participant.objects.filter(cohort=cohort).select_related("person"))


def as_person(participant: Participant) -> group.Person:
    """What the rules need to know of a participant."""
    return group.Person(
        kind=participant.kind,
        state=participant.state,
        joined_on=participant.joined_on,
        left_on=participant.left_on,
    )


def size_of(
    cohort: Cohort, people: Iterable[Participant], curriculum: Curriculum
) -> group.GroupSize:
    """The figures of a group. No query by itself."""
    return group.group_size(
        map(as_person, people),
        least=curriculum.group_min,
        most=curriculum.group_max,
        room_limit=cohort.room_limit,
    )


def participations_of(user: User) -> list[Participant]:
    """The cohorts somebody is in, those they are active in first, then the newest. One query."""
    rows = Participant.objects.filter(person=user).select_related(
        "cohort__version__programme", "cohort__organisation"
    )
    standing = [ParticipantState.ACTIVE, ParticipantState.PAUSED, ParticipantState.LEFT]
    newest = sorted(rows, key=lambda row: row.joined_on, reverse=True)
    return sorted(newest, key=lambda row: standing.index(ParticipantState(row.state)))


def credited_parts(cohort: Cohort) -> dict[str, set[str]]:
    """The parts that count from an earlier cohort, by participant. One query."""
    parts: dict[str, set[str]] = defaultdict(set)
    rows = Credit.objects.filter(participant__cohort=cohort)
    for participant, part in rows.values_list("participant_id", "part"):
        parts[participant].add(part)
    return parts


def knows(organisation: Organisation, person: User) -> bool:
    """Whether somebody has or had a place in a cohort of this organisation. One query."""
    return Participant.objects.filter(cohort__organisation=organisation, person=person).exists()
