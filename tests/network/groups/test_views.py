"""The public page of the group: readable without account, the same number of queries always."""

from datetime import timedelta

import pytest
from django.test import Client

from wirwissen.foundation.core.clock import now
from wirwissen.network.demo.seed import seed
from wirwissen.network.groups.models import Group, PublicMeeting

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
def test_the_public_page_costs_three_queries(count: int, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    group = Group.objects.create(name="Kreis", slug="kreis", for_whom="Alle.", how_we_meet="So.")
    for number in range(count):
        PublicMeeting.objects.create(
            group=group, starts_at=now() - timedelta(days=number), topic=f"Thema {number}"
        )
    client = Client()
    client.get("/")

    with django_assert_num_queries(3):
        client.get("/")
