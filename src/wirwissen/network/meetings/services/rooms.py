"""The group's room: keep it, open it for the evening, lead people in. It belongs to the group."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.foundation.sealed.services import create_envelope, open_text, seal_text
from wirwissen.network.groups.models import Group
from wirwissen.network.meetings.models import Meeting, PartKind, Pass, Room, Task
from wirwissen.network.meetings.services.bbb import Server

MINUTES = 180  # a meeting and some air on both sides; the server ends it then
_KEEP_CREATION = 60 * 60  # seconds


@dataclass(frozen=True)
class Plain:
    """A plain link: the same for everybody."""

    address: str
    operator: str


@transaction.atomic
def keep_room(
    group: Group, *, operator: str, address: str, is_bbb: bool = False, secret: str = ""
) -> Room:
    """Keep where the group meets. An empty secret leaves the one there is.

    A new address or a new secret is known to nobody outside.
    """
    Group.objects.select_for_update().get(pk=group.pk)
    row = Room.objects.filter(group=group).select_related("envelope").first() or Room(group=group)
    if secret or not row.address_sealed or address_of(row) != address:
        row.known_outside = False
    row.envelope = row.envelope or create_envelope()
    row.operator, row.is_bbb = operator, is_bbb
    row.address_sealed = seal_text(row.envelope, address, row=row, field="address_sealed")
    if secret or not is_bbb:
        row.secret_sealed = seal_text(row.envelope, secret, row=row, field="secret_sealed")
    row.save()
    return row


def room_of(group: Group) -> Room | None:
    """The group's room. One query."""
    return Room.objects.filter(group=group).select_related("envelope").first()


def address_of(room: Room) -> str:
    """Link or address of the interface, opened: for the orga's form and for leading people in."""
    return open_text(room.envelope, room, "address_sealed")


def way_in(room: Room, one: Pass, *, place: str) -> str:
    """Where one person goes: the plain link, or a personal link of the video server.

    `place`: "main", "small" (their small group) or "care" (the quiet room). Raises `VideoTrouble`.
    """
    if not room.is_bbb:
        return address_of(room)
    server = Server(address_of(room), open_text(room.envelope, room, "secret_sealed"))
    number = one.small_group if place == "small" else 0
    meeting_id = room_id(one.meeting, f"{place}-{number}" if number else place)
    created = _created(server, meeting_id, number)
    return server.join_url(
        meeting_id,
        name=one.meeting_name,
        seat=one.seat,
        is_host=_leads(one),
        created=created,
    )


def room_id(meeting: Meeting, place: str) -> str:
    """An id for the video server that tells nothing: not the meeting, not the group."""
    return sha256(f"{settings.SECRET_KEY}:{meeting.pk}:{place}".encode()).hexdigest()[:32]


def _created(server: Server, meeting_id: str, number: int) -> str:
    """Open a room on the server, once: the first who comes opens it, even if no host is there."""
    key = f"video:{meeting_id}"
    known = cache.get(key)
    if known is not None:
        return str(known)
    name = _("Raum %(number)d") % {"number": number} if number else _("Raum")
    created = server.create(
        meeting_id, name=name, minutes=MINUTES, back_to=f"{settings.HOUSE_ADDRESS}/"
    )
    cache.set(key, created, _KEEP_CREATION)
    return created


def _leads(one: Pass) -> bool:
    kinds = (PartKind.HOST, PartKind.SECOND, PartKind.TECH, PartKind.CARE)
    return Task.objects.filter(
        meeting=one.meeting_id, member=one.member_id, kind__in=kinds
    ).exists()
