"""Hits: found at night, given to one confidant, who asks the earlier member first."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.network.care.models import Case, OwnMarks
from wirwissen.network.care.queries.lists import confidants, joined_months, named_pairs
from wirwissen.network.care.rules.cases import (
    Answer,
    Outcome,
    Pair,
    earlier_of,
    fitting_confidants,
    has_ground,
    may_lift,
    outcome_of,
)
from wirwissen.network.groups.models import Group, Member
from wirwissen.network.groups.services import notify, part_talk


@transaction.atomic
def look_for_hits(group: Group, *, now: datetime) -> None:
    """Open a case for each new pair, end those without ground, and give each to a confidant.

    Returns nothing on purpose: how many there are is nobody's figure.
    """
    Group.objects.select_for_update().get(pk=group.pk)
    # Listed first: what comes in meanwhile waits for the next night.
    marks = OwnMarks.objects.filter(group=group, was_compared=False)
    new_marks = list(marks.values_list("pk", flat=True))
    named = named_pairs(group, with_requests=True)
    since = joined_months(group)
    known = {
        Pair.of(case.earlier_id, case.later_id or case.request): case
        for case in Case.objects.filter(group=group)
    }
    for pair, case in known.items():
        if not has_ground(is_named=pair in named, answer=Answer(case.answer)):
            case.delete()
    for pair, owners in sorted(named.items()):
        first, second = earlier_of(pair, since=since, owners=owners)
        if pair not in known:
            is_member = second in since
            Case.objects.create(
                group=group, earlier_id=first, later_id=second if is_member else None,
                request="" if is_member else second, later_wrote_it=second in owners,
                opened_on=timezone.localdate(now),
            )  # fmt: skip
        elif known[pair].later_wrote_it != (second in owners):
            _rewritten(known[pair], later_wrote_it=second in owners)
    OwnMarks.objects.filter(pk__in=new_marks).update(was_compared=True)
    for case in Case.objects.filter(group=group, later__isnull=True).select_related("earlier"):
        if case.outcome != Outcome.TOGETHER:
            part_talk(case.request, case.earlier, now=now)
    give_to_confidants(group, now=now)


def _rewritten(case: Case, *, later_wrote_it: bool) -> None:
    """Another list names the pair now than when it was settled: no earlier answer lifts that."""
    case.later_wrote_it = later_wrote_it
    if case.outcome == Outcome.TOGETHER and later_wrote_it:
        case.outcome = Outcome.APART.value
    case.save(update_fields=["later_wrote_it", "outcome"])


def give_to_confidants(group: Group, *, now: datetime) -> None:
    """Cases without a fitting confidant get one by lot, who is told that there is something."""
    fitting = confidants(group)
    told: set[str] = set()
    for case in Case.objects.filter(group=group):
        involved = frozenset(filter(None, (case.earlier_id, case.later_id)))
        able = fitting_confidants(fitting, involved=involved)
        if case.confidant_id in able:
            continue
        case.confidant_id = secrets.choice(able) if able else None
        case.save(update_fields=["confidant"])
        if case.confidant_id and case.outcome == Outcome.OPEN:
            told.add(case.confidant_id)
    for member in Member.objects.filter(pk__in=told).select_related("user"):
        notify(member, now)


@transaction.atomic
def ask_earlier(case: Case, *, now: datetime) -> None:
    """The confidant asks the earlier member, by a neutral mail. Twice does no harm."""
    case = _locked(case)
    if case.asked_on is None and case.outcome == Outcome.OPEN:
        case.asked_on = timezone.localdate(now)
        case.save(update_fields=["asked_on"])
        notify(case.earlier, now)


@transaction.atomic
def answer_question(case: Case, answer: Answer, *, now: datetime) -> None:
    """The earlier member's answer. It may change until the case is settled.

    Raises `Refused` where nobody asked, or once the case is settled.
    """
    case = _locked(case)
    if case.asked_on is None or (case.outcome and case.answer != answer.value):
        raise Refused(_("Diese Frage ist schon geklärt. Schreib sonst der Vertrauensperson."))
    if case.answer == answer.value:
        return
    case.answer = answer.value
    case.outcome = outcome_of(answer, later_wrote_it=case.later_wrote_it).value
    case.save(update_fields=["answer", "outcome"])
    if case.confidant is not None:
        notify(case.confidant, now)


@transaction.atomic
def decide_case(case: Case, outcome: Outcome) -> None:
    """The confidant settles a case. Raises `Refused` for lifting what somebody still wishes."""
    case = _locked(case)
    if outcome is Outcome.TOGETHER and not may_lift(
        Answer(case.answer), later_wrote_it=case.later_wrote_it
    ):
        raise Refused(_("Hier wünscht sich noch jemand Abstand. Die beiden bleiben getrennt."))
    case.outcome = outcome.value
    case.save(update_fields=["outcome"])


def _locked(case: Case) -> Case:
    rows = Case.objects.select_for_update(of=("self",))
    return rows.select_related("earlier__user", "confidant__user").get(pk=case.pk)
