"""Decisions about places at info events, attendance, and the entitlement it earns.

All times are aware. Source of the path: docs/reference/sources.md#info-events.
"""

from datetime import date, datetime, timedelta
from enum import Enum
from unicodedata import combining, normalize

from wirwissen.foundation.places.rules import InLine as InLine
from wirwissen.foundation.places.rules import free_places as free_places
from wirwissen.foundation.places.rules import has_lapsed as has_lapsed
from wirwissen.foundation.places.rules import held_until as held_until
from wirwissen.foundation.places.rules import may_lower_seats as may_lower_seats
from wirwissen.foundation.places.rules import next_in_line as next_in_line

CHECK_IN_OPENS = timedelta(hours=1)  # before the event begins
CHECK_IN_LASTS = timedelta(days=14)  # after it ended: a printed list is typed in later
NEEDS_LAST = timedelta(days=7)  # after the event, product/course-house.md, step 2
ENTITLEMENT_DAYS = 730  # where no offer says how long
SAME_READING = timedelta(minutes=30)  # looking again within it is no new reading
MOST_MAILS_AN_HOUR = 6  # to one address: nobody fills a stranger's mailbox through our form


class NewPlace(Enum):
    """What a new registration becomes."""

    PLACE = "place"
    WAITING = "waiting"


class EntitlementState(Enum):
    """Where an entitlement stands; only an open one may be bound to somebody."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def state_of_new_registration(
    *, now: datetime, closes_at: datetime, seats: int | None, taken: int, waiting: int
) -> NewPlace | None:
    """Decide what a new registration becomes; `None` means registration has closed.

    `seats` is the number of places (`None`: no limit), `taken` those held, booked or offered,
    `waiting` the confirmed people on the waiting list: nobody overtakes them. A full event leads to
    the waiting list, never to a refusal: an info event is mandatory before applying, so "full" must
    not come to mean "you cannot apply". Raises `ValueError` for a negative count.
    """
    free = free_places(seats=seats, taken=taken)
    if waiting < 0:
        raise ValueError("Nobody can wait less than not at all.")
    if now >= closes_at:
        return None
    if waiting or free == 0:
        return NewPlace.WAITING
    return NewPlace.PLACE


def may_check_in(*, now: datetime, starts_at: datetime, ends_at: datetime, cancelled: bool) -> bool:
    """From one hour before the event until 14 days after it; never for a cancelled one."""
    return not cancelled and starts_at - CHECK_IN_OPENS <= now <= ends_at + CHECK_IN_LASTS


def ends_of_needs(ends_at: datetime) -> datetime:
    """When what people said they need is deleted: 7 days after the event ended."""
    return ends_at + NEEDS_LAST


def may_read_needs(*, person: str, host: str | None, now: datetime, ends_at: datetime) -> bool:
    """Needs are for that day's host alone, and gone 7 days after the event."""
    return host is not None and person == host and now < ends_of_needs(ends_at)


def entitlement_until(*, attended_on: date, days: int) -> date:
    """The last day on which the entitlement opens an application (this day included)."""
    return attended_on + timedelta(days=days)


def state_of_entitlement(
    *, valid_until: date, withdrawn: bool, bound: bool, today: date
) -> EntitlementState:
    """Withdrawn wins over used, used over expired: an application once begun goes on."""
    if withdrawn:
        return EntitlementState.WITHDRAWN
    if bound:
        return EntitlementState.USED
    return EntitlementState.EXPIRED if today > valid_until else EntitlementState.OPEN


def may_send_again(*, mails_last_hour: int) -> bool:
    """Whether one more mail to an address goes out; the page shown is the same either way (T7)."""
    return mails_last_hour < MOST_MAILS_AN_HOUR


def name_order(name: str) -> tuple[str, str]:
    """How names are sorted on screen and paper alike: accents and case do not matter."""
    plain = "".join(sign for sign in normalize("NFKD", name.casefold()) if not combining(sign))
    return plain, name
