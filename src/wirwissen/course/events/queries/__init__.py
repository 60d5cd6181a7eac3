"""Named reads of events, places and entitlements."""

from wirwissen.course.events.queries.entitlements import (
    code_hash,
    days_of_validity,
    entitlement_by_code,
    entitlement_by_id,
    entitlement_of,
    entitlements_of,
    exception_name,
    state_of,
)
from wirwissen.course.events.queries.office import (
    DoorLine,
    DoorList,
    coming,
    door_list,
    event_by_id,
    host_name,
    hosts,
    needs_of,
    offers,
    past,
    programmes,
    registration_by_id,
)
from wirwissen.course.events.queries.places import (
    LAPSES,
    PLACE_LINK,
    Counts,
    active_by_mail,
    counts,
    events_to_settle,
    mails_last_hour,
    needs_to_drop,
    offer_by_slug,
    place_by_token,
    state_at,
    taking_a_place,
    upcoming,
)
from wirwissen.course.events.queries.worklist import todos

__all__ = [
    "LAPSES", "PLACE_LINK", "Counts", "DoorLine", "DoorList", "active_by_mail", "code_hash",
    "coming", "counts", "days_of_validity", "door_list", "entitlement_by_code",
    "entitlement_by_id", "entitlement_of", "entitlements_of", "event_by_id", "events_to_settle",
    "exception_name", "host_name", "hosts", "mails_last_hour", "needs_of", "needs_to_drop",
    "offer_by_slug", "offers", "past", "place_by_token", "programmes", "registration_by_id",
    "state_at", "state_of", "taking_a_place", "todos", "upcoming",
]
