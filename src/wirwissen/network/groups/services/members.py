"""Founding a group, becoming a member, taking on a duty, leaving."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.models import Organisation, User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_id
from wirwissen.network.groups.models import Duty, DutyChange, DutyKind, Group, Member


@transaction.atomic
def found_group(
    organisation: Organisation | None, founder: User, *, name: str, slug: str, pseudonym: str,
    now: datetime, **texts: object,
) -> Group:  # fmt: skip
    """Found a group; whoever founds it is its first member and its orga."""
    group = Group.objects.create(organisation=organisation, name=name, slug=slug, **texts)
    member = add_member(group, founder, pseudonym=pseudonym, now=now)
    give_duty(member, DutyKind.ORGA, by=None, now=now)
    return group


@transaction.atomic
def add_member(group: Group, user: User, *, pseudonym: str, now: datetime) -> Member:
    """Take somebody in under a name of their choice. Twice does no harm.

    Raises `Refused` where the name is taken: two people of one name cannot be told apart.
    """
    known = Member.objects.filter(group=group, user=user).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return Member.objects.create(
                group=group, user=user, pseudonym=" ".join(pseudonym.split()),
                joined_month=_month(now), agreed_version=group.agreement_version,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(
            _("Diesen Namen gibt es in der Gruppe schon. Nehmen Sie einen anderen.")
        ) from None


@transaction.atomic
def give_duty(member: Member, kind: DutyKind, *, by: Member | None, now: datetime) -> Duty:
    """Give a member a duty and write it down. Twice does no harm."""
    row, is_new = Duty.objects.get_or_create(
        member=member, kind=kind.value, defaults={"since_month": _month(now)}
    )
    if is_new:
        _write_down(member, kind, given=True, by=by, now=now)
    return row


@transaction.atomic
def take_duty(member: Member, kind: DutyKind, *, by: Member | None, now: datetime) -> None:
    """Take a duty from a member: all their sessions end. Twice does no harm.

    Raises `Refused` for the last orga of a group: somebody must be able to open the door.
    """
    others = Duty.objects.filter(member__group=member.group_id, kind=kind.value)
    if kind is DutyKind.ORGA and not others.exclude(member=member).exists():
        raise Refused(_("Das ist die letzte Person der Orga. Geben Sie die Aufgabe zuerst weiter."))
    count, _kinds = Duty.objects.filter(member=member, kind=kind.value).delete()
    if not count:
        return
    _write_down(member, kind, given=False, by=by, now=now)
    User.objects.filter(pk=member.user_id).update(session_mark=new_id())


@transaction.atomic
def leave(member: Member) -> None:
    """Leave a group: the membership and all that hangs on it are gone at once.

    Raises `Refused` for the last orga of a group that still has other members.
    """
    is_orga = member.duties.filter(kind=DutyKind.ORGA.value).exists()
    others = Member.objects.filter(group=member.group_id).exclude(pk=member.pk)
    if is_orga and others.exists() and not others.filter(duties__kind=DutyKind.ORGA.value).exists():
        raise Refused(_("Geben Sie die Orga zuerst weiter. Sonst steht die Gruppe ohne da."))
    member.delete()


def _write_down(
    member: Member, kind: DutyKind, *, given: bool, by: Member | None, now: datetime
) -> None:
    DutyChange.objects.create(
        group_id=member.group_id, member=member, kind=kind.value, given=given, by=by,
        changed_on=timezone.localdate(now),
    )  # fmt: skip


def _month(now: datetime) -> date:
    return timezone.localdate(now).replace(day=1)
