"""The answer on the screen: prepared, released, printed, taken, given back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.clients import HouseClient
from tests.course.admissions import selecting
from tests.world import World, make_world
from wirwissen.course.admissions.models import Choice, Decision, PlaceOffer
from wirwissen.foundation.core.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Both leads of the own side are named."""
    world = make_world()
    selecting.pair_of(world.own)
    return world


def page(client: HouseClient, name: str, *args: object) -> str:
    response = client.get(reverse(f"admissions:{name}", args=args), follow=True)
    return str(response.content.decode())


def test_the_office_prepares_and_releases_and_prints(world: World) -> None:
    by_letter = make.application(
        world.own.offer, make.user(None), name="Ida Sonne", address="Uferweg 3"
    )
    selecting.voted(by_letter, (world.own.lead, world.own.second_lead))
    client = world.client("office")
    client.post(reverse("admissions:prepare", args=[by_letter.pk]), {"choice": "place"})
    release = reverse("admissions:release", args=[world.own.offer.pk])
    seen = client.get(release).context["answers"].mark

    client.post(release, {"seen": seen})

    letters = page(client, "letters", world.own.offer.pk)
    assert Decision.objects.get().released_by == world.own.office
    assert "Ida Sonne" in letters
    assert "wir bieten Ihnen einen Platz an" in letters


def test_an_applicant_knows_nothing_of_a_prepared_answer(world: World) -> None:
    selecting.decide(world.own.application, (world.own.lead, world.own.second_lead))

    shown = page(world.client("applicant"), "place", world.own.application.pk)

    assert "wird geprüft" in shown
    assert "Platz ist" not in shown


def test_warteliste_is_never_said_for_wird_geprueft(world: World) -> None:
    selecting.decide(world.own.application, (world.own.lead, world.own.second_lead), Choice.WAITING)

    before = page(world.client("applicant"), "place", world.own.application.pk)
    selecting.release(world.own.offer)
    after = page(world.client("applicant"), "place", world.own.application.pk)

    assert ("Warteliste" in before, "Warteliste" in after) == (False, True)


@pytest.mark.parametrize("name", ["place", "letters"])
def test_a_rank_is_nothing_for_the_applicant(world: World, name: str) -> None:
    decided(world, Choice.WAITING)
    who, pk = ("applicant", world.own.application.pk)
    address = f"{reverse('admissions:letters', args=[world.own.offer.pk])}?nur={pk}"

    shown = (
        page(world.client(who), "place", pk)
        if name == "place"
        else world.client("office").get(address).content.decode()
    )

    assert ("Warteliste" in shown, "Rang" in shown) == (True, False)


def decided(world: World, choice: Choice = Choice.PLACE) -> str:
    """The own application, answered; returns its page's address."""
    selecting.decide(world.own.application, (world.own.lead, world.own.second_lead), choice)
    selecting.release(world.own.offer)
    return reverse("admissions:place", args=[world.own.application.pk])


def test_an_applicant_takes_the_place_on_a_double_click_once(world: World) -> None:
    address = decided(world)
    client = world.client("applicant")

    answers = [client.post(address).status_code for _no in range(2)]

    assert answers == [302, 302]
    assert PlaceOffer.objects.get().state == "accepted"
    assert "Ihr Platz ist sicher" in client.get(address).content.decode()


def test_giving_a_place_back_is_asked_once_more(world: World) -> None:
    address = decided(world)
    client = world.client("applicant")

    asked = client.get(f"{address}absagen/").content.decode()
    assert PlaceOffer.objects.get().state == "open"
    client.post(f"{address}absagen/")

    assert "Einen Grund müssen Sie nicht nennen" in asked
    assert PlaceOffer.objects.get().state == "declined"


def test_an_expired_place_says_so_before_anybody_tidied_up(world: World) -> None:
    address = decided(world)
    PlaceOffer.objects.update(expires_at=now() - timedelta(minutes=1))

    shown = world.client("applicant").get(address).content.decode()

    assert "Das Angebot ist abgelaufen" in shown
    assert "Ich nehme den Platz" not in shown


def test_not_now_says_what_is_possible_next(world: World) -> None:
    address = decided(world, Choice.NOT_NOW)

    shown = world.client("applicant").get(address).content.decode()

    assert "Jetzt nicht. Sie können sich für 2029 bewerben." in shown
    assert "abgelehnt" not in shown
