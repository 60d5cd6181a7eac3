"""Take over what a person's record from elsewhere holds."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wirwissen.course.cohorts.models import MakeUp, Participant
from wirwissen.course.internships import rules as internship_rules
from wirwissen.course.internships.models import Placement
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.record.shapes import LearningRecord
from wirwissen.foundation.accounts.models import User


@transaction.atomic
def take_over(
    participant: Participant, record: LearningRecord, *, by: User, now: datetime
) -> tuple[int, int]:
    """Enter a record's make-ups and placements, unconfirmed: a lead looks at the papers.

    Only for parts and internships this programme knows; what is there already is not doubled.
    Returns how many make-ups and placements are new.
    """
    curriculum = curriculum_of(participant.cohort.version)
    parts = {part.id for part in curriculum.counted_parts}
    numbers = {rule.no for rule in curriculum.rules.internships}
    makeups = placements = 0
    for made_up in record.makeups:
        if made_up.part in parts:
            _row, is_new = MakeUp.objects.get_or_create(
                participant=participant, part=made_up.part, site=made_up.site,
                from_on=made_up.starts_on, to_on=made_up.ends_on, units=made_up.units,
                defaults={"days": made_up.days, "present": made_up.present, "entered_by": by},
            )  # fmt: skip
            makeups += is_new
    for entry in record.internships:
        for place in entry.placements if entry.no in numbers else ():
            _row2, is_new = Placement.objects.get_or_create(
                participant=participant, no=entry.no, host=place.host[:200],
                from_on=place.starts_on, to_on=place.ends_on,
                quarter_hours=internship_rules.quarters(place.hours),
            )  # fmt: skip
            placements += is_new
    return makeups, placements
