"""The reading log: who opened what somebody needs, told to those who have an account by now."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from wirwissen.course.events import rules
from wirwissen.course.events.models import Registration
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.privacy.models import Reading


def record_readings(
    rows: Iterable[Registration], *, reader: User, name: str, now: datetime
) -> None:
    """Write down that `reader` opened the needs of these people (entitlements loaded).

    Only somebody with an account can look it up; looking again within half an hour is the same
    reading. Two queries.
    """
    what = _("Was Sie beim Info-Termin brauchen")
    entitlements = (getattr(row, "entitlement", None) for row in rows)
    owners = {one.person_id for one in entitlements if one is not None and one.person_id}
    since = now - rules.SAME_READING
    seen = Reading.objects.filter(reader=reader, what=what, read_at__gt=since, owner__in=owners)
    fresh = owners - {reader.pk} - set(seen.values_list("owner_id", flat=True))
    Reading.objects.bulk_create(
        Reading(owner_id=owner, reader=reader, reader_name=name, what=what, read_at=now)
        for owner in sorted(fresh)
    )
