"""The front door: the next info events, and the way from one of them to its place."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import make
from wirwissen.course.events.models import Event, RegistrationState
from wirwissen.foundation.core.clock import now

pytestmark = pytest.mark.django_db


def coming(days: int, **fields: Any) -> Event:
    at = now() + timedelta(days=days)
    return make.event(starts_at=at, ends_at=at + timedelta(hours=2), **fields)


def front_door(client: Client) -> str:
    return " ".join(client.get("/").content.decode().split())


def test_the_front_door_shows_the_next_three_events_soonest_first(client: Client) -> None:
    for days, title in ((9, "Vierter"), (2, "Erster"), (5, "Dritter"), (4, "Zweiter")):
        coming(days, title=title)
    coming(1, title="Abgesagt", cancelled_at=now())
    coming(-1, title="Vorbei")

    shown = re.findall(r'termin=[a-z0-9]+">(.*?)</a>', front_door(client))

    assert shown == ["Erster", "Zweiter", "Dritter"]


def test_a_full_event_leads_to_the_waiting_list_and_an_open_door_needs_no_booking(
    client: Client,
) -> None:
    full = coming(3, seats=1)
    make.registration(full)
    make.registration(full, state=RegistrationState.WAITING, waiting_since=now())
    coming(4, registration_open=False)

    page = front_door(client)

    assert '<span class="tag">Ausgebucht: Warteliste mit einer Person.</span>' in page
    assert '<span class="tag">Ohne Anmeldung: Kommen Sie vorbei.</span>' in page
    assert page.count("?termin=") == 1


def test_the_chosen_event_is_ticked_and_a_strange_id_ticks_nothing(client: Client) -> None:
    coming(3)
    second = coming(4)

    ticked = [
        re.findall(r'value="([^"]+)"[^>]*checked', client.get(path).content.decode())
        for path in (f"/info-termine/?termin={second.pk}", "/info-termine/?termin=fremd")
    ]

    assert ticked == [[second.pk], []]


def test_without_events_the_front_door_still_says_how_it_begins(client: Client) -> None:
    page = front_door(client)

    assert ("Nächste Info-Termine" in page, "So fängt es an" in page) == (False, True)


def test_the_second_door_opens_only_if_the_other_house_has_an_address(
    client: Client, settings: object
) -> None:
    one_door = front_door(client)
    settings.OTHER_HOUSE = "https://netz.example.org/"  # type: ignore[attr-defined]

    two_doors = front_door(client)

    assert ("Tür 2" in one_door, "Tür 2" in two_doors) == (False, True)
    assert 'href="https://netz.example.org/" rel="noreferrer"' in two_doors


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_door_costs_three_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for days in range(count):
        make.registration(coming(days + 1))

    with django_assert_num_queries(3):  # offers, events, the house's name
        client.get("/")
