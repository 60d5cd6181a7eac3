"""Where upper apps join in: each list is filled in an app's `ready()`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, OuterRef

from wirwissen.network.groups.models import DutyKind, Group, Member

# A request to join has ended: its id, and the member it became (`None`: nothing of it stays).
# Called in the same transaction.
request_ended: list[Callable[[str, Member | None], None]] = []

# Whether a member must not meet the person behind a request; both an id or an `OuterRef` to one.
# They neither read it nor talk with that person (product/network-house.md: a colleague applies).
kept_apart: list[Callable[[str | OuterRef, str | OuterRef], Exists]] = []

# Whether somebody who asks to join takes a time for the talk only later, by the request's id.
talk_waits: list[Callable[[str], bool]] = []

# A call names its founding meeting, or another time for it: the group, the time before (`None` at
# first), the new one, and now. It may raise `Refused`.
founding_meeting_set: list[Callable[[Group, datetime | None, datetime, datetime], None]] = []

# A duty has ended: taken, laid down, or its member is about to go. Whoever waits for something that
# went with it gets another one. Called in the same transaction, once the duty is gone.
duty_ended: list[Callable[[Member, DutyKind, datetime], None]] = []

# A member is about to go for good: others take over what they had promised. Same transaction.
member_goes: list[Callable[[Member, datetime], None]] = []
