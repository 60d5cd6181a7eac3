"""The reading log: who opened class S of an applicant, told to the applicant (promise 3)."""

from datetime import datetime

from wirwissen.course.admissions.rules.application import is_new_reading
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.privacy.models import Reading


def record_reading(owner: User, *, reader: User, name: str, what: str, now: datetime) -> None:
    """Write down that `reader` opened `what` of `owner`. Looking again within half an hour is the
    same reading; looking at one's own is none. `what` is a German word for the page, no content.
    """
    if owner.pk == reader.pk:
        return
    rows = Reading.objects.filter(owner=owner, reader=reader, what=what)
    last = rows.order_by("-read_at").values_list("read_at", flat=True).first()
    if is_new_reading(last=last, now=now):
        Reading.objects.create(owner=owner, reader=reader, reader_name=name, what=what, read_at=now)
