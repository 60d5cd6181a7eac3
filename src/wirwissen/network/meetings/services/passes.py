"""The door of the evening: a pass for one member, a link that works once, small groups by lot."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from hashlib import sha256
from random import Random, SystemRandom
from secrets import token_urlsafe

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_id
from wirwissen.network.care.queries import barred
from wirwissen.network.groups.models import Group, Member
from wirwissen.network.meetings.models import Meeting, Pass
from wirwissen.network.meetings.rules.evening import Door, State, door_at
from wirwissen.network.meetings.rules.rooms import MOST_PEOPLE, Pair, small_groups


def apart_of(group: Group) -> set[Pair]:
    """Pairs of members who must not share a small group, from `settings.APART_SOURCES`.

    Asked anew for each drawing: an entry of this afternoon counts tonight.
    """
    found: set[Pair] = set()
    for name in settings.APART_SOURCES:
        source: Callable[[Group], Collection[Pair]] = import_string(name)
        found |= set(source(group))
    return found


def door_of(meeting: Meeting, *, now: datetime) -> Door:
    """What the door looks like now."""
    return door_at(
        state=State(meeting.state), starts_at=meeting.starts_at, ends_at=meeting.ends_at, now=now
    )


@transaction.atomic
def issue_pass(meeting: Meeting, member: Member, *, name: str, now: datetime) -> str:
    """A pass for this evening under a name of choice; gives the token of a link that works once.

    Asking again changes the name and makes a new link; the one before stops working. Raises
    `Refused` while the door is shut, and for whom a decision keeps out of meetings.
    """
    _check_open(meeting, now=now)
    _check_may_come(meeting, member, now=now)
    token = token_urlsafe(24)
    row, _is_new = Pass.objects.get_or_create(
        meeting=meeting, member=member, defaults={"meeting_name": name, "seat": new_id()}
    )
    row.meeting_name, row.token_hash = name, _hash(token)
    row.save(update_fields=["meeting_name", "token_hash"])
    return token


@transaction.atomic
def use_pass(meeting: Meeting, member: Member, token: str, *, now: datetime) -> Pass | None:
    """Use a link: the pass it opens, or `None` if it was used, replaced, or belongs to another."""
    _check_open(meeting, now=now)
    _check_may_come(meeting, member, now=now)
    rows = Pass.objects.select_for_update(of=("self",)).select_related("meeting")
    row = rows.filter(meeting=meeting, member=member, token_hash=_hash(token)).first()
    if row is None:
        return None
    row.token_hash = ""
    row.save(update_fields=["token_hash"])
    return row


def own_pass(meeting: Meeting, member: Member) -> Pass | None:
    """The member's pass for this evening. One query."""
    return Pass.objects.filter(meeting=meeting, member=member).first()


@transaction.atomic
def draw_small_groups(meeting: Meeting, *, now: datetime, lot: Random | None = None) -> list[int]:
    """Part everybody who has come into small groups, by lot; gives the sizes of the rooms.

    Who is with whom is told to nobody: each sees the number of their own room. Empty: all stay in
    the big room. Raises `Refused` while the door is shut or for more than 120 people.
    """
    _check_open(meeting, now=now)
    away = _barred(meeting, now=now)  # decided this evening, with the pass in their hands
    passes = Pass.objects.select_for_update().filter(meeting=meeting)
    rows = list(passes.exclude(member__in=away))
    if len(rows) > MOST_PEOPLE:
        raise Refused(_("Kleine Gruppen gehen bis 120 Menschen. Teilt euch in Wellen auf."))
    pairs = apart_of(meeting.group)
    rooms = small_groups([row.member_id for row in rows], apart=pairs, lot=lot or SystemRandom())
    number = {member: n for n, room in enumerate(rooms, start=1) for member in room}
    for row in rows:
        row.small_group = number.get(row.member_id, 0)
    Pass.objects.bulk_update(rows, ["small_group"])
    return [len(room) for room in rooms]


def clear_passes(*, now: datetime) -> int:
    """Forget who was there: every pass goes once its evening is over. Returns how many."""
    over = [
        meeting.pk
        for meeting in Meeting.objects.filter(passes__isnull=False).distinct()
        if door_of(meeting, now=now) in {Door.OVER, Door.SHUT}
    ]
    count, _kinds = Pass.objects.filter(meeting__in=over).delete()
    return count


def _check_open(meeting: Meeting, *, now: datetime) -> None:
    door = door_of(meeting, now=now)
    if door is Door.EARLY:
        raise Refused(_("Der Zugang öffnet 15 Minuten vorher. Komm dann wieder."))
    if door is not Door.OPEN:
        raise Refused(_("Dieses Treffen hat gerade keinen offenen Raum."))


def _check_may_come(meeting: Meeting, member: Member, *, now: datetime) -> None:
    if member.pk in _barred(meeting, now=now):
        raise Refused(
            _("Für dich ist gerade Pause von den Treffen. Wie lange, steht in der Antwort an dich.")
        )


def _barred(meeting: Meeting, *, now: datetime) -> frozenset[str]:
    return barred(meeting.group, timezone.localdate(now))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
