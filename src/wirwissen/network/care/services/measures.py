"""What a decision does to a membership, and when it can no longer change."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_id
from wirwissen.network.care.models import Decision, Report
from wirwissen.network.care.rules.reports import NEEDS_HEARING, Measure, Step, is_final
from wirwissen.network.groups import services as groups
from wirwissen.network.groups.models import Member, MemberState
from wirwissen.network.groups.services import notify

# What holds at once; nobody ends it with the button for their own pause. Excluding waits for the
# appeal: until then `queries.barred` keeps somebody out of meetings and rounds.
_STATES = dict.fromkeys(NEEDS_HEARING, MemberState.LIMITED)


@transaction.atomic
def take_effect(decision: Decision, *, now: datetime) -> None:
    """Set what a valid decision says, tell the person, and close what cannot change any more."""
    member, measure = decision.about, Measure(decision.measure)
    if member is not None:
        # A first decision to do nothing leaves a pause of one's own choice alone.
        if measure in NEEDS_HEARING or decision.round_no > 1:
            _set_state(member, _STATES.get(measure, MemberState.ACTIVE))
        if measure is not Measure.NOTHING or decision.round_no > 1:
            notify(member, now)
    close(decision, now=now)


@transaction.atomic
def close(decision: Decision, *, now: datetime) -> None:
    """Close a report whose decision is final; only then is somebody really excluded."""
    today = timezone.localdate(now)
    measure = Measure(decision.measure)
    if decision.decided_on is None or not is_final(
        decided_on=decision.decided_on, round_no=decision.round_no, measure=measure, today=today
    ):
        return
    Report.objects.filter(pk=decision.report_id).update(step=Step.CLOSED.value, closed_on=today)
    if measure is Measure.EXCLUDE and decision.about is not None:
        exclude(decision.about, now=now)


@transaction.atomic
def exclude(member: Member, *, now: datetime) -> None:
    """Remove a member: duties, sessions, and all that hangs on the membership.

    Raises `Refused` for the last orga of a group: somebody else takes the duty over first.
    """
    User.objects.filter(pk=member.user_id).update(session_mark=new_id())
    groups.leave(member, now=now)


def end_pauses(*, now: datetime) -> None:
    """Whoever's pause is over is back, unless something newer holds."""
    today = timezone.localdate(now)
    over = Decision.objects.filter(
        measure=Measure.PAUSE.value, until__lt=today, about__state=MemberState.LIMITED.value,
        decided_on__isnull=False,
    )  # fmt: skip
    for decision in over.select_related("about"):
        assert decision.about is not None
        newer = Decision.objects.filter(
            about=decision.about, decided_on__gte=decision.decided_on,
            measure__in=[measure.value for measure in NEEDS_HEARING],
        ).exclude(pk=decision.pk)  # fmt: skip
        if not newer.exists():
            _set_state(decision.about, MemberState.ACTIVE)


def close_final(*, now: datetime) -> None:
    """Close what became final by time alone."""
    rows = Decision.objects.filter(
        report__step=Step.DECIDED.value, decided_on__isnull=False
    ).select_related("about")
    for decision in rows:
        try:
            close(decision, now=now)
        except Refused:
            continue  # the last orga: the next night tries again


def _set_state(member: Member, state: MemberState) -> None:
    if member.state != state:
        member.state = state.value
        member.save(update_fields=["state"])
