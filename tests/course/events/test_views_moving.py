"""An event that is moved by the office: only to a day that is still to come."""

import pytest
from django.urls import reverse

from tests.world import make_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("day", "moved"), [("12.1.2020", False), ("28.8.2030", True)])
def test_an_event_is_not_moved_into_the_past(day: str, moved: bool) -> None:
    world = make_world()
    event, began = world.own.event, world.own.event.starts_at
    typed = {
        "title": "Abend", "day": day, "begin": "10:00", "end": "12", "place": "Köln",
        "hold_hours": "24", "offer_hours": "48", "programme": world.own.programme.pk,
    }  # fmt: skip

    response = world.client("office").post(reverse("events:event_edit", args=[event.pk]), typed)

    event.refresh_from_db()
    assert (event.starts_at != began) is moved
    assert ("Dieser Tag ist schon vorbei." in response.content.decode()) is not moved
