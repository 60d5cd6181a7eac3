"""The office's pages and the door on a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.clients import HouseClient, client_of
from tests.course.events.make_events import event, mail_text, mails
from tests.course.events.pages import at_the_door
from tests.world import World, make_world
from wirwissen.course.events import services
from wirwissen.course.events.models import Entitlement, Event, Registration, RegistrationState
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.models import MailState, OutboxMail
from wirwissen.foundation.privacy.models import Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def office(world: World) -> HouseClient:
    return world.client("office")


def today(world: World, **fields: object) -> Event:
    """An event of our house that begins in half an hour."""
    at = now() + timedelta(minutes=30)
    fields = {"starts_at": at, "ends_at": at + timedelta(hours=2), "seats": 3, **fields}
    return event(of=world.own.offer, **fields)


def door(of: Event) -> str:
    return reverse("events:event_office", args=[of.pk])


def person(row: Registration) -> str:
    return reverse("events:registration", args=[row.pk])


FORM = {
    "title": "Abend",
    "day": "Sa, 28.8.2027",
    "begin": "10:00",
    "end": "12",
    "place": "Köln",
    "seats": "20",
    "registration_open": "on",
    "hold_hours": "24",
    "offer_hours": "48",
}


def test_the_office_makes_an_event(world: World, office: HouseClient) -> None:
    typed = {**FORM, "programme": world.own.programme.pk, "offer": world.own.offer.pk}

    answer = office.post(reverse("events:event_new"), typed)

    made = Event.objects.get(title="Abend")
    assert answer["Location"] == door(made)
    assert (made.when, made.organisation, made.seats) == (
        "Samstag, 28. August 2027, 10 bis 12 Uhr",
        world.own.organisation,
        20,
    )


def test_a_typed_weekday_that_contradicts_its_date_is_refused(
    world: World, office: HouseClient
) -> None:
    typed = {**FORM, "day": "Mo, 28.8.2027", "programme": world.own.programme.pk}

    page = office.post(reverse("events:event_new"), typed).content.decode()

    assert "Der 28. August 2027 ist ein Samstag, kein Montag." in page
    assert not Event.objects.filter(title="Abend").exists()


def test_the_programme_of_another_house_cannot_be_chosen(world: World, office: HouseClient) -> None:
    typed = {**FORM, "programme": world.foreign.programme.pk}

    page = office.post(reverse("events:event_new"), typed).content.decode()

    assert "Wählen Sie eine der Möglichkeiten aus." in page


def test_editing_shows_what_is_and_keeps_it(world: World, office: HouseClient) -> None:
    of = event(of=world.own.offer, place="Saal 2")
    url = reverse("events:event_edit", args=[of.pk])

    page = office.get(url).content.decode()

    assert all(part in page for part in ('value="28.8.2027"', 'value="10:00"', 'value="Saal 2"'))


def test_one_tap_checks_somebody_in_and_one_takes_it_back(
    world: World, office: HouseClient
) -> None:
    row = make.registration(today(world), email="kim@example.org")

    answer = office.post(person(row), {"act": "check_in"})
    there = Registration.objects.get(pk=row.pk).attended_at
    office.post(person(row), {"act": "undo"})

    assert answer["Location"] == f"{door(row.event)}#p-{row.pk}"
    assert there is not None
    assert Registration.objects.get(pk=row.pk).attended_at is None
    assert mails("kim@example.org") == ["code"]


def test_a_walk_in_without_mail_gets_a_code_to_hand_over(world: World, office: HouseClient) -> None:
    of = today(world)

    page = office.post(door(of), {"name": "Ada"}, follow=True).content.decode()
    row = Entitlement.objects.get(name="Ada")
    letter = reverse("events:letter", args=[row.pk])

    assert "Code zeigen" in page
    assert "mit diesem Code können Sie sich bewerben" in office.get(letter).content.decode()
    other = world.client("office").get(letter).content.decode()
    assert "Der Code ist nicht mehr zu sehen" in other


def test_a_code_is_not_readable_in_the_session(world: World, office: HouseClient) -> None:
    office.post(door(today(world)), {"name": "Ada"})

    kept = office.session["codes"]

    page = office.get(reverse("events:letter", args=list(kept))).content.decode()
    code = page.split('<p class="big num">')[1].split("<")[0]
    assert len(code.replace(" ", "")) == 12
    assert code not in str(kept)


def test_before_the_day_the_form_registers_a_caller(world: World, office: HouseClient) -> None:
    of = event(
        of=world.own.offer,
        starts_at=now() + timedelta(days=3),
        ends_at=now() + timedelta(days=3, hours=2),
    )

    office.post(door(of), {"name": "Ada", "needs": "Platz nahe der Tür"})

    row = of.registrations.get()
    assert (row.state, row.attended_at, bool(row.needs_sealed)) == ("confirmed", None, True)


def test_screen_paper_and_re_entry_have_one_order(world: World, office: HouseClient) -> None:
    of = today(world)
    for name in ("Zoe", "Öz", "anna"):
        make.registration(of, name=name)
    make.registration(of, name="Bo", state=RegistrationState.WAITING, waiting_since=now())

    for url in ("events:event_office", "events:door_list", "events:door_entry"):
        page = office.get(reverse(url, args=[of.pk])).content.decode()
        places = [page.index(f"{name}<") for name in ("anna", "Öz", "Zoe", "Bo")]
        assert places == sorted(places)


def test_a_printed_list_is_typed_in_on_one_page(world: World, office: HouseClient) -> None:
    of = today(world)
    ada, ben = make.registration(of, name="Ada"), make.registration(of, name="Ben")
    url = reverse("events:door_entry", args=[of.pk])

    answer = office.post(url, {"there": [ada.pk], "name_2": "Cem"})

    assert answer["Location"] == door(of)
    there = of.registrations.filter(attended_at__isnull=False).values_list("name", flat=True)
    assert sorted(there) == ["Ada", "Cem"]
    assert Registration.objects.get(pk=ben.pk).attended_at is None


def test_an_address_without_name_is_asked_for_it(world: World, office: HouseClient) -> None:
    url = reverse("events:door_entry", args=[today(world).pk])

    page = office.post(url, {"email_1": "a@example.org"}).content.decode()

    assert "Hier fehlt noch der Name zur Adresse." in page


def test_the_host_works_at_the_door_and_alone_reads_needs(world: World) -> None:
    host = make.member(Role.LEAD, world.own.organisation)
    of = event(
        of=world.own.offer,
        host=host,
        starts_at=now() + timedelta(minutes=30),
        ends_at=now() + timedelta(hours=2),
    )
    typed = services.Guest(name="Kim", email="kim@example.org", needs="Gebärdensprache")
    row = services.register(of.pk, typed, now=now())
    url = reverse("events:needs", args=[of.pk])
    client = client_of(host)

    client.post(person(row), {"act": "check_in"})
    Entitlement.objects.update(person=world.own.application.person)
    page = client.get(url).content.decode()

    assert Registration.objects.get(pk=row.pk).attended_at is not None
    assert "Gebärdensprache" in page
    assert Reading.objects.get().owner == world.own.application.person
    assert [world.client(who).get(url).status_code for who in ("office", "lead")] == [404, 404]


def test_needs_stay_shut_for_a_mailbox_alone(world: World) -> None:
    host = make.member(Role.LEAD, world.own.organisation)
    of = event(of=world.own.offer, host=host)

    answer = client_of(host, strong=False).get(reverse("events:needs", args=[of.pk]))

    assert "Was Menschen" not in answer.content.decode()


def test_a_mail_that_came_back_stands_beside_the_person(world: World, office: HouseClient) -> None:
    row = make.registration(today(world), email="kim@example.org")
    office.post(person(row), {"act": "check_in"})
    OutboxMail.objects.update(state=MailState.UNDELIVERABLE)

    page = office.get(door(row.event)).content.decode()

    assert page.count("E-Mail kam nicht an") == 1


def test_an_exception_without_mail_leads_to_a_letter(world: World, office: HouseClient) -> None:
    typed = {"programme": world.own.programme.pk, "name": "Mara", "reason": "War verreist."}

    page = office.post(reverse("events:entitlement_new"), typed, follow=True).content.decode()

    assert "Brief mit Code" in page
    assert "angelegt von" in page


def test_a_lost_code_is_issued_anew(world: World, office: HouseClient) -> None:
    row = make.entitlement(world.own.programme, email="mara@example.org")

    page = office.post(reverse("events:reissue", args=[row.pk]), follow=True).content.decode()

    code = page.split('<p class="big num">')[1].split("<")[0]
    assert code in mail_text("mara@example.org", "code")


def test_the_search_is_no_address(world: World, office: HouseClient) -> None:
    make.entitlement(world.own.programme, name="Mara Beispiel")
    make.entitlement(world.foreign.programme, name="Mara Anderswo")

    answer = office.post(reverse("events:entitlements"), {"name": "mara"})

    page = answer.content.decode()
    assert ("Mara Beispiel" in page, "Mara Anderswo" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("url", "queries"), [("event_office", 7), ("door_list", 7), ("door_entry", 7)]
)
def test_the_door_costs_the_same_for_one_and_three(
    world: World, django_assert_num_queries: object, url: str, queries: int, count: int
) -> None:
    of = today(world)
    for number in range(count):
        services.walk_in(
            of.pk,
            services.Guest(name="Gast", email=f"g{number}@example.org"),
            by=world.own.office,
            now=now(),
        )
    client = world.client("office")

    with django_assert_num_queries(queries):  # type: ignore[operator]
        client.get(reverse(f"events:{url}", args=[of.pk]))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("url", "queries"), [("events_office", 5), ("entitlements", 5)])
def test_the_lists_cost_the_same_for_one_and_three(
    world: World, django_assert_num_queries: object, url: str, queries: int, count: int
) -> None:
    for _ in range(count):
        event(of=world.own.offer)
        make.entitlement(world.own.programme, email="mara@example.org")
    client = world.client("office")

    with django_assert_num_queries(queries):  # type: ignore[operator]
        client.get(reverse(f"events:{url}"))


def test_everybody_at_a_door_is_one_page(world: World, office: HouseClient) -> None:
    at_the_door(world)

    page = office.get(door(world.own.event)).content.decode()

    assert page.count('value="check_in"') == 6
    assert page.count('value="undo"') == 2
