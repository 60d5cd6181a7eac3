"""What every step of a certificate locks, reads and checks anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials.models import LIVING, Paper, PaperKind
from wirwissen.course.credentials.papers.letters import unprintable_letters
from wirwissen.course.credentials.queries import Standing, as_standing, learning_record
from wirwissen.foundation.core.errors import Refused


class NotNow(Refused):
    """A refusal with what was read for it: the page that shows it need not read that again."""

    def __init__(self, message: str, standings: Sequence[Standing]) -> None:
        super().__init__(message)
        self.standings = standings


@contextmanager
def telling(standings: Sequence[Standing]) -> Iterator[None]:
    """Within, every refusal takes along what is known of the people it is about."""
    try:
        yield
    except Refused as refusal:
        raise NotNow(str(refusal), standings) from None


def locked(participant: Participant) -> Participant:
    """The person's row, locked, with all that papers need from beside it. One query."""
    rows = Participant.objects.select_for_update(of=("self",))
    return rows.select_related(
        "cohort__version__programme", "cohort__organisation", "person", "portfolio"
    ).get(pk=participant.pk)


def living_certificates(people: Sequence[Participant]) -> dict[str, dict[str, Paper]]:
    """Pending and issued certificates by participant id and state. One query.

    Read after the people are locked and not with them: PostgreSQL would answer what was there
    before it waited for the lock.
    """
    rows = Paper.objects.filter(
        participant__in=people, kind=PaperKind.CERTIFICATE, state__in=LIVING
    )
    living: dict[str, dict[str, Paper]] = {who.pk: {} for who in people}
    for row in rows:
        living[row.participant_id or ""][row.state] = row
    return living


def standing_of(who: Participant, now: datetime) -> Standing:
    """The learning record, read and checked anew, as staff see it. Six queries."""
    record = learning_record(who, timezone.localdate(now))
    return as_standing(who, record, for_staff=True)


def check_ready(standing: Standing) -> None:
    """Raises `Refused` with all that is lacking while a requirement is not met."""
    if not standing.is_ready:
        lacking = " ".join(row.text for row in standing.open_rows)
        raise Refused(_("Noch kein Zertifikat möglich. %(lacking)s") % {"lacking": lacking})


def check_letters(name: str) -> None:
    """Raises `Refused` for letters that our fonts do not have."""
    if odd := unprintable_letters(name):
        raise Refused(unprintable(odd))


def unprintable(signs: str) -> str:
    """What is said about letters that cannot be printed."""
    return _(
        "Diese Zeichen können wir nicht drucken: %(signs)s. Schreiben Sie Name oder Nummer anders."
    ) % {"signs": signs}
