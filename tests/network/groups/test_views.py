"""The public page of the group: readable without account, the same number of queries always."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from tests.clients import client_of
from tests.network import make
from wirwissen.foundation.core.clock import now, today
from wirwissen.network.demo.seed import seed
from wirwissen.network.groups import services
from wirwissen.network.groups.models import JoinRequest, PublicPage

pytestmark = pytest.mark.django_db


def test_the_public_page_shows_real_past_dates_without_an_account() -> None:
    seed()

    body = Client().get("/").content.decode()

    assert "Mi, 20.\u00a0März 2024" in body
    assert "Brauchen wir Diagnosen?" in body
    assert "Nächstes Treffen" in body


def test_an_empty_house_says_that_a_group_will_be_here() -> None:
    response = Client().get("/")

    assert response.status_code == 200
    assert "Hier entsteht eine Gruppe" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_page_costs_five_queries(count: int, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    group = make.group(organisation=make.organisation())
    for number in range(count):
        make.public_meeting(group, -number, f"Thema {number}")
        make.page(group, f"Text {number}")
        make.partner(group)
    client = Client()
    client.get("/")

    with django_assert_num_queries(5):
        client.get("/")


def test_a_group_is_hidden_after_its_last_public_day_and_by_one_button() -> None:
    group = make.group(public_until=today())
    client, path = Client(), f"/gruppe/{group.slug}/"
    assert client.get(path).status_code == 200

    services.retreat(group, "group", now=now())

    assert client.get(path).status_code == 404
    late = make.group(public_until=today() - timedelta(days=1))
    assert client.get(f"/gruppe/{late.slug}/").status_code == 404


def test_a_page_is_gone_after_its_last_day() -> None:
    page = make.page(make.group())
    PublicPage.objects.update(shown_until=today() - timedelta(days=1))

    assert Client().get(f"/gruppe/{page.group.slug}/seite/{page.slug}/").status_code == 404


def test_a_group_that_shows_no_dates_offers_none_anywhere() -> None:
    group = make.group(shows_dates=False, offers_feeds=True)
    make.public_meeting(group, 5, "Geheim bis dahin")
    client = Client()

    bodies = [
        client.get(f"/gruppe/{group.slug}/{end}").content.decode()
        for end in ("", "termine.ics", "termine.atom")
    ]

    assert ["Geheim" in body for body in bodies] == [False] * 3
    assert "VEVENT" not in bodies[1]


def test_without_consent_there_is_neither_calendar_nor_feed() -> None:
    group = make.group(offers_feeds=False)

    answers = [
        Client().get(f"/gruppe/{group.slug}/{end}").status_code
        for end in ("termine.ics", "termine.atom")
    ]

    assert answers == [404, 404]


def test_a_hall_of_people_without_address_may_ask_within_one_hour() -> None:
    """One place of the network asks for all of them, so the limit of one address does not do."""
    cache.clear()
    group = make.group(organisation=make.organisation())

    for number in range(12):
        fields = {"pseudonym": f"Gast {number}", "way": "none", "profession": "Pflege",
                  "own_experience": "on"}  # fmt: skip
        answer = client_of(None).post(f"/mitmachen/{group.slug}/", fields)
        assert answer.status_code == 302, answer.content.decode()

    assert JoinRequest.objects.filter(group=group).count() == 12
