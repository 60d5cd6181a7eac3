"""From asking to join to being a member. The same answer for everybody."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.services import create_account_without_address
from wirwissen.foundation.core.acts import create_act, end_acts, find_act
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_code, plain_code
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.sealed.services import create_envelope, destroy, open_text, seal_text
from wirwissen.network.groups.hooks import request_ended
from wirwissen.network.groups.models import (
    Call,
    DutyKind,
    Group,
    JoinOutcome,
    JoinRequest,
    Member,
    TalkSlot,
)
from wirwissen.network.groups.queries import free_slots, readers_of, waiting_for
from wirwissen.network.groups.rules import (
    LINK_LASTS,
    RequestState,
    deliver_at,
    figure_is_new,
    may_appeal,
    may_decide,
)
from wirwissen.network.groups.services.members import add_member
from wirwissen.network.groups.services.post import notify

PURPOSE = "join"
MAIL = "groups/mail/request.txt"
CODE_GROUPS = 7  # of four signs: 133 bits, so that no limit of tries is needed


@transaction.atomic
def ask_to_join(
    group: Group, *, pseudonym: str, email: str, profession: str, own_experience: bool,
    now: datetime, call: Call | None = None,
) -> tuple[JoinRequest, str]:  # fmt: skip
    """Keep a request; returns it and the code with which somebody without address comes back.

    Nothing is looked up: a member, a stranger and somebody who asked before get the same answer.
    Whoever gave an address gets a mail with a link and needs no code.
    """
    code, day = new_code(groups=CODE_GROUPS), timezone.localdate(now)
    row = JoinRequest.objects.create(
        group=group, call=call, pseudonym=" ".join(pseudonym.split()), email=email.strip().lower(),
        code_hash=_hash(code), profession=profession, own_experience=own_experience,
        asked_on=day, last_step_on=max(day, call.open_until) if call else day,
    )  # fmt: skip
    tell(row, now, at_once=True)
    renew_figure(call)
    if call is None:
        for member in _orga_of(group):
            notify(member, now)
    return row, code


def request_of_link(token: str, *, now: datetime) -> JoinRequest | None:
    """The request behind a link; `None` if unknown, expired or gone."""
    act = find_act(token, purpose=PURPOSE, now=now)
    if act is None:
        return None
    rows = JoinRequest.objects.select_related("group", "slot", "envelope", "call")
    return rows.filter(pk=act.target).first()


def link_of_code(code: str, *, now: datetime) -> str | None:
    """A fresh link's token for a code that somebody wrote down; `None` if it fits nothing."""
    row = JoinRequest.objects.filter(code_hash=_hash(code)).first()
    return _link_to(row, now) if row else None


@transaction.atomic
def take_slot(row: JoinRequest, slot_id: str, *, now: datetime) -> None:
    """Take one of the offered times; the one taken before is free again.

    Raises `Refused` if it is over, not of this group, or somebody was faster.
    """
    JoinRequest.objects.select_for_update().get(pk=row.pk)
    TalkSlot.objects.filter(request=row).update(request=None)
    offered = {slot.pk for slot in free_slots(row, now)}  # whom they must not meet is not there
    free = TalkSlot.objects.filter(pk=slot_id, request=None)
    is_open = row.stands in (RequestState.OPEN, RequestState.APPEALED) and slot_id in offered
    if not is_open or not free.update(request=row):
        raise Refused(_("Diese Zeit ist schon vergeben. Wähle eine andere."))
    _touch(row, now)
    slot = TalkSlot.objects.select_related("by__user").get(pk=slot_id)
    notify(slot.by, now)


@transaction.atomic
def give_slot_back(row: JoinRequest, *, now: datetime) -> None:
    """The time does not fit after all. Twice does no harm."""
    for slot in TalkSlot.objects.filter(request=row).select_related("by__user"):
        TalkSlot.objects.filter(pk=slot.pk).update(request=None)
        notify(slot.by, now)
    _touch(row, now)


def withdraw_request(row: JoinRequest) -> None:
    """Everything of this request is gone at once; nothing remains, not even a month.

    A place that a call had given is free again.
    """
    _forget(row, frees_place=True)


@transaction.atomic
def decide(row: JoinRequest, *, by: Member, is_admitted: bool, note: str, now: datetime) -> None:
    """Say yes or no; the person is told that there is something new.

    Raises `Refused` where it is decided already, or where another orga person has to answer.
    """
    locked = JoinRequest.objects.select_for_update().get(pk=row.pk)
    others = len([member for member in readers_of(row) if member.pk != by.pk])
    if not may_decide(
        locked.stands, decider=by.pk, first_decider=locked.decided_by_id, others=others
    ):
        raise Refused(_("Das entscheidet jemand anderes aus der Orga, oder es ist entschieden."))
    if not is_admitted:
        final = locked.stands is RequestState.APPEALED
        locked.state = (RequestState.CLOSED if final else RequestState.DECLINED).value
        _count(row.group, is_member=False, now=now)
    else:
        locked.state = RequestState.ADMITTED.value
    _seal(locked, "note_sealed", note)
    locked.decided_by = by
    locked.save()
    TalkSlot.objects.filter(request=locked).update(request=None)
    _touch(locked, now)
    tell(locked, now)


