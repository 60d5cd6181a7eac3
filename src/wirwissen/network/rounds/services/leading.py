"""What the two who lead a round do: plan, cancel, take notes, bring a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.files import drop_file, keep_file
from wirwissen.foundation.sealed.services import create_envelope, seal_text
from wirwissen.network.groups.models import DutyKind, Member
from wirwissen.network.groups.services import notify
from wirwissen.network.rounds.models import Place, PlaceState, Round, RoundDate
from wirwissen.network.rounds.rules import SEATS, dates_of


@dataclass(frozen=True, kw_only=True)
class RoundFacts:
    """What is planned; `first_at` is the first date in local time, without zone."""

    title: str
    about: str
    preparation: str
    first_at: datetime
    seats: int = SEATS


@transaction.atomic
def plan_round(first: Member, second: Member, facts: RoundFacts, *, now: datetime) -> Round:
    """Plan a round with its four dates. Raises `Refused` without a second person, or in the past.

    Two lead: one who breaks down or falls ill leaves nobody alone.
    """
    if first.pk == second.pk or first.group_id != second.group_id:
        raise Refused(_("Eine Runde leiten zwei. Nenne eine zweite Person, die Runden leitet."))
    starts = [timezone.make_aware(each) for each in dates_of(facts.first_at)]
    if starts[0] <= now:
        raise Refused(_("Wähle einen ersten Termin, der noch kommt."))
    made = Round.objects.create(
        group_id=first.group_id, title=facts.title.strip(), about=facts.about.strip(),
        preparation=facts.preparation.strip(), seats=facts.seats, first=first, second=second,
        ends_on=timezone.localdate(starts[-1]), envelope=create_envelope(),
    )  # fmt: skip
    RoundDate.objects.bulk_create(RoundDate(round=made, starts_at=start) for start in starts)
    return made


@transaction.atomic
def cancel_round(found: Round, *, now: datetime) -> None:
    """Cancel a round: everybody on its list is told that there is something new."""
    found = Round.objects.select_for_update().get(pk=found.pk)
    if found.cancelled_on is not None:
        return
    found.cancelled_on = timezone.localdate(now)
    found.save(update_fields=["cancelled_on"])
    drop_workbook(found)
    for row in Place.objects.filter(round=found).select_related("member__user"):
        notify(row.member, now)


@transaction.atomic
def end_duty(member: Member, kind: DutyKind, now: datetime) -> None:
    """Whoever no longer leads rounds leads none (`groups.hooks.duty_ended`). The other one is told;
    where there is no other one, the round is cancelled: nobody meets without somebody who leads."""
    if kind is not DutyKind.FACILITATOR:
        return
    led = Q(first=member) | Q(second=member)
    rows = Round.objects.filter(
        led, ends_on__gte=timezone.localdate(now), cancelled_on__isnull=True
    )
    # Locked: whoever leads on may name a second at the same moment.
    locked = rows.select_for_update(of=("self",)).select_related("first__user", "second__user")
    for found in locked:
        other = found.second if found.first_id == member.pk else found.first
        found.first, found.second = other, None
        found.save(update_fields=["first", "second"])
        if other is None:
            cancel_round(found, now=now)
        else:
            notify(other, now)


@transaction.atomic
def name_second(found: Round, second: Member, *, now: datetime) -> None:
    """Let somebody lead beside whoever leads alone. Raises `Refused` where two lead already.

    Everybody inside is told and reads on the round's page who leads now. The answer depends on
    nobody's distance to anybody: whoever prefers to stay away gives the place back.
    """
    found = Round.objects.select_for_update().get(pk=found.pk)
    if not found.is_coming(now):
        raise Refused(_("Diese Runde ist vorbei."))
    if found.second_id is not None:
        raise Refused(_("Diese Runde leiten schon zwei."))
    if second.pk == found.first_id or second.group_id != found.group_id:
        raise Refused(_("Eine Runde leiten zwei. Nenne eine zweite Person, die Runden leitet."))
    found.second = second
    found.save(update_fields=["second"])
    Place.objects.filter(round=found, member=second).delete()  # who leads needs none
    notify(second, now)
    inside = Place.objects.filter(round=found).exclude(state=PlaceState.WAITING)
    for row in inside.select_related("member__user"):
        notify(row.member, now)


@transaction.atomic
def keep_notes(found: Round, text: str) -> None:
    """Keep the facilitators' notes, sealed: themes, no names."""
    if found.envelope is None:
        found.envelope = create_envelope()
    text = text.strip()
    found.notes_sealed = seal_text(found.envelope, text, row=found, field="notes_sealed")
    found.save(update_fields=["envelope", "notes_sealed"])


@transaction.atomic
def keep_workbook(found: Round, content: bytes) -> None:
    """Keep a checked PDF for this round alone; an earlier one goes."""
    drop_workbook(found)
    if found.envelope is None:
        found.envelope = create_envelope()
    found.workbook = keep_file(found.envelope, content)
    found.save(update_fields=["envelope", "workbook"])


@transaction.atomic
def drop_workbook(found: Round) -> None:
    """Delete the workbook. Twice does no harm."""
    if found.workbook:
        drop_file(found.workbook)
        found.workbook = ""
        found.save(update_fields=["workbook"])
