"""Asking to join: the same answer for everybody, a talk, an answer, one appeal, and no trace."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.network import make
from tests.network.make import NOW
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.models import ActLink
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.services import keep_the_dates
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.network.groups import services
from wirwissen.network.groups.models import (
    DutyKind,
    Group,
    JoinOutcome,
    JoinRequest,
    Member,
    TalkSlot,
)

pytestmark = pytest.mark.django_db


def asked(group: Group, email: str = "neu@example.org", now: datetime = NOW) -> JoinRequest:
    row, _code = services.ask_to_join(
        group, pseudonym=" Juno  K ", email=email, profession="Pflege", own_experience=True,
        now=now,
    )  # fmt: skip
    return row


def decided(group: Group, *answers: bool) -> JoinRequest:
    """A request that was answered like this, by one orga person after the other."""
    row = asked(group)
    for number, answer in enumerate(answers):
        orga = make.member(group, DutyKind.ORGA)
        if number:
            services.appeal(row, text="Ich lerne noch.", now=NOW)
        services.decide(row, by=orga, is_admitted=answer, note="Ein Satz.", now=NOW)
        row.refresh_from_db()
    return row


def outcomes() -> list[tuple[bool, date]]:
    return sorted(JoinOutcome.objects.values_list("is_member", "month"))


def test_whoever_asks_gets_one_neutral_mail_and_the_orga_is_told() -> None:
    group = make.group()
    orga = make.member(group, DutyKind.ORGA)
    make.member(group)

    asked(group)

    sent = OutboxMail.objects.values_list("recipient", "subject")
    assert sorted(sent) == sorted(
        [("neu@example.org", "Es gibt etwas Neues"), (orga.user.email, "Es gibt etwas Neues")]
    )


def test_a_member_who_asks_again_leaves_the_same_traces_as_a_stranger() -> None:
    group = make.group()
    member = make.member(group)

    mine, strangers = asked(group, email=str(member.user.email)), asked(group)

    assert (mine.state, mine.pseudonym) == (strangers.state, strangers.pseudonym)
    assert OutboxMail.objects.filter(template="groups/mail/request.txt").count() == 2


def test_somebody_without_address_comes_back_with_the_code() -> None:
    row, code = services.ask_to_join(
        make.group(), pseudonym="Juno", email="", profession="Pflege", own_experience=False, now=NOW
    )

    token = services.link_of_code(code.lower().replace(" ", ""), now=NOW)

    assert token is not None
    assert services.request_of_link(token, now=NOW) == row
    assert services.link_of_code("falsch", now=NOW) is None
    assert OutboxMail.objects.count() == 0


def test_a_time_can_be_taken_once() -> None:
    group = make.group()
    slot = make.slot(make.member(group, DutyKind.ORGA), days=400)
    first, second = asked(group), asked(group)

    services.take_slot(first, slot.pk, now=NOW)
    with pytest.raises(Refused):
        services.take_slot(second, slot.pk, now=NOW)
    services.give_slot_back(first, now=NOW)
    services.take_slot(second, slot.pk, now=NOW)

    assert TalkSlot.objects.get().request == second


def test_three_new_times_are_one_mail_to_whoever_waits() -> None:
    group = make.group()
    orga = make.member(group, DutyKind.ORGA)
    asked(group)
    OutboxMail.objects.all().delete()

    for days in (400, 401, 402):
        make.slot(orga, days=days)

    assert [mail.recipient for mail in OutboxMail.objects.all()] == ["neu@example.org"]


def test_a_time_of_another_group_cannot_be_taken() -> None:
    slot = make.slot(make.member(make.group(), DutyKind.ORGA), days=400)

    with pytest.raises(Refused):
        services.take_slot(asked(make.group()), slot.pk, now=NOW)


def test_of_a_new_member_only_outcome_and_month_remain() -> None:
    row = decided(make.group(), True)

    member, words = services.become_member_anew(
        row, password="vier stille Birken", pseudonym="Juno", now=NOW
    )

    assert (member.pseudonym, member.joined_month, words) == ("Juno", date(2027, 3, 1), "")
    assert outcomes() == [(True, date(2027, 3, 1))]
    assert (JoinRequest.objects.count(), ActLink.objects.count()) == (0, 0)
    assert Envelope.objects.count() == 0
    assert member.user.check_password("vier stille Birken")


def test_a_taken_name_makes_neither_account_nor_member() -> None:
    row = decided(make.group(), True)
    make.member(row.group, pseudonym="Juno")
    before = User.objects.count()

    with pytest.raises(Refused):
        services.become_member_anew(row, password="vier stille Birken", pseudonym="juno", now=NOW)

    assert (User.objects.count(), Member.objects.filter(pseudonym="juno").count()) == (before, 0)


def test_an_account_that_has_a_password_keeps_it() -> None:
    row = decided(make.group(), True)
    known = make.user("neu@example.org")

    with pytest.raises(Refused):
        services.become_member_anew(row, password="fremde Hand hier", pseudonym="J", now=NOW)

    known.refresh_from_db()
    assert known.check_password(make.PASSWORD)


def test_nobody_joins_without_an_answer() -> None:
    with pytest.raises(Refused):
        services.become_member(asked(make.group()), make.user(), pseudonym="J", now=NOW)


def test_an_appeal_goes_to_somebody_else_of_the_orga() -> None:
    group = make.group()
    first, other = make.member(group, DutyKind.ORGA), make.member(group, DutyKind.ORGA)
    row = asked(group)
    services.decide(row, by=first, is_admitted=False, note="", now=NOW)
    services.appeal(row, text="Ich lerne noch.", now=NOW)

    with pytest.raises(Refused):
        services.decide(row, by=first, is_admitted=False, note="", now=NOW)
    services.decide(row, by=other, is_admitted=True, note="", now=NOW)

    row.refresh_from_db()
    assert (row.state, outcomes()) == ("admitted", [])


def test_there_is_one_appeal_and_no_second() -> None:
    row = decided(make.group(), False, False)

    with pytest.raises(Refused):
        services.appeal(row, text="Noch einmal.", now=NOW)

    assert (row.state, outcomes()) == ("closed", [(False, date(2027, 3, 1))])


def test_what_the_orga_writes_is_sealed() -> None:
    row = decided(make.group(), False)

    assert services.opened(row, "note_sealed") == "Ein Satz."
    assert b"Satz" not in bytes(row.note_sealed)


def test_withdrawing_leaves_nothing_not_even_a_month() -> None:
    group = make.group()
    row = decided(group, False)

    services.withdraw_request(row)

    assert (JoinRequest.objects.count(), ActLink.objects.count()) == (0, 0)
    assert Envelope.objects.count() == 0


def test_a_request_without_answer_is_gone_after_30_days(monkeypatch: pytest.MonkeyPatch) -> None:
    row = asked(make.group())
    kept = asked(row.group, now=NOW + timedelta(days=2))
    where = "wirwissen.foundation.privacy.services.retention.clock_now"

    monkeypatch.setattr(where, lambda: NOW + timedelta(days=31))
    keep_the_dates.func()

    assert list(JoinRequest.objects.all()) == [kept]


def test_later_mails_to_whoever_asked_keep_the_quiet_hours() -> None:
    night = NOW.replace(hour=22)
    group = make.group()
    row = asked(group, now=night)
    OutboxMail.objects.update(state="sent")
    orga = make.member(group, DutyKind.ORGA)

    services.decide(row, by=orga, is_admitted=True, note="", now=night)

    [mail] = OutboxMail.objects.filter(state="queued")
    assert mail.next_try_at == datetime.fromisoformat("2027-03-02T08:00+01:00")