@transaction.atomic
def appeal(row: JoinRequest, *, text: str, now: datetime) -> None:
    """Ask once more; somebody else of the orga answers. Raises `Refused` the second time."""
    locked = JoinRequest.objects.select_for_update().get(pk=row.pk)
    if not may_appeal(locked.stands):
        raise Refused(_("Nachfragen geht einmal. Die Antwort auf deine Frage steht hier."))
    locked.state = RequestState.APPEALED.value
    _seal(locked, "appeal_sealed", text)
    locked.save()
    _touch(locked, now)
    _uncount(locked.group)
    for member in readers_of(locked):
        if member.pk != locked.decided_by_id:
            notify(member, now)


@transaction.atomic
def become_member(row: JoinRequest, user: User, *, pseudonym: str, now: datetime) -> Member:
    """Make the admitted person a member; of the request only outcome and month remain.

    Raises `Refused` where nobody admitted them, or where the name is taken.
    """
    locked = JoinRequest.objects.select_for_update().filter(pk=row.pk).first()
    if locked is None or locked.stands is not RequestState.ADMITTED:
        raise Refused(_("Diese Anfrage ist noch nicht beantwortet. Schau später wieder vorbei."))
    member = add_member(locked.group, user, pseudonym=pseudonym, now=now)
    _count(locked.group, is_member=True, now=now)
    _forget(locked, became=member)
    return member


def tell(row: JoinRequest, now: datetime, *, at_once: bool = False) -> None:
    """Write to whoever asks that there is something new.

    `at_once`: they sit there and wait for it; everything else keeps the quiet hours.
    """
    if row.email:
        at = now if at_once else deliver_at(timezone.localtime(now))
        queue_mail(MAIL, to=row.email, context={"token": _link_to(row, now)}, now=at)


@transaction.atomic
def become_member_anew(
    row: JoinRequest, *, password: str, pseudonym: str, now: datetime
) -> tuple[Member, str]:
    """As `become_member`, with a new account; returns the recovery words ("" with an address).

    An account that has a password is never touched. Raises `Refused`; then nothing is made.
    """
    if not row.email:
        user, _name, words = create_account_without_address(password)
        return become_member(row, user, pseudonym=pseudonym, now=now), words
    user = User.objects.filter(email=row.email).first() or User.objects.create_user(row.email)
    if user.has_usable_password():
        raise Refused(_("Lade die Seite neu und versuche es noch einmal."))
    user.set_password(password)
    user.save(update_fields=["password"])
    return become_member(row, user, pseudonym=pseudonym, now=now), ""


def opened(row: JoinRequest, field: str) -> str:
    """The text of a sealed field of a request ("" if there is none)."""
    return open_text(row.envelope, row, field)


def _seal(row: JoinRequest, field: str, text: str) -> None:
    if text and row.envelope is None:
        row.envelope = create_envelope()
    setattr(
        row, field, seal_text(row.envelope, text, row=row, field=field) if row.envelope else b""
    )


@transaction.atomic
def _forget(row: JoinRequest, *, frees_place: bool = False, became: Member | None = None) -> None:
    for end in request_ended:
        end(row.pk, became)
    if frees_place and row.call_id and row.stands is RequestState.ADMITTED:
        Call.objects.filter(pk=row.call_id, given__gt=0).update(given=F("given") - 1)
    end_acts(purpose=PURPOSE, target=row.pk)
    TalkSlot.objects.filter(request=row).update(request=None)
    envelope = row.envelope
    row.delete()
    renew_figure(row.call)
    if envelope is not None:
        destroy(envelope)
        envelope.delete()


def renew_figure(call: Call | None) -> None:
    """Take a new snapshot of how many wait, once five people came or went since the last one.

    One after the other: two at once could each tell a figure, and one person apart would show.
    """
    if call is None:
        return
    # Not against keys: whoever signs up holds the call's key already, and two would wait for ever.
    locked = Call.objects.select_for_update(no_key=True).filter(pk=call.pk).first()
    if locked is None:
        return
    count = waiting_for(locked)
    if figure_is_new(told=locked.told_waiting, count=count):
        Call.objects.filter(pk=locked.pk).update(told_waiting=count)


def _touch(row: JoinRequest, now: datetime) -> None:
    day = timezone.localdate(now)
    JoinRequest.objects.filter(pk=row.pk, last_step_on__lt=day).update(last_step_on=day)


def _count(group: Group, *, is_member: bool, now: datetime) -> None:
    JoinOutcome.objects.create(group=group, is_member=is_member, month=_month(now))


def _uncount(group: Group) -> None:
    # Outcomes have no person: any "not" is as good as another.
    last = JoinOutcome.objects.filter(group=group, is_member=False).order_by("-month").first()
    if last is not None:
        last.delete()


def _month(now: datetime) -> date:
    return timezone.localdate(now).replace(day=1)


def _link_to(row: JoinRequest, now: datetime) -> str:
    return create_act(purpose=PURPOSE, target=row.pk, expires_at=now + LINK_LASTS)


def _orga_of(group: Group) -> list[Member]:
    rows = Member.objects.filter(group=group, duties__kind=DutyKind.ORGA.value)
    return list(rows.select_related("user"))


def _hash(code: str) -> str:
    return salted_hmac("wirwissen.groups.request", plain_code(code), algorithm="sha256").hexdigest()
