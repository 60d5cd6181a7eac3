"""Take over what a person's record from elsewhere holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.cohorts.services import enter_makeup
from wirwissen.course.internships import rules as internship_rules
from wirwissen.course.internships.models import Placement
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.record.shapes import LearningRecord
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused

LONGEST = 200  # letters in a place's name
MOST = Decimal(999)  # units, days or hours of one entry; nobody has more


@dataclass(frozen=True, kw_only=True)
class TakenOver:
    """How many entries are new."""

    makeups: int
    placements: int


@transaction.atomic
def take_over(
    participant: Participant, record: LearningRecord, *, by: User, now: datetime
) -> TakenOver:
    """Enter a record's make-ups and placements, unconfirmed: a lead looks at the papers.

    Only for parts and internships this programme knows; what is there already is not doubled.
    Raises `Refused` for amounts that nobody has.
    """
    _check_amounts(record)
    who = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    return TakenOver(
        makeups=_take_makeups(who, record, by=by), placements=_take_placements(who, record)
    )


def _check_amounts(record: LearningRecord) -> None:
    amounts = [amount for row in record.makeups for amount in (row.units, row.days)]
    amounts += [place.hours for entry in record.internships for place in entry.placements]
    if any(amount > MOST for amount in amounts):
        raise Refused(_("Ein Eintrag hat mehr als 999 Stunden. Prüfen Sie die Datei."))


def _take_makeups(who: Participant, record: LearningRecord, *, by: User) -> int:
    parts = {part.id for part in curriculum_of(who.cohort.version).counted_parts}
    before = who.makeups.count()
    for row in record.makeups:
        if row.part in parts:
            enter_makeup(
                who, part=row.part, topic_there="", site=row.site[:LONGEST],
                from_on=row.starts_on, to_on=row.ends_on, units=row.units, days=row.days,
                present=row.present, by=by,
            )  # fmt: skip
    return who.makeups.count() - before


def _take_placements(who: Participant, record: LearningRecord) -> int:
    numbers = {rule.no for rule in curriculum_of(who.cohort.version).rules.internships}
    known = {_key(row) for row in who.placements.filter(withdrawn_at=None)}
    new = []
    for entry in record.internships:
        for place in entry.placements if entry.no in numbers else ():
            row = Placement(
                participant=who, no=entry.no, host=place.host[:LONGEST], from_on=place.starts_on,
                to_on=place.ends_on, quarter_hours=internship_rules.quarters(place.hours),
            )  # fmt: skip
            if _key(row) not in known:
                known.add(_key(row))
                new.append(row)
    return len(Placement.objects.bulk_create(new))


def _key(row: Placement) -> tuple[object, ...]:
    return (row.no, row.host, row.from_on, row.to_on, row.quarter_hours)
