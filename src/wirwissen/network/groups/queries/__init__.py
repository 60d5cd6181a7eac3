"""Named reads of groups."""

from wirwissen.network.groups.queries.orga import (
    coming_slots,
    duties_of,
    duty_changes,
    free_slots,
    groups_of_house,
    keeps_apart,
    readers_of,
    request_of,
    waiting_requests,
)
from wirwissen.network.groups.queries.own import (
    card_for_group,
    cards_for,
    cards_of,
    is_public,
    todos,
)
from wirwissen.network.groups.queries.public import (
    call_of,
    coming_dates,
    public_groups,
    public_meetings,
    public_pages,
    public_partners,
    published_dates,
    waiting_for,
)

__all__ = [
    "call_of",
    "card_for_group",
    "cards_for",
    "cards_of",
    "coming_dates",
    "coming_slots",
    "duties_of",
    "duty_changes",
    "free_slots",
    "groups_of_house",
    "is_public",
    "keeps_apart",
    "public_groups",
    "public_meetings",
    "public_pages",
    "public_partners",
    "published_dates",
    "readers_of",
    "request_of",
    "todos",
    "waiting_for",
    "waiting_requests",
]
