"""Mails to members: neutral, at most one at a time, never at night, as they want them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.template.loader import render_to_string

from tests.house.words import TELLING, wrong_words
from tests.network import make
from tests.network.make import NOW
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of
from wirwissen.network.groups import services
from wirwissen.network.groups.models import Member
from wirwissen.network.groups.rules import SUBJECTS

pytestmark = pytest.mark.django_db
MONDAY = NOW  # 1 March 2027


def sent() -> list[tuple[str, datetime]]:
    return [(mail.subject, mail.next_try_at) for mail in OutboxMail.objects.all()]


def test_a_member_gets_the_subject_they_picked() -> None:
    services.notify(make.member(mail_subject=2), NOW)

    assert sent() == [(SUBJECTS[2], NOW)]


def test_a_mail_says_only_that_there_is_something_new() -> None:
    member = make.member(make.group("Lindenkreis"), pseudonym="Juno")

    services.notify(member, NOW)

    body = body_of(OutboxMail.objects.get())
    assert body.splitlines() == [
        "Guten Tag,",
        "",
        "es gibt etwas Neues. Melde dich an, dann siehst du es:",
        "",
        "http://kurs.localhost:8000/heute/",
    ]


@pytest.mark.parametrize("template", ["groups/mail/news.txt", "groups/mail/request.txt"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_mail_tells_anything_to_who_reads_along(template: str, subject: str) -> None:
    facts = {"subject": subject, "token": "t0k3n", "house_address": "http://netz.localhost"}

    written = render_to_string(template, facts)

    assert (TELLING.findall(written), wrong_words(written, house="network")) == ([], [])


def test_nothing_is_sent_between_21_and_8() -> None:
    services.notify(make.member(), datetime.fromisoformat("2027-07-01T21:30+02:00"))

    assert [at for _subject, at in sent()] == [datetime.fromisoformat("2027-07-02T08:00+02:00")]


def test_three_things_in_a_night_are_one_mail_in_the_morning() -> None:
    member, night = make.member(), NOW.replace(hour=23)

    for minutes in range(3):
        services.notify(member, night + timedelta(minutes=minutes))

    assert len(sent()) == 1


def test_silence_and_a_missing_address_send_nothing() -> None:
    services.notify(make.member(silent_until=NOW.date()), NOW)
    quiet = make.member()
    quiet.user.email = None
    services.notify(quiet, NOW)

    assert sent() == []


def test_whoever_pauses_hears_only_that_the_group_closes() -> None:
    member = make.member(state="paused")
    services.notify(member, NOW)
    assert sent() == []

    services.plan_closing(member.group, on=NOW.date() + timedelta(days=20), now=NOW)

    assert len(sent()) == 1


def test_who_collects_gets_one_mail_on_monday() -> None:
    member = make.member(digest=True)
    services.notify(member, NOW - timedelta(days=3))
    services.notify(member, NOW - timedelta(days=2))
    assert sent() == []
    member.refresh_from_db()

    counts = [services.send_weekly_news(now=MONDAY + timedelta(days=day)) for day in (-1, 0, 0)]

    assert (counts, len(sent())) == ([0, 1, 0], 1)
    assert not Member.objects.filter(has_news=True).exists()
