"""Dates that strangers read: each has an end, and what was taken back stays back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.clients import client_of
from tests.network import make as people
from tests.network.meetings import make
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.privacy.services import keep_the_dates
from wirwissen.network.groups.models import DutyKind, Group, PublicMeeting
from wirwissen.network.meetings import services

pytestmark = pytest.mark.django_db


def read_by_strangers(group: Group) -> str:
    """The public page, the calendar and the feed."""
    address = f"/gruppe/{group.slug}/"
    ends = ("", "termine.ics", "termine.atom") if group.offers_feeds else ("",)
    return "".join(Client().get(f"{address}{end}").content.decode() for end in ends)


def test_public_by_choice_later_regrets() -> None:
    """Everything public has an end date and one-click retreat: a date, a page, the whole group."""
    group = people.group(offers_feeds=True)
    orga = client_of(people.member(group, DutyKind.ORGA).user)
    meeting = services.enter_meeting(group, now() + timedelta(days=9), now=now())
    services.set_topic(meeting, make.topic(group, "Eulenspiegelei"))
    text = people.page(group, "Kormoranfischerei")
    [date] = PublicMeeting.objects.all()
    assert date.shown_until == today() + timedelta(days=9 + 365)
    before = read_by_strangers(group)

    orga.post("/orga/sichtbarkeit/zurueck/", {"what": "date", "id": date.pk})
    orga.post("/orga/sichtbarkeit/zurueck/", {"what": "page", "id": text.pk})
    services.set_topic(meeting, make.topic(group, "Eulenspiegelei, neu"))
    services.move_meeting(meeting, now() + timedelta(days=10), now=now())

    after = read_by_strangers(group)
    words = ("Eulenspiegelei", "Kormoranfischerei", "BEGIN:VEVENT", "<entry>")
    assert [word in before for word in words] == [True] * 4
    assert [word in after for word in words] == [False] * 4
    assert [row.topic for row in PublicMeeting.objects.all()] == [""]
    orga.post("/orga/sichtbarkeit/zurueck/", {"what": "group"})
    assert Client().get(f"/gruppe/{group.slug}/").status_code == 404


def test_after_its_last_day_a_date_is_read_by_nobody_and_a_month_later_it_is_gone() -> None:
    group = people.group()
    shown, over, gone = (people.public_meeting(group, -30, f"Thema {n}") for n in range(3))
    for row, days in ((shown, 0), (over, -1), (gone, -31)):
        PublicMeeting.objects.filter(pk=row.pk).update(
            shown_until=today() + timedelta(days=days), starts_at=row.starts_at
        )

    page = read_by_strangers(group)
    keep_the_dates.call()

    assert [f"Thema {n}" in page for n in range(3)] == [True, False, False]
    assert set(PublicMeeting.objects.all()) == {shown, over}


def test_a_past_date_is_taken_back_with_one_button() -> None:
    group = people.group()
    row = people.public_meeting(group, -30, "Eulenspiegelei")
    orga = client_of(people.member(group, DutyKind.ORGA).user)
    button = f'value="{row.pk}"'
    assert button in orga.get("/orga/sichtbarkeit/").content.decode()

    orga.post("/orga/sichtbarkeit/zurueck/", {"what": "date", "id": row.pk})

    assert "Eulenspiegelei" not in read_by_strangers(group)
    assert button not in orga.get("/orga/sichtbarkeit/").content.decode()
