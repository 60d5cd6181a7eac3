"""Named reads of the selection."""

from datetime import datetime

from django.db.models import QuerySet

from wirwissen.course.admissions.models import Application, PlaceState
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.worklist import Todo


def accepted(offer: Offer) -> QuerySet[Application]:
    """Applications whose place was accepted. One query."""
    return offer.applications.filter(place_offers__state=PlaceState.ACCEPTED)


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """What waits for readers and the office in the selection."""
    return []
