"""Where upper apps join in: each list is filled in an app's `ready()`."""

from __future__ import annotations

from collections.abc import Callable

from wirwissen.network.groups.models import Member

# A request to join has ended: its id, and the member it became (`None`: nothing of it stays).
# Called in the same transaction.
request_ended: list[Callable[[str, Member | None], None]] = []
