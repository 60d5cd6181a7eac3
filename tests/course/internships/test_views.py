"""Screens of internships, as the person, the lead and the host."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests import make
from tests.clients import client_of
from tests.world import World, make_world
from wirwissen.course.internships import services
from wirwissen.course.internships.models import Placement, Report
from wirwissen.foundation.core.clock import now, today

pytestmark = pytest.mark.django_db
TYPED = {
    "host": "Klinik am Park", "host_email": "", "from_on": "3.5.2026", "to_on": "14.5.2026",
    "hours": "39,75", "role": "no",
}  # fmt: skip
PAST = {"from_on": date(2026, 5, 4), "to_on": date(2026, 5, 15)}


@pytest.fixture
def world() -> World:
    return make_world()


def test_hours_are_entered_with_a_comma_and_kept_in_quarters(world: World) -> None:
    client = world.client("participant")

    response = client.post(reverse("internships:new", args=[1]), TYPED)

    assert response.headers["Location"] == reverse("internships:own")
    row = Placement.objects.get()
    assert (row.host, row.quarter_hours, row.participant) == (
        "Klinik am Park", 159, world.own.participant,
    )  # fmt: skip
    assert "39,75 Stunden" in client.get(reverse("internships:own")).content.decode()


def test_an_answer_of_two_roles_leaves_nothing_behind(world: World) -> None:
    answer = world.client("participant").post(
        reverse("internships:new", args=[1]), {**TYPED, "role": "yes"}
    )

    assert answer.headers["Location"] == reverse("internships:role")
    assert Placement.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("to_on", "1.5.2026", "Der letzte Tag liegt vor dem ersten"),
        ("hours", "0", "über 0"),
        ("hours", "39,8", ""),
        ("host", "", "Einrichtung"),
    ],
)
def test_a_mistake_is_named_and_everything_typed_is_kept(
    world: World, field: str, value: str, sentence: str
) -> None:
    typed = {**TYPED, field: value}

    response = world.client("participant").post(reverse("internships:new", args=[1]), typed)

    body = response.content.decode()
    assert response.status_code == 200
    assert sentence in body
    assert 'value="14.5.2026"' in body or field == "to_on"
    assert Placement.objects.count() == 0


def test_the_host_confirms_by_link_and_the_link_opens_nothing_else(world: World) -> None:
    placement = make.placement(world.own.participant, host_email="haus@example.org", **PAST)
    token = services.send_host_link(placement, now=now())
    host = client_of(None)
    page = reverse("internships:confirm", args=[token])

    assert "Stimmen diese Stunden?" in host.get(page).content.decode()
    placement.refresh_from_db()
    assert placement.confirmed_on is None  # mail scanners only look
    host.post(page, {"name": "Frau Sander"})

    placement.refresh_from_db()
    assert placement.confirmed_by == "Frau Sander"
    assert host.get(reverse("internships:own")).status_code == 302
    assert host.get(reverse("internships:sheet", args=[placement.pk])).status_code == 302


def test_hours_that_are_still_to_come_are_not_confirmed(world: World) -> None:
    last = today() + timedelta(days=1)
    placement = make.placement(
        world.own.participant, host_email="haus@example.org", from_on=today(), to_on=last
    )
    token = services.send_host_link(placement, now=now())
    by_link = client_of(None).post(reverse("internships:confirm", args=[token]), {"name": "A. B."})
    paper = world.client("lead").post(
        reverse("internships:paper", args=[placement.pk]),
        {"name": "A. B.", "on": f"{today():%d.%m.%Y}"},
    )

    placement.refresh_from_db()
    assert placement.confirmed_on is None
    for page in (by_link, paper):
        body = page.content.decode()
        assert (page.status_code, "Vorher zählt es noch nicht." in body) == (200, True)
        assert 'value="A. B."' in body


def test_more_hours_than_the_days_have_are_refused(world: World) -> None:
    page = reverse("internships:new", args=[1])
    typed = TYPED | {"from_on": "3.5.2026", "to_on": "4.5.2026"}

    refused = world.client("participant").post(page, typed | {"hours": "48,25"})
    world.client("participant").post(page, typed | {"hours": "48"})

    assert "So viele Stunden haben die Tage nicht." in refused.content.decode()
    assert [row.quarter_hours for row in Placement.objects.all()] == [192]


def test_the_host_says_that_something_is_wrong(world: World) -> None:
    placement = make.placement(world.own.participant, host_email="haus@example.org")
    token = services.send_host_link(placement, now=now())

    client_of(None).post(reverse("internships:confirm", args=[token]), {"wrong": "1"})

    placement.refresh_from_db()
    assert (placement.doubted_at is not None, placement.confirmed_on) == (True, None)


def test_an_unknown_link_is_a_calm_page() -> None:
    response = client_of(None).get(reverse("internships:confirm", args=["x" * 32]))

    assert response.status_code == 200
    assert "Dieser Link hat geendet" in response.content.decode()


def test_the_person_cannot_take_back_what_was_confirmed_but_a_lead_can(world: World) -> None:
    placement = make.placement(world.own.participant, **PAST)
    services.confirm(placement, by_name="X", how="paper", on=today(), now=now())
    page = reverse("internships:withdraw", args=[placement.pk])

    refused = world.client("participant").post(page, {"reason": "Irrtum"})
    world.client("lead").post(page, {"reason": "falsche Person"})

    placement.refresh_from_db()
    assert refused.status_code == 409
    assert placement.withdrawn_reason == "falsche Person"


def test_the_office_goes_every_step_for_somebody_without_mail(world: World) -> None:
    office, who = world.client("office"), world.own.participant
    office.post(reverse("internships:new_for", args=[who.pk, 1]), TYPED)
    placement = Placement.objects.get()

    office.post(
        reverse("internships:paper", args=[placement.pk]), {"name": "S. Ott", "on": "15.5.2026"}
    )
    office.post(reverse("internships:report_for", args=[who.pk, 1]), {"handed_in_on": "20.5.2026"})

    placement.refresh_from_db()
    assert (placement.confirmed_by, Report.objects.get().no) == ("S. Ott", 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_own_page_costs_the_same_for_one_and_three_placements(
    world: World, count: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for _ in range(count):
        make.placement(world.own.participant)
    client = world.client("participant")
    client.get(reverse("internships:own"))

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get(reverse("internships:own"))


def test_a_start_too_early_is_said_to_person_and_leads_until_a_lead_gives_a_reason(
    world: World,
) -> None:
    early = world.own.session.starts_at.date() - timedelta(days=30)
    row = make.placement(world.own.participant, from_on=early, to_on=early)
    said = "beginnt vor dem ersten Kurstag"
    theirs, leads = world.client("participant"), world.client("lead")
    addresses = [
        (theirs, reverse("internships:own")),
        (leads, reverse("internships:participant", args=[world.own.participant.pk])),
    ]

    before = [said in client.get(address).content.decode() for client, address in addresses]
    leads.post(reverse("internships:override", args=[row.pk]), {"reason": "Nur da war Platz."})
    after = [said in client.get(address).content.decode() for client, address in addresses]
    services.change_placement(
        row, host=row.host, host_email="", from_on=early - timedelta(days=1), to_on=early,
        hours=Decimal(10),
    )  # fmt: skip
    changed = [said in client.get(address).content.decode() for client, address in addresses]

    assert (before, after, changed) == ([True, True], [False, False], [True, True])
