"""Hits: found at night, one confidant, the earlier member asked first, silence after that."""

from __future__ import annotations

import pytest

from tests.network import make
from tests.network.care import make_care
from tests.network.make import NOW
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.network.care import services
from wirwissen.network.care.models import Avoided, Case
from wirwissen.network.care.queries import apart
from wirwissen.network.care.rules.cases import Answer, Outcome
from wirwissen.network.groups.models import DutyKind, Member

pytestmark = pytest.mark.django_db


def pair(*members: Member) -> frozenset[frozenset[str]]:
    return frozenset({frozenset(member.pk for member in members)})


def test_a_pair_is_apart_from_the_moment_of_the_entry_before_anybody_looked() -> None:
    group = make.group()
    owner, other = make.member(group), make.member(group)

    make_care.meets_not(owner, other, "Kim Beispiel")

    assert (apart(group), Case.objects.count()) == (pair(owner, other), 0)


def test_a_hit_goes_to_one_confidant_and_to_nobody_else() -> None:
    group = make_care.group_with_team(orga=3, confidants=3)
    owner, other = make.member(group), make.member(group)

    case = make_care.case(owner, other)
    services.look_for_hits(group, now=now())

    assert case.confidant is not None
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [case.confidant.user.email]
    assert Case.objects.count() == 1


def test_a_confidant_of_the_pair_gets_another_case_and_alone_nobody_does() -> None:
    group = make_care.group_with_team(confidants=0)
    confidant, other = make.member(group, DutyKind.CONFIDANT), make.member(group)

    case = make_care.case(other, confidant)

    assert (case.confidant, apart(group)) == (None, pair(confidant, other))
    second = make.member(group, DutyKind.CONFIDANT)
    services.look_for_hits(group, now=now())
    case.refresh_from_db()
    assert case.confidant == second


def test_a_confidant_who_hands_the_duty_over_hands_the_cases_over() -> None:
    group = make_care.group_with_team(confidants=1)
    case = make_care.case(make.member(group), make.member(group))
    second = make.member(group, DutyKind.CONFIDANT)
    assert case.confidant is not None

    from wirwissen.network.groups.services import take_duty

    take_duty(case.confidant, DutyKind.CONFIDANT, by=None, now=NOW)
    services.look_for_hits(group, now=NOW)

    case.refresh_from_db()
    assert case.confidant == second


@pytest.mark.parametrize(
    ("answer", "outcome", "stays"),
    [
        (Answer.DECLINES, Outcome.APART, True),
        (Answer.FINE, Outcome.TOGETHER, False),
        (Answer.LEAVES, Outcome.OPEN, True),
    ],
)
def test_the_answer_of_the_earlier_member_settles_it(
    answer: Answer, outcome: Outcome, stays: bool
) -> None:
    group = make_care.group_with_team()
    owner, other = make.member(group), make.member(group)

    case = make_care.answered(owner, other, answer)

    kept = pair(owner, other) if stays else frozenset()
    assert (case.earlier, case.outcome, apart(group)) == (owner, outcome, kept)


def test_who_is_asked_cannot_lift_the_wish_of_who_came_later() -> None:
    group = make_care.group_with_team()
    earlier = make.member(group)
    Member.objects.filter(pk=earlier.pk).update(joined_month="2020-01-01")
    later = make.member(group)

    case = make_care.answered(later, earlier, Answer.FINE)

    assert (case.earlier, case.outcome) == (earlier, Outcome.APART)
    with pytest.raises(Refused):
        services.decide_case(case, Outcome.TOGETHER)
    assert apart(group) == pair(earlier, later)


def test_only_who_was_asked_can_answer_and_only_until_it_is_settled() -> None:
    group = make_care.group_with_team()
    case = make_care.case(make.member(group), make.member(group))

    with pytest.raises(Refused):
        services.answer_question(case, Answer.FINE, now=NOW)

    services.ask_earlier(case, now=NOW)
    services.answer_question(case, Answer.DECLINES, now=NOW)
    services.answer_question(case, Answer.DECLINES, now=NOW)
    with pytest.raises(Refused):
        services.answer_question(case, Answer.FINE, now=NOW)


def test_an_entry_taken_off_the_list_ends_the_case_but_not_a_declined_contact() -> None:
    group = make_care.group_with_team()
    fine = make_care.answered(make.member(group), make.member(group), Answer.FINE)
    Avoided.objects.all().delete()
    declined = make_care.answered(
        make.member(group), make.member(group), Answer.DECLINES, "Robin Muster"
    )
    Avoided.objects.all().delete()

    services.look_for_hits(group, now=now())

    assert list(Case.objects.all()) == [declined]
    assert fine.later is not None and declined.later is not None
    assert apart(group) == pair(declined.earlier, declined.later)


def test_a_second_list_that_names_a_settled_pair_keeps_them_apart_again() -> None:
    group = make_care.group_with_team()
    owner, other = make.member(group), make.member(group)
    case = make_care.answered(owner, other, Answer.FINE)
    assert (case.outcome, apart(group)) == (Outcome.TOGETHER, frozenset())

    make_care.meets_not(other, owner, "Robin Muster")
    services.look_for_hits(group, now=now())

    assert apart(group) == pair(owner, other)


@pytest.mark.parametrize("count", [1, 3])
def test_who_is_apart_costs_three_queries(count: int, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    group = make_care.group_with_team()
    for number in range(count):
        make_care.meets_not(make.member(group), make.member(group), f"Kim Zahl{number}")
    services.look_for_hits(group, now=now())

    with django_assert_num_queries(3):
        assert len(apart(group)) == count
