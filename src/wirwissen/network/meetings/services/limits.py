"""What a decision takes away for a while: contributions, not the meetings themselves."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.models import Member, MemberState


def refuse_limited(member: Member) -> None:
    """Raise `Refused` for whom a decision has limited: meetings yes, contributions no."""
    if member.state == MemberState.LIMITED:
        raise Refused(
            _("Beiträge sind für dich gerade zu. Was gilt und warum, steht in der Antwort an dich.")
        )
