"""Named reads of applications and their papers."""

from datetime import datetime

from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.worklist import Todo


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """What waits for applicants, and for the office: papers set aside, new submissions."""
    return []
