"""Reports: two uninvolved people, a hearing first, a written reason, one appeal by two others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clients import client_of
from tests.network import make
from tests.network.care import make_care
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.services import erase_person, export_person
from wirwissen.foundation.privacy.services.retention import delete_expired
from wirwissen.network.care import services
from wirwissen.network.care.models import Decision, Report, Seat, Side
from wirwissen.network.care.queries import barred
from wirwissen.network.care.rules.reports import Measure, Step
from wirwissen.network.groups.models import DutyKind, Member, MemberState
from wirwissen.network.groups.rules import subject_of
from wirwissen.network.groups.services import set_pause

pytestmark = pytest.mark.django_db


def about_somebody() -> Report:
    group = make_care.group_with_team(orga=4, confidants=1)
    return make_care.report(make.member(group), make.member(group))


def test_two_uninvolved_people_get_a_report_and_nobody_else_can_read_it() -> None:
    group = make_care.group_with_team(orga=3, confidants=1)
    reporter = Member.objects.filter(group=group, duties__kind="orga").first()
    about = Member.objects.filter(group=group, duties__kind="confidant").first()
    assert reporter is not None and about is not None
    row = make_care.report(reporter, about, text="Das war zu laut.")

    sitting = {seat.member_id for seat in make_care.seats(row)}
    address = reverse("care:handle", args=[row.pk])
    statuses = {
        member.pk: client_of(member.user).get(address).status_code
        for member in Member.objects.filter(group=group)
    }
    assert len(sitting) == 2 and not sitting & {reporter.pk, about.pk}
    assert {pk for pk, status in statuses.items() if status == 200} == sitting


def test_a_report_leaves_no_word_of_it_in_the_database_or_a_mail() -> None:
    row = about_somebody()
    make_care.report(make.member(row.group), text="Kormoranfisch")

    stored = [bytes(each.text_sealed) for each in Report.objects.all()]
    mails = {mail.subject for mail in OutboxMail.objects.all()}
    assert (any(b"Kormoran" in text for text in stored), mails) == (False, {subject_of(0)})


def test_whoever_is_involved_steps_aside_and_another_takes_the_seat() -> None:
    row = about_somebody()
    first, second = make_care.seats(row)
    services.propose(first, Measure.TALK, "Sprechen hilft.", now=now())

    services.step_aside(first, now=now())

    left = {seat.member_id for seat in make_care.seats(row)}
    assert (second.member_id in left, first.member_id in left, len(left)) == (True, False, 2)
    assert Decision.objects.count() == 0


def test_an_empty_seat_is_filled_once_there_is_somebody() -> None:
    group = make_care.group_with_team(orga=1, confidants=0)
    row = make_care.report(make.member(group))
    assert len(make_care.seats(row)) == 1

    make.member(group, DutyKind.ORGA)
    services.keep_in_order(now=now())

    assert len(make_care.seats(row)) == 2


def test_nothing_is_taken_away_before_the_other_side_was_heard() -> None:
    row = about_somebody()
    one, _other = make_care.seats(row)
    with pytest.raises(Refused):
        services.propose(one, Measure.EXCLUDE, "Sofort.", now=now())

    services.hear(one, "Es ging um die Lautstärke.", now=now())
    with pytest.raises(Refused):
        services.propose(one, Measure.PAUSE, "Sofort.", now=now())

    later = now() + timedelta(days=7)
    assert services.propose(one, Measure.PAUSE, "Keine Antwort.", now=later).pk


def test_nobody_agrees_to_their_own_proposal() -> None:
    row = about_somebody()
    one, other = make_care.seats(row)
    made = services.propose(one, Measure.TALK, "Sprechen hilft.", now=now())

    with pytest.raises(Refused):
        services.agree(one, made, now=now())
    services.agree(other, made, now=now())

    row.refresh_from_db()
    assert row.step == Step.CLOSED


@pytest.mark.parametrize(
    ("measure", "state", "step"),
    [
        (Measure.NOTHING, MemberState.ACTIVE, Step.CLOSED),
        (Measure.TALK, MemberState.ACTIVE, Step.CLOSED),
        (Measure.PAUSE, MemberState.LIMITED, Step.DECIDED),
        (Measure.LIMIT, MemberState.LIMITED, Step.DECIDED),
        (Measure.EXCLUDE, MemberState.LIMITED, Step.DECIDED),
    ],
)
def test_a_measure_holds_at_once_but_excluding_waits_for_the_appeal(
    measure: Measure, state: MemberState, step: Step
) -> None:
    row = about_somebody()
    make_care.decided(row, measure)

    row.refresh_from_db()
    assert row.about is not None
    assert (row.about.state, row.step) == (state, step)


def test_without_appeal_somebody_is_excluded_after_14_days_with_sessions_and_duties() -> None:
    row = about_somebody()
    assert row.about is not None
    person, mark = row.about, row.about.user.session_mark
    make_care.decided(row, Measure.EXCLUDE)

    services.keep_in_order(now=now() + timedelta(days=14))
    assert Member.objects.filter(pk=person.pk).exists()
    services.keep_in_order(now=now() + timedelta(days=15))

    row.refresh_from_db()
    person.user.refresh_from_db()
    assert (Member.objects.filter(pk=person.pk).exists(), row.step) == (False, Step.CLOSED)
    assert person.user.session_mark != mark


def test_an_appeal_is_decided_by_two_others_and_ends_it() -> None:
    row = about_somebody()
    make_care.decided(row, Measure.EXCLUDE)
    side = Side.objects.get(report=row)
    before = {seat.member_id for seat in make_care.seats(row)}

    services.appeal(side, "Das war anders.", now=now())
    with pytest.raises(Refused):
        services.appeal(side, "Noch einmal.", now=now())
    others = {seat.member_id for seat in make_care.seats(row, 2)}
    make_care.decided(row, Measure.NOTHING, round_no=2)

    row.refresh_from_db()
    assert (before & others, len(others)) == (set(), 2)
    assert row.about is not None
    assert (row.step, row.about.state) == (Step.CLOSED, MemberState.ACTIVE)


def test_a_pause_ends_by_itself() -> None:
    row = about_somebody()
    make_care.heard(row)
    one, other = make_care.seats(row)
    until = now().date() + timedelta(days=30)
    made = services.propose(one, Measure.PAUSE, "Zu viel.", until=until, now=now())
    services.agree(other, made, now=now())

    services.keep_in_order(now=now() + timedelta(days=29))
    assert row.about is not None
    row.about.refresh_from_db()
    paused = row.about.state
    services.keep_in_order(now=now() + timedelta(days=32))

    row.about.refresh_from_db()
    assert (paused, row.about.state) == (MemberState.LIMITED, MemberState.ACTIVE)


@pytest.mark.parametrize(
    ("measure", "is_out"),
    [(Measure.TALK, False), (Measure.LIMIT, False), (Measure.PAUSE, True), (Measure.EXCLUDE, True)],
)
def test_a_decided_pause_is_not_ended_by_the_own_button_and_keeps_out_of_rounds(
    measure: Measure, is_out: bool
) -> None:
    row = about_somebody()
    make_care.decided(row, measure)
    assert row.about is not None

    set_pause(row.about, is_paused=False)

    row.about.refresh_from_db()
    out = row.about.pk in barred(row.group, now().date())
    assert (out, row.about.state == MemberState.ACTIVE) == (is_out, measure is Measure.TALK)


def test_an_appeal_that_was_heard_lets_somebody_back_in() -> None:
    row = about_somebody()
    make_care.decided(row, Measure.EXCLUDE)
    services.appeal(Side.objects.get(report=row), "Das war anders.", now=now())
    make_care.decided(row, Measure.NOTHING, round_no=2)

    assert barred(row.group, now().date()) == frozenset()


def test_the_other_side_reads_the_reason_but_never_who_reported() -> None:
    row = about_somebody()
    make_care.decided(row, Measure.PAUSE)
    assert row.about is not None and row.by is not None
    side = Side.objects.get(report=row)

    page = client_of(row.about.user).get(reverse("care:side", args=[side.pk])).content.decode()
    copy = str(export_person(row.about.user))

    assert ("Weil es zu viel war." in page, "Weil es zu viel war." in copy) == (True, True)
    assert [text for text in (page, copy) if row.by.pseudonym in text or "zu laut" in text] == []


def test_an_unknown_name_gives_the_same_answer_and_stays_in_the_text() -> None:
    group = make_care.group_with_team()
    known = make.member(group, pseudonym="Amsel")
    reporter = client_of(make.member(group).user)
    answers = [
        reporter.post(
            reverse("care:report"), {"subject": "person", "pseudonym": name, "text": "Zu laut."}
        )
        for name in ("Amsel", "Niemand")
    ]

    assert len({(a.status_code, a.headers["Location"]) for a in answers}) == 1
    assert {report.about for report in Report.objects.all()} == {known, None}


def test_erasing_the_reporter_takes_the_text_and_lets_the_procedure_end() -> None:
    row = about_somebody()
    make_care.heard(row)
    assert row.by is not None
    person = row.about

    erase_person(row.by.user, now=now())

    row.refresh_from_db()
    assert (row.by is None, bytes(row.text_sealed)) == (True, b"")
    assert Side.objects.get(report=row).member == person


def test_180_days_after_its_end_a_report_is_gone_with_all_that_hangs_on_it() -> None:
    row = about_somebody()
    make_care.decided(row, Measure.TALK)

    for model in (Decision, Side, Report):
        delete_expired(model, model.privacy, now=now() + timedelta(days=181))

    counts = [model.objects.count() for model in (Report, Seat, Side, Decision)]
    assert counts == [0, 0, 0, 0]
