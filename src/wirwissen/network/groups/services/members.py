"""Founding a group, becoming a member, taking on a duty, leaving."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.models import Organisation, User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_id
from wirwissen.network.groups.hooks import duty_ended, member_goes
from wirwissen.network.groups.models import Duty, DutyChange, DutyKind, Group, Member, MemberState


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
    row = Member(
        group=group, user=user, pseudonym=" ".join(pseudonym.split()), joined_month=_month(now),
        agreed_version=group.agreement_version,
    )  # fmt: skip
    _save_name(row)
    return row


def rename(member: Member, pseudonym: str) -> None:
    """Take another name in this group. Raises `Refused` where it is taken."""
    member.pseudonym = " ".join(pseudonym.split())
    _save_name(member)


def agree(member: Member, *, version: int) -> None:
    """Agree to this version of the agreement; an older one than before changes nothing."""
    older = Member.objects.filter(pk=member.pk, agreed_version__lt=version)
    older.update(agreed_version=version)


def set_pause(member: Member, *, is_paused: bool) -> None:
    """Pause, or come back. Whoever is limited stays limited."""
    wanted = MemberState.PAUSED if is_paused else MemberState.ACTIVE
    free = Member.objects.filter(pk=member.pk).exclude(state=MemberState.LIMITED.value)
    free.update(state=wanted.value)


def set_post(member: Member, *, subject: int, digest: bool, silent_until: date | None) -> None:
    """How mails to this member look and when they come. Sealed nowhere: it tells nothing."""
    Member.objects.filter(pk=member.pk).update(
        mail_subject=subject, digest=digest, silent_until=silent_until
    )


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
    """Take a duty from a member: all their sessions end, open tasks of it go to others. Twice does
    no harm.

    Raises `Refused` for the last orga of a group: somebody must be able to open the door.
    """
    # Two people who take each other's duty at once must not leave the group without any.
    Group.objects.select_for_update().get(pk=member.group_id)
    others = Duty.objects.filter(member__group=member.group_id, kind=kind.value)
    if kind is DutyKind.ORGA and not others.exclude(member=member).exists():
        raise Refused(_("Das ist die letzte Person der Orga. Gib die Aufgabe zuerst weiter."))
    _end_duty(member, kind, by=by, now=now)


@transaction.atomic
def leave(member: Member, *, now: datetime) -> None:
    """Leave a group: the membership and all that hangs on it are gone at once.

    Raises `Refused` for the last orga of a group that still has other members.
    """
    Group.objects.select_for_update().get(pk=member.group_id)
    is_orga = member.duties.filter(kind=DutyKind.ORGA.value).exists()
    others = Member.objects.filter(group=member.group_id).exclude(pk=member.pk)
    if is_orga and others.exists() and not others.filter(duties__kind=DutyKind.ORGA.value).exists():
        raise Refused(_("Gib die Orga zuerst weiter. Sonst steht die Gruppe ohne da."))
    part_with(member, now=now)
    member.delete()


@transaction.atomic
def part_with(member: Member, *, now: datetime) -> None:
    """Before a member goes for good: duties end, sessions too, open tasks go to others.

    Refuses nobody: the last orga may have themselves erased, and the house finds a new one.
    """
    for kind in list(member.duties.values_list("kind", flat=True)):
        _end_duty(member, DutyKind(kind), by=member, now=now)
    for go in member_goes:
        go(member, now)


def part_with_all(user: User, now: datetime) -> None:
    """The same in each group of somebody who is erased (`privacy.hooks.before_erase`)."""
    for member in Member.objects.filter(user=user).select_related("group"):
        part_with(member, now=now)


def _end_duty(member: Member, kind: DutyKind, *, by: Member | None, now: datetime) -> None:
    count, _kinds = Duty.objects.filter(member=member, kind=kind.value).delete()
    if not count:
        return
    _write_down(member, kind, given=False, by=by, now=now)
    User.objects.filter(pk=member.user_id).update(session_mark=new_id())
    for end in duty_ended:
        end(member, kind, now)


def _save_name(member: Member) -> None:
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError:
        taken = _("Diesen Namen gibt es in der Gruppe schon. Nimm einen anderen.")
        raise Refused(taken) from None


def _write_down(
    member: Member, kind: DutyKind, *, given: bool, by: Member | None, now: datetime
) -> None:
    DutyChange.objects.create(
        group_id=member.group_id, member=member, kind=kind.value, given=given, by=by,
        changed_on=timezone.localdate(now),
    )  # fmt: skip


def _month(now: datetime) -> date:
    return timezone.localdate(now).replace(day=1)
