"""The one way this app writes to members: that there is something new, never what."""

from __future__ import annotations

from datetime import datetime

from wirwissen.foundation.mail.services import queue_mail
from wirwissen.network.groups.models import Member


def tell(member: Member, now: datetime) -> None:
    """Write that there is something new; nothing for a member without address."""
    if member.user.email:
        queue_mail("care/mail/something_new.txt", to=member.user.email, now=now)
