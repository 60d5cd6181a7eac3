"""Rounds: a list first, offers that end, places under a lock, a workbook for one round only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.clients import client_of
from tests.foundation.uploads.make import pdf
from tests.network import make
from tests.network.care.make_care import meets_not
from tests.network.rounds import make_rounds
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.network.groups.models import DutyKind
from wirwissen.network.groups.services import give_duty, take_duty
from wirwissen.network.rounds import services
from wirwissen.network.rounds.models import Place, PlaceState, Round, RoundDate

pytestmark = pytest.mark.django_db


def states(found: Round) -> list[str]:
    return [row.state for row in Place.objects.filter(round=found).order_by("waiting_since")]


def test_two_lead_a_round_of_four_dates() -> None:
    one = make.member(make.group(), DutyKind.FACILITATOR)

    with pytest.raises(Refused):
        make_rounds.a_round(one, one)
    found = make_rounds.a_round(one)

    assert (found.dates.count(), found.seats) == (4, 6)


def test_whoever_signs_up_waits_first_and_seven_of_nine_get_no_answer_at_once() -> None:
    found = make_rounds.a_round(seats=6)
    make_rounds.listed(found, 8, settle=False)
    assert states(found) == [PlaceState.WAITING] * 8

    services.tidy_rounds(now=now())

    assert states(found) == [PlaceState.OFFERED] * 6 + [PlaceState.WAITING] * 2
    assert OutboxMail.objects.count() == 6


def test_signing_up_twice_keeps_the_place_in_line() -> None:
    found = make_rounds.a_round()
    [row] = make_rounds.listed(found, 1)

    again = services.sign_up(found.pk, row.member, now=now() + timedelta(days=1))

    assert (again, again.waiting_since) == (row, row.waiting_since)


def test_an_offer_that_lapsed_goes_to_the_next_and_its_person_waits_again() -> None:
    found = make_rounds.a_round(seats=1)
    first, second = make_rounds.listed(found, 2)
    later = now() + timedelta(hours=73)

    with pytest.raises(Refused):
        services.take_place(found.pk, first.member, now=later)
    services.settle(found.pk, now=later)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (PlaceState.WAITING, PlaceState.OFFERED)


def test_a_place_given_back_goes_to_the_next() -> None:
    found = make_rounds.a_round(seats=1)
    first, second = make_rounds.listed(found, 2)
    services.take_place(found.pk, first.member, now=now())
    services.take_place(found.pk, first.member, now=now())

    services.give_back(found.pk, first.member)
    services.settle(found.pk, now=now())

    second.refresh_from_db()
    assert states(found) == [PlaceState.OFFERED] and second.state == PlaceState.OFFERED


def test_two_who_must_not_meet_are_never_in_one_round_and_are_told_nothing() -> None:
    found = make_rounds.a_round()
    one, other = make_rounds.listed(found, 2, settle=False)
    meets_not(one.member, other.member, "Kim Beispiel")

    services.settle(found.pk, now=now())

    pages = [
        client_of(row.member.user).get(reverse("rounds:rounds")).content.decode()
        for row in (one, other)
    ]
    assert states(found) == [PlaceState.OFFERED, PlaceState.WAITING]
    assert ["auf der Liste" in page for page in pages] == [False, True]


def test_a_member_kept_apart_from_a_facilitator_goes_on_waiting() -> None:
    found = make_rounds.a_round()
    [row] = make_rounds.listed(found, 1, settle=False)
    assert found.first is not None
    meets_not(row.member, found.first, "Kim Beispiel")

    services.settle(found.pk, now=now())

    assert states(found) == [PlaceState.WAITING]


def test_somebody_named_after_the_offer_reads_the_same_as_who_came_too_late() -> None:
    found = make_rounds.a_round()
    one, other = make_rounds.listed(found, 2)
    services.take_place(found.pk, one.member, now=now())
    meets_not(one.member, other.member, "Kim Beispiel")

    with pytest.raises(Refused) as said:
        services.take_place(found.pk, other.member, now=now())

    with pytest.raises(Refused) as late:
        services.take_place(found.pk, other.member, now=now() + timedelta(hours=80))
    assert str(said.value) == str(late.value)


def test_whoever_leads_alone_names_a_second_and_everybody_inside_is_told() -> None:
    found = make_rounds.a_round(seats=2)
    group, first = found.group, found.first
    assert first is not None and found.second is not None
    inside = make_rounds.listed(found, 3)
    take_duty(found.second, DutyKind.FACILITATOR, by=None, now=now())
    OutboxMail.objects.all().delete()
    third = inside[2].member  # waits, and is trained to lead
    give_duty(third, DutyKind.FACILITATOR, by=None, now=now())
    client = client_of(first.user, strong=True)
    page = reverse("rounds:room", args=[found.pk])

    unknown = client.post(page, {"second": "Niemand"}).content.decode()
    assert "Wer so heißt, leitet hier keine Runden." in unknown
    assert client.post(page, {"second": third.pseudonym}).status_code == 302

    found.refresh_from_db()
    assert (found.first, found.second) == (first, third)
    assert not Place.objects.filter(round=found, member=third).exists()
    told = set(OutboxMail.objects.values_list("recipient", flat=True))
    assert told == {third.user.email, *(row.member.user.email for row in inside[:2])}
    read = client_of(inside[0].member.user).get(reverse("rounds:round", args=[found.pk]))
    assert f"{first.pseudonym} und {third.pseudonym}" in read.content.decode()
    with pytest.raises(Refused):
        services.name_second(found, make.member(group, DutyKind.FACILITATOR), now=now())


def test_nothing_about_a_new_second_depends_on_whom_they_must_not_meet() -> None:
    answers = []
    for hits in (False, True):
        found = make_rounds.a_round(seats=1)
        [row] = make_rounds.listed(found, 1)
        assert found.first is not None and found.second is not None
        take_duty(found.second, DutyKind.FACILITATOR, by=None, now=now())
        third = make.member(found.group, DutyKind.FACILITATOR)
        if hits:
            meets_not(row.member, third, "Kim Beispiel")
        client = client_of(found.first.user, strong=True)
        answer = client.post(
            reverse("rounds:room", args=[found.pk]), {"second": third.pseudonym}, follow=True
        )
        row.refresh_from_db()
        answers.append((answer.status_code, answer.redirect_chain[0][1], row.state))

    assert answers[0] == answers[1]


def test_a_begun_or_cancelled_round_takes_nobody() -> None:
    found = make_rounds.a_round()
    somebody = make.member(found.group)

    with pytest.raises(Refused):
        services.sign_up(found.pk, somebody, now=now() + timedelta(days=21))
    services.cancel_round(found, now=now())
    with pytest.raises(Refused):
        services.sign_up(found.pk, somebody, now=now())


def files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).glob("*/*") if path.is_file()]


def test_a_workbook_is_for_this_round_and_gone_after_its_end(
    django_capture_on_commit_callbacks: Any,
) -> None:
    before = len(files())
    found = make_rounds.a_round()
    inside, outside = make_rounds.listed(found, 2)
    services.take_place(found.pk, inside.member, now=now())
    services.keep_workbook(found, b"%PDF-1.7 Heft")
    address = reverse("rounds:workbook", args=[found.pk])

    answers = [client_of(row.member.user).get(address) for row in (inside, outside)]
    assert [answer.status_code for answer in answers] == [200, 404]
    assert answers[0].content == b"%PDF-1.7 Heft"

    with django_capture_on_commit_callbacks(execute=True):
        services.tidy_rounds(now=now() + timedelta(days=63))

    found.refresh_from_db()
    assert (found.workbook, len(files())) == ("", before)


def test_notes_are_sealed_and_gone_30_days_after_the_end() -> None:
    found = make_rounds.a_round()
    services.keep_notes(found, "Wem ich es zuerst sage")
    found.refresh_from_db()
    assert b"zuerst" not in bytes(found.notes_sealed)

    services.tidy_rounds(now=now() + timedelta(days=62 + 31))

    found.refresh_from_db()
    assert (bytes(found.notes_sealed), found.envelope) == (b"", None)


def test_only_a_pdf_is_taken_and_its_licence_is_confirmed() -> None:
    found = make_rounds.a_round()
    assert found.first is not None
    client, address = client_of(found.first.user), reverse("rounds:upload", args=[found.pk])

    def send(content: bytes, **fields: str) -> int:
        sent = SimpleUploadedFile("heft.pdf", content, "application/pdf")
        return int(client.post(address, {"file": sent, **fields}).status_code)

    refused = [send(b"GIF89a nichts", licensed="on"), send(pdf())]
    assert (refused, Round.objects.exclude(workbook="").count()) == ([200, 200], 0)
    assert send(pdf(), licensed="on") == 302
    assert Round.objects.exclude(workbook="").count() == 1


def test_a_date_belongs_to_one_round() -> None:
    make_rounds.a_round()
    make_rounds.a_round()

    assert RoundDate.objects.count() == 8
