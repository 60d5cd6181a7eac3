"""People come into a cohort, pause, change, leave. No reason is kept anywhere."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from wirwissen.course.admissions import queries as admissions
from wirwissen.course.admissions.models import Application
from wirwissen.course.admissions.services.places import lock_course
from wirwissen.course.cohorts.models import (
    Cohort,
    Credit,
    Participant,
    ParticipantKind,
    ParticipantState,
)
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.services import queue_mail

# Apps above this one add here what goes along when somebody changes from one cohort to another.
switch_hooks: list[Callable[[Participant, Participant], None]] = []


@transaction.atomic
def add_accepted(cohort: Cohort, *, by: User, now: datetime) -> list[Participant]:
    """Take in everybody who accepted a place of the cohort's offer; returns the new ones.

    Who is in a cohort of this offer already stays there: two groups may share one offer. `by`
    is not written down: the place itself is the proof.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.offer is None:
        return []
    lock_course(cohort.offer.pk)  # two groups at once, or somebody who withdraws meanwhile
    there = set(
        Participant.objects.filter(cohort__offer=cohort.offer).values_list("person", flat=True)
    )
    made = [
        Participant(
            cohort=cohort,
            person=application.person,
            application=application,
            name=application.name,
            joined_on=localdate(now),
            due_cents=cohort.due_cents,
        )
        for application in admissions.accepted(cohort.offer).select_related("person")
        if application.person_id not in there
    ]
    Participant.objects.bulk_create(made)
    for participant in made:
        _tell_added(participant, now)
    return made


@transaction.atomic
def add_person(
    cohort: Cohort,
    *,
    name: str,
    email: str | None,
    kind: ParticipantKind = ParticipantKind.REGULAR,
    joined_on: date,
    left_on: date | None = None,
    now: datetime,
) -> Participant:
    """Add somebody by hand, also a guest or observer; without `email` the office acts for them.

    Somebody with that address who is here already is returned as they are: nothing is doubled.
    `left_on` is the last day of a guest.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    address = (email or "").strip().lower()
    person = User.objects.filter(email=address).first() if address else None
    person = person or User.objects.create_user(address or None)
    if there := cohort.participants.filter(person=person).first():
        return there
    participant = cohort.participants.create(
        person=person,
        name=name,
        kind=kind,
        joined_on=joined_on,
        left_on=left_on if kind != ParticipantKind.REGULAR else None,
        due_cents=cohort.due_cents if kind == ParticipantKind.REGULAR else 0,
    )
    _tell_added(participant, now)
    return participant


def pause(participant: Participant) -> None:
    """Nobody waits for entries about this person until they come back. The deadline stays."""
    if participant.state == ParticipantState.LEFT:
        raise Refused(
            _("Dieser Mensch ist ausgeschieden. Nehmen Sie ihn zuerst wieder in den Kurs auf.")
        )
    _set_state(participant, ParticipantState.PAUSED, left_on=None)


def resume(participant: Participant) -> None:
    """Somebody is back, after a pause or after having left."""
    _set_state(participant, ParticipantState.ACTIVE, left_on=None)


def leave(participant: Participant, *, on: date) -> None:
    """Somebody has left on that day, the last one that counts. What they attended stays."""
    _set_state(participant, ParticipantState.LEFT, left_on=on)


def leave_with_place(application: Application, now: datetime) -> None:
    """Somebody gave the place back after they were taken in: they leave the course that day."""
    of_place = Q(application=application)
    of_offer = Q(person=application.person_id, cohort__offer=application.offer_id)
    _leave_each(Participant.objects.filter(of_place | of_offer), now)


def leave_all(person: User, now: datetime) -> None:
    """Before a person is erased: no later sheet waits for them."""
    _leave_each(Participant.objects.filter(person=person), now)


def _leave_each(rows: QuerySet[Participant], now: datetime) -> None:
    today = localdate(now)
    for row in rows.exclude(state=ParticipantState.LEFT):
        leave(row, on=min(row.left_on or today, today))  # A guest's last day may be over.


def _set_state(participant: Participant, state: ParticipantState, *, left_on: date | None) -> None:
    if participant.kind != ParticipantKind.REGULAR and state != ParticipantState.LEFT:
        left_on = participant.left_on  # The last day of a guest's visit.
    participant.state, participant.left_on = state, left_on
    participant.save(update_fields=["state", "left_on"])


@transaction.atomic
def switch_cohort(
    participant: Participant, to: Cohort, *, credits: Mapping[str, str], on: date, now: datetime
) -> Participant:
    """Move somebody to another cohort; `credits` are parts there by parts here, by topic.

    What they attended for the credited parts counts in the new cohort, by its own version; what
    they made up for them and everything else they have done goes along. The old place stays as
    left on `on`. Doing it twice returns the same new place; who goes back is there again.
    """
    if to.pk == participant.cohort_id:
        raise Refused(_("Das ist derselbe Kurs. Wählen Sie einen anderen aus."))
    to = Cohort.objects.select_for_update().get(pk=to.pk)
    leave(participant, on=on)
    new, is_new = Participant.objects.get_or_create(
        cohort=to,
        person_id=participant.person_id,
        defaults={
            "joined_on": on,
            "due_cents": max(participant.due_cents - participant.paid_cents, 0),
            **{name: getattr(participant, name) for name in _GOES_ALONG},
        },
    )
    if new.state == ParticipantState.LEFT:
        resume(new)
    for part, part_there in credits.items():
        _credit(new, part, participant, part_there)
        participant.makeups.filter(part=part_there).update(participant=new, part=part)
    for hook in switch_hooks:
        hook(participant, new)
    if is_new:
        _tell_added(new, now)
    return new


_GOES_ALONG = (
    "name", "application", "title_form", "presented_on", "extended_until", "extension_reason",
    "extension_by",
)  # fmt: skip


def _credit(new: Participant, part: str, source: Participant, part_there: str) -> None:
    """Credit a part where it was attended: in a cohort before the last one, if that credited it."""
    if earlier := source.credits.filter(part=part_there).select_related("source").first():
        source, part_there = earlier.source, earlier.part_there
    if source.pk != new.pk:
        Credit.objects.get_or_create(
            participant=new, part=part, defaults={"source": source, "part_there": part_there}
        )


def rename(participant: Participant, *, name: str) -> None:
    """Write somebody's name anew for lists and coming papers; issued papers keep theirs."""
    participant.name = name
    participant.save(update_fields=["name"])


def extend(participant: Participant, *, until: date, reason: str, by_name: str) -> None:
    """Move somebody's deadline, with reason and name."""
    participant.extended_until = until
    participant.extension_reason, participant.extension_by = reason, by_name
    participant.save(update_fields=["extended_until", "extension_reason", "extension_by"])


def _tell_added(participant: Participant, now: datetime) -> None:
    person = participant.person
    if person.email and not person.is_quiet:
        queue_mail("cohorts/mail/added.txt", to=person.email, now=now)
