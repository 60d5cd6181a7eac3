"""Screens of the portfolio, as the person, a lead and the office."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.world import World, make_world
from wirwissen.course.portfolio import queries, services
from wirwissen.course.portfolio.models import PortfolioEntry, Suitability
from wirwissen.foundation.accounts.models import Membership
from wirwissen.foundation.core.clock import now, today

pytestmark = pytest.mark.django_db
TYPED = {"sections": ["Spurensuche"], "pages": "31", "handed_in_on": "3.5.2026"}


@pytest.fixture
def world() -> World:
    return make_world()


def of(world: World, name: str) -> str:
    return reverse(f"portfolio:{name}", args=[world.own.participant.pk])


def test_the_person_keeps_their_own_state(world: World) -> None:
    client = world.client("participant")

    response = client.post(reverse("portfolio:own"), TYPED)

    assert response.headers["Location"] == reverse("portfolio:own")
    row = PortfolioEntry.objects.get()
    assert (row.participant, row.sections, row.pages) == (
        world.own.participant, ["Spurensuche"], 31,
    )  # fmt: skip
    assert (
        "Abgegeben am So, 3.\xa0Mai 2026." in client.get(reverse("portfolio:own")).content.decode()
    )


def test_a_day_to_come_is_named_and_everything_typed_is_kept(world: World) -> None:
    tomorrow = today() + timedelta(days=1)
    typed = f"{tomorrow.day}.{tomorrow.month}.{tomorrow.year}"

    body = (
        world.client("participant")
        .post(reverse("portfolio:own"), {**TYPED, "handed_in_on": typed})
        .content.decode()
    )

    assert "Dieser Tag kommt erst noch." in body
    assert f'value="{typed}"' in body
    assert PortfolioEntry.objects.count() == 0


def test_a_lead_enters_what_came_on_paper_and_reads_it(world: World) -> None:
    client = world.client("lead")

    client.post(of(world, "state"), TYPED)
    before = client.get(of(world, "participant")).content.decode()
    client.post(of(world, "read"), {})
    after = client.get(of(world, "participant")).content.decode()

    assert PortfolioEntry.objects.get().entered_by == world.own.lead
    assert ["Ich habe das Portfolio gelesen" in body for body in (before, after)] == [True, False]
    assert "Gelesen von: Kollegin" in after


@pytest.mark.parametrize(
    ("acts", "rows"),
    [(["sign"], [False]), (["decline"], [True]), (["sign", "take_back"], []), (["x"], [])],
)
def test_a_lead_signs_declines_and_takes_back(
    world: World, acts: list[str], rows: list[bool]
) -> None:
    for act in acts:
        world.client("lead").post(of(world, "suitability"), {"act": act})

    assert [row.declined for row in Suitability.objects.all()] == rows


def test_a_second_signature_over_a_no_is_a_calm_refusal(world: World) -> None:
    world.client("lead").post(of(world, "suitability"), {"act": "decline"})

    response = world.client("second_lead").post(of(world, "suitability"), {"act": "sign"})

    assert response.status_code == 409
    assert "Sprechen Sie erst miteinander." in response.content.decode()
    assert Suitability.objects.count() == 1


def test_the_office_types_money_as_people_write_it(world: World) -> None:
    world.client("office").post(of(world, "payments"), {"due": "2.450", "paid": "1.400,50"})

    world.own.participant.refresh_from_db()
    assert (world.own.participant.due_cents, world.own.participant.paid_cents) == (245_000, 140_050)


def test_a_presentation_is_entered_and_taken_back(world: World) -> None:
    client = world.client("lead")

    client.post(of(world, "presentation"), {"on": "3.5.2026"})
    world.own.participant.refresh_from_db()
    held_on = world.own.participant.presented_on
    client.post(of(world, "presentation"), {"on": ""})
    world.own.participant.refresh_from_db()

    assert (str(held_on), world.own.participant.presented_on) == ("2026-05-03", None)


def test_a_presentation_to_come_is_not_held(world: World) -> None:
    tomorrow = today() + timedelta(days=1)

    response = world.client("lead").post(of(world, "presentation"), {"on": f"{tomorrow:%d.%m.%Y}"})

    world.own.participant.refresh_from_db()
    assert world.own.participant.presented_on is None
    assert "Dieser Tag kommt erst noch." in response.content.decode()


def todos(world: World) -> list[str]:
    rows = list(Membership.objects.filter(user=world.own.lead))
    return [todo.title for todo in queries.todos(world.own.lead, rows, now())]


def test_a_portfolio_waits_for_a_lead_until_they_have_signed(world: World) -> None:
    before = todos(world)
    services.keep_state(
        world.own.participant, sections=[], pages=30, handed_in_on=today(),
        by=world.own.participant.person, now=now(),
    )  # fmt: skip
    handed_in = todos(world)
    world.client("lead").post(of(world, "suitability"), {"act": "sign"})

    assert (before, handed_in, todos(world)) == (
        [], [f"Portfolio von {world.own.participant.name}"], [],
    )  # fmt: skip


@pytest.mark.parametrize("name", ["own", "participant"])
def test_pages_cost_at_most_12_queries(
    world: World, name: str, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    actor, path = ("participant", reverse("portfolio:own")) if name == "own" else (
        "lead", of(world, name)
    )  # fmt: skip
    client = world.client(actor)
    client.get(path)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert client.get(path).status_code == 200
