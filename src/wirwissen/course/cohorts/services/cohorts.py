"""Making and changing a cohort."""

from datetime import datetime

from django.db import transaction

from wirwissen.course.cohorts.models import Cohort
from wirwissen.course.programme.models import Offer, ProgrammeVersion
from wirwissen.course.programme.services import pin
from wirwissen.foundation.accounts.models import Organisation


@transaction.atomic
def create_cohort(
    organisation: Organisation,
    version: ProgrammeVersion,
    *,
    title: str,
    offer: Offer | None = None,
    place: str = "",
    room_limit: int | None = None,
    objection_days: int = 14,
    due_cents: int = 0,
    now: datetime,
) -> Cohort:
    """Make a cohort and pin its version: a later version never changes it."""
    pin(version, now=now)
    return Cohort.objects.create(
        organisation=organisation,
        offer=offer,
        version=version,
        title=title,
        place=place,
        room_limit=room_limit,
        objection_days=objection_days,
        due_cents=due_cents,
        created_at=now,
    )


def change_cohort(
    cohort: Cohort,
    *,
    title: str,
    place: str,
    room_limit: int | None,
    objection_days: int,
    due_cents: int,
) -> None:
    """Change what is not pinned. What each person is to pay stays as it was agreed with them."""
    cohort.title, cohort.place, cohort.room_limit = title, place, room_limit
    cohort.objection_days, cohort.due_cents = objection_days, due_cents
    cohort.save(update_fields=["title", "place", "room_limit", "objection_days", "due_cents"])
