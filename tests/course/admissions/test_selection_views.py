"""The pages of the selection: what they show to whom, and how many queries they take."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.clients import HouseClient, client_of
from tests.course.admissions import selecting
from tests.world import World, make_world
from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Choice,
    Decision,
    Opening,
    PlaceOffer,
    PlaceState,
    Reader,
    Vote,
)
from wirwissen.course.admissions.queries import todos
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.privacy.models import Reading

pytestmark = pytest.mark.django_db
TEXT = "Ich möchte lernen."
FORM = {
    "choice": "place",
    "note": "Eine Frage",
    "criterion_0": "offen",
    "criterion_1": "erkennbar",
    "criterion_2": "deutlich",
}


@pytest.fixture
def world() -> World:
    """Both leads of the own side are named."""
    world = make_world()
    selecting.pair_of(world.own)
    return world


def page(client: HouseClient, name: str, *args: object) -> str:
    response = client.get(reverse(f"admissions:{name}", args=args), follow=True)
    return str(response.content.decode())


def test_before_the_declaration_nothing_of_the_dossier_shows(world: World) -> None:
    application = world.own.application

    shown = page(world.client("lead"), "dossier", application.pk)

    assert "Kennen Sie diese Person?" in shown
    assert TEXT not in shown
    assert "Lebenslauf" not in shown
    assert not Reading.objects.exists()


def test_after_the_declaration_the_dossier_opens_and_the_owner_sees_who_read(world: World) -> None:
    application = world.own.application
    client = world.client("lead")

    client.post(reverse("admissions:declare", args=[application.pk]), {"knows": "nein"})

    assert TEXT in page(client, "dossier", application.pk)
    seen = Reading.objects.get()
    assert (seen.owner, seen.reader, seen.what) == (
        application.person,
        world.own.lead,
        "Bewerbung: Motivation",
    )


def test_who_knows_the_person_sees_nothing(world: World) -> None:
    application = world.own.application
    client = world.client("lead")

    client.post(reverse("admissions:declare", args=[application.pk]), {"knows": "ja"})

    assert Opening.objects.get().knows_person
    assert TEXT not in page(client, "dossier", application.pk)


def test_the_other_vote_shows_only_after_the_own_one(world: World) -> None:
    application = world.own.application
    selecting.vote(application, world.own.second_lead, Choice.NOT_NOW)
    selecting.declare(application, world.own.lead)
    client = world.client("lead")
    before = page(client, "dossier", application.pk)

    client.post(reverse("admissions:dossier", args=[application.pk]), FORM)

    after = page(client, "dossier", application.pk)
    assert ("schweren Gruppenabend" in before, "schweren Gruppenabend" in after) == (False, True)
    assert "Miteinander sprechen" in after
    assert Vote.objects.get(reader=world.own.lead).criteria == {
        "Blick auf die eigene Geschichte": "offen",
        "Arbeiten in der Gruppe": "erkennbar",
        "Was im Alltag trägt": "deutlich",
    }


def test_who_has_not_voted_sees_no_vote_even_when_the_answer_is_prepared(world: World) -> None:
    application = world.own.application
    selecting.declare(application, world.own.lead)
    for reader in (world.own.second_lead, selecting.third(application)):
        selecting.vote(application, reader)
    selecting.prepare(application)

    shown = page(world.client("lead"), "dossier", application.pk)

    assert "Die Antwort ist vorbereitet" in shown
    assert "schweren Gruppenabend" not in shown


def test_not_now_asks_for_the_next_step(world: World) -> None:
    application = world.own.application
    selecting.declare(application, world.own.lead)

    answer = world.client("lead").post(
        reverse("admissions:dossier", args=[application.pk]),
        {**FORM, "choice": "not_now", "note": ""},
    )

    assert "Fehler:" in answer.content.decode()
    assert not Vote.objects.exists()


def test_somebody_who_left_the_house_reads_no_more(world: World) -> None:
    selecting.declare(world.own.application, world.own.lead)
    Membership.objects.filter(user=world.own.lead).delete()

    answer = world.client("lead").get(
        reverse("admissions:dossier", args=[world.own.application.pk])
    )

    assert answer.status_code == 404


def test_a_mailbox_alone_opens_no_dossier(world: World) -> None:
    selecting.declare(world.own.application, world.own.lead)

    answer = world.client("lead", strong=False).get(
        reverse("admissions:dossier", args=[world.own.application.pk])
    )

    assert answer.status_code == 302
    assert "kennwort" in answer.headers["Location"]


def test_a_third_person_sees_this_one_application_alone(world: World) -> None:
    other = make.application(world.own.offer, name="Uli Berg")
    third = client_of(selecting.third(other))

    listed = page(third, "selection")

    assert "Uli Berg" in listed
    assert world.own.application.name not in listed
    missing = third.get(reverse("admissions:dossier", args=[world.own.application.pk]))
    assert missing.status_code == 404


def test_the_list_says_how_far_the_reader_is_and_not_how_others_voted(world: World) -> None:
    selecting.vote(world.own.application, world.own.second_lead, Choice.NO)

    listed = page(world.client("lead"), "selection")

    assert "noch nicht geöffnet" in listed
    assert "nein" not in listed


def waiting_for(user: User) -> list[tuple[str, str]]:
    memberships = list(Membership.objects.filter(user=user))
    return [(todo.title, todo.state) for todo in todos(user, memberships, now())]


def test_whoever_knows_the_applicant_is_not_named_among_those_who_may_read(world: World) -> None:
    conflicted = world.own.application
    selecting.declare(conflicted, world.own.second_lead)
    path = reverse("admissions:readers", args=[conflicted.pk])
    applicant = world.client("applicant")
    names = [named(conflicted, user) for user in (world.own.lead, world.own.second_lead)]
    before = applicant.get(path).content.decode()
    selecting.declare(conflicted, world.own.lead, knows=True)

    after = applicant.get(path).content.decode()

    assert [name in before for name in names] == [True, True]
    assert [name in after for name in names] == [False, True]


def named(application: Application, user: User) -> str:
    """How a reader is named to applicants."""
    return str(application.offer.readers.get(user=user).name)


def test_heute_tells_readers_office_and_applicants_what_waits(world: World) -> None:
    conflicted = make.application(world.own.offer)
    selecting.declare(conflicted, world.own.lead, knows=True)
    selecting.declare(world.own.application, world.own.second_lead)

    assert ("Bewerbungen lesen", "1 ohne Ihre Stimme") in waiting_for(world.own.lead)
    assert ("Bewerbungen lesen", "2 ohne Ihre Stimme") in waiting_for(world.own.second_lead)
    assert ("Jemanden zum Lesen benennen", "1 ohne zwei Lesende") in waiting_for(world.own.office)

    selecting.decide(world.own.application, (world.own.lead, world.own.second_lead))
    assert ("Antworten freigeben", "1 vorbereitet") in waiting_for(world.own.office)
    selecting.release(world.own.offer)
    titles = [title for title, _state in waiting_for(world.own.application.person)]
    assert "Ein Platz im Kurs wartet auf Ihre Antwort" in titles


def test_heute_asks_the_office_to_call_whoever_no_mail_tells_of_a_place(world: World) -> None:
    for address in (None, "ida@example.org"):
        row = make.application(world.own.offer, make.user(address))
        row.place_offers.create(offered_at=now(), expires_at=now() + timedelta(days=14))
    title = "Ein Platz ist angeboten, und keine E-Mail sagt es"

    asked = [shown for shown, _state in waiting_for(world.own.office)].count(title)
    PlaceOffer.objects.update(state=PlaceState.ACCEPTED)

    assert (asked, title in dict(waiting_for(world.own.office))) == (1, False)


@pytest.mark.parametrize(("who", "name"), [("lead", "selection"), ("office", "outbox")])
def test_a_list_of_thirty_one_takes_as_many_queries_as_one_of_one(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries, who: str, name: str
) -> None:
    address = reverse(f"admissions:{name}")
    client = world.client(who)
    with django_assert_max_num_queries(12) as one:
        client.get(address)
    for _no in range(30):
        row = make.application(world.own.offer)
        selecting.vote(row, world.own.lead)

    with django_assert_max_num_queries(12) as many:
        listed = client.get(address).content.decode()

    assert len(many) == len(one)
    assert listed.count("Bewerberin") >= 31


def test_releasing_thirty_one_answers_reads_back_in_few_queries(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [make.application(world.own.offer) for _no in range(12)]
    for row in rows:
        Decision.objects.create(
            application=row, choice=Choice.NOT_NOW, prepared_at=now(), released_at=now()
        )
    Application.objects.update(state=ApplicationState.DECIDED)
    client = world.client("office")

    for name in ("answered", "letters"):
        with django_assert_max_num_queries(12):
            client.get(reverse(f"admissions:{name}", args=[world.own.offer.pk]))


def test_somebody_taken_off_the_list_reads_no_more(world: World) -> None:
    row = Reader.objects.get(user=world.own.lead)
    client = world.client("office")

    client.post(reverse("admissions:reader_dismiss", args=[row.pk]))

    missing = world.client("lead").get(
        reverse("admissions:dossier", args=[world.own.application.pk])
    )
    assert missing.status_code == 404
