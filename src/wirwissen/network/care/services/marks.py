"""Keeping a private list, and giving the own name and workplace once for the comparison.

Nothing here looks for hits: that is the nightly job's work, so an answer takes the same time and
does the same work whether somebody is found or not.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.services import (
    create_envelope,
    destroy,
    keyed_hash,
    seal_text,
)
from wirwissen.network.care.models import Avoided, Case, OwnMarks
from wirwissen.network.care.rules.marks import MOST_ENTRIES, Kind, comparable, may_give_again
from wirwissen.network.groups.models import Group, JoinRequest, Member
from wirwissen.network.groups.services import give_slot_back


def mark_of(group_id: str, text: str, kind: Kind) -> str:
    """The keyed hash of a name in one group ("" if nothing is left to compare).

    Bound to the group: the same person in two groups has two hashes (names are per place).
    """
    plain = comparable(text, kind)
    return keyed_hash(plain, place=f"care.mark:{group_id}:{kind.value}") if plain else ""


@transaction.atomic
def add_avoided(member: Member, text: str, kind: Kind) -> None:
    """Put somebody or a workplace on the own list. The same entry again changes nothing.

    Raises `Refused` where nothing is left to compare, or the list is full.
    """
    member = Member.objects.select_for_update().get(pk=member.pk)
    mark = mark_of(member.group_id, text, kind)
    if not mark:
        raise Refused(_("Schreib mindestens einen Namen, den man vergleichen kann."))
    entries = Avoided.objects.filter(member=member)
    if entries.filter(mark_hash=mark).exists():
        return
    if entries.count() >= MOST_ENTRIES:
        raise Refused(
            _("Auf die Liste passen %(most)d Einträge. Entferne zuerst einen anderen.")
            % {"most": MOST_ENTRIES}
        )
    row = Avoided(member=member, kind=kind.value, envelope=create_envelope(), mark_hash=mark)
    assert row.envelope is not None
    row.label_sealed = seal_text(row.envelope, text.strip(), row=row, field="label_sealed")
    row.save(force_insert=True)


@transaction.atomic
def remove_avoided(member: Member, entry_id: str) -> None:
    """Take an entry off the own list; its key goes with it. Twice does no harm."""
    for row in Avoided.objects.filter(member=member, pk=entry_id).select_related("envelope"):
        row.delete()
        if row.envelope is not None:
            destroy(row.envelope)
            row.envelope.delete()


@transaction.atomic
def give_own_marks(member: Member, *, name: str, workplace: str, now: datetime) -> None:
    """Keep hashes of the own name and workplace. Raises `Refused` within 180 days of the last time.

    Once only: else somebody could try out other people's names and watch what happens.
    """
    today = timezone.localdate(now)
    row = OwnMarks.objects.select_for_update().filter(member=member).first()
    if not may_give_again(given_on=row.given_on if row else None, today=today):
        raise Refused(_("Das hast du schon angegeben. Nach 180 Tagen geht es wieder."))
    OwnMarks.objects.update_or_create(
        member=member,
        defaults={
            "group_id": member.group_id, "given_on": today,
            **_hashes(member.group_id, name, workplace),
        },
    )  # fmt: skip


@transaction.atomic
def withdraw_own_marks(member: Member) -> None:
    """Delete the hashes at once. The day they were given stays: 180 days count from it."""
    OwnMarks.objects.filter(member=member).update(name_hash="", workplace_hash="")


@transaction.atomic
def give_request_marks(
    group: Group, request_id: str, *, name: str, workplace: str, now: datetime
) -> None:
    """The same for somebody who asks to join, by the id of the request. Only the first time counts.

    A hit is looked for at night, so the form's answer tells nothing. A time for the talk that was
    taken before is free again, a hit or not: else two might meet who must not.
    """
    _row, is_new = OwnMarks.objects.get_or_create(
        request=request_id, group=group,
        defaults={"given_on": timezone.localdate(now), **_hashes(group.pk, name, workplace)},
    )  # fmt: skip
    asked = JoinRequest.objects.filter(pk=request_id).first()
    if is_new and asked is not None:
        give_slot_back(asked, now=now)


@transaction.atomic
def join_request(request_id: str, member: Member) -> None:
    """A request became a membership: what was given and what was found goes with the person."""
    OwnMarks.objects.filter(request=request_id, group=member.group_id).update(
        member=member, request=""
    )
    cases = Case.objects.filter(request=request_id, group=member.group_id)
    cases.exclude(earlier=member).update(later=member, request="")


@transaction.atomic
def forget_request(request_id: str) -> None:
    """A request ended without a membership: nothing of it stays here."""
    OwnMarks.objects.filter(request=request_id).delete()
    Case.objects.filter(request=request_id).delete()


def end_request(request_id: str, member: Member | None) -> None:
    """What `groups` calls when a request has ended: with a membership, or without."""
    if member is not None:
        join_request(request_id, member)
    else:
        forget_request(request_id)


def _hashes(group_id: str, name: str, workplace: str) -> dict[str, str]:
    return {
        "name_hash": mark_of(group_id, name, Kind.PERSON),
        "workplace_hash": mark_of(group_id, workplace, Kind.WORKPLACE),
    }
