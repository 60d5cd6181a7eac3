"""What the leads change about one person: name, deadline, end, confirmed make-ups."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import make
from tests.course.cohorts import make_cohorts
from tests.world import World, make_world
from wirwissen.foundation.core.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def post(world: World, name: str, data: dict[str, Any], pk: str = "") -> str:
    """Send a form of the person's pages as a lead; returns the page, "" after a redirect."""
    path = reverse(f"cohorts:{name}", args=[pk or world.own.participant.pk])
    response = world.client("lead").post(path, data)
    return "" if response.status_code == 302 else str(response.content.decode())


def german(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def test_a_name_is_written_anew(world: World) -> None:
    empty = post(world, "name", {"name": " "})
    done = post(world, "name", {"name": "Ida Neu"})

    world.own.participant.refresh_from_db()
    assert ('aria-invalid="true"' in empty, done) == (True, "")
    assert world.own.participant.shown_name == "Ida Neu"


def test_nobody_leaves_before_they_came(world: World) -> None:
    who = world.own.participant
    before = german(who.joined_on - timedelta(days=1))

    refused = post(world, "standing", {"act": "leave", "left_on": before})
    done = post(world, "standing", {"act": "leave", "left_on": german(who.joined_on)})

    who.refresh_from_db()
    assert "Der letzte Tag liegt vor dem ersten." in refused
    assert (done, who.left_on) == ("", who.joined_on)


def test_a_deadline_is_not_moved_into_the_past(world: World) -> None:
    who, reason = world.own.participant, {"reason": "Umzug"}

    refused = post(world, "extension", {"until": "1.1.2020", **reason})
    done = post(world, "extension", {"until": german(today()), **reason})

    who.refresh_from_db()
    assert "Diese Frist wäre schon vorbei." in refused
    assert (done, who.extended_until) == ("", today())


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "dem letzten Tag. Vorher zählt es noch nicht."),
        (0, ""),
        (3, "Die Bestätigung liegt in der Zukunft."),
    ],
)
def test_a_make_up_is_confirmed_once_it_was(world: World, days: int, said: str) -> None:
    last = today() - timedelta(days=2)
    made = make_cohorts.makeup(world.own.participant, "m1", "1")
    made.from_on = made.to_on = last
    made.confirmed_on = None
    made.save()

    page = post(
        world, "makeup", {"act": "confirm", "on": german(last + timedelta(days=days)),
        "by_name": "Haus am Anger"}, made.pk,
    )  # fmt: skip

    made.refresh_from_db()
    assert (said in page, made.confirmed_on) == (True, None if said else last)


def test_who_has_left_is_expected_nowhere(world: World) -> None:
    who = world.own.participant
    title = make.session(
        world.own.cohort, label="Sa Nm", starts_at=world.own.session.starts_at + timedelta(days=90)
    ).label
    before = world.client("participant").get(reverse("cohorts:own")).content.decode()
    who.state, who.left_on = "left", today()
    who.save()

    after = world.client("participant").get(reverse("cohorts:own")).content.decode()

    assert (title in before, title in after) == (True, False)
