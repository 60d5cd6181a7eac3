"""Screens of papers, as the person, the lead, the office and the second person."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests import make
from tests.clients import client_of
from tests.course.credentials.make_ready import STOCK_NUMBER, issued, make_ready, proposed
from tests.world import World, make_world
from wirwissen.course.cohorts.models import Participant, ParticipantState
from wirwissen.course.credentials import queries, services
from wirwissen.course.credentials.models import Paper, PaperState
from wirwissen.course.internships import services as internships
from wirwissen.foundation.accounts.models import Membership
from wirwissen.foundation.core.clock import now, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def page(world: World, actor: str, name: str, *args: str, query: str = "") -> str:
    response = world.client(actor).get(reverse(f"credentials:{name}", args=args) + query)
    assert response.status_code == 200, response.headers
    return str(response.content.decode())


def test_the_own_page_tells_figures_in_words_and_what_comes_next(world: World) -> None:
    body = page(world, "participant", "own")

    assert "6,5 von 238 UE" in body
    assert "0,5 von 26" in body
    assert "6,5 besucht, 0,5 offen, 7 kommen noch" in body
    assert "Den Termin vereinbaren Sie mit Ihrer Kursleitung." in body
    assert reverse("internships:own") in body


def test_26_missed_units_are_ready_and_27_are_not_on_the_closing_page(world: World) -> None:
    make_ready(world.own.participant, absent=26)
    make_ready(world.own.fellow, absent=27)

    body = page(world, "lead", "closing", world.own.cohort.pk)
    ready = page(world, "lead", "closing", world.own.cohort.pk, query="?nur=bereit")

    assert "1 UE nachholen" in body
    assert "Eine Person von 2 ist bereit." in body
    assert (world.own.participant.name in ready, world.own.fellow.name in ready) == (True, False)


def test_the_closing_page_counts_what_its_table_shows(world: World) -> None:
    issued(world.own.participant)
    make_ready(world.own.fellow)

    body = page(world, "lead", "closing", world.own.cohort.pk)

    assert "Eine Person von 2 ist bereit." in body
    assert "Nur bereit (1)" in body


def test_a_make_up_of_one_unit_makes_27_ready(world: World) -> None:
    who = make_ready(world.own.participant, absent=27)
    who.makeups.create(
        part="m12", site="Bremen", from_on=today(), to_on=today(), units=Decimal(1),
        confirmed_on=today(),
    )  # fmt: skip

    body = page(world, "lead", "participant", who.pk)

    assert "Zertifikat vorschlagen" in body
    assert "27 von 264 UE gefehlt, 1 nachgeholt: 26 zählen, 26 sind erlaubt." in body


def test_a_paused_person_is_named_so_and_not_as_lacking(world: World) -> None:
    Participant.objects.filter(pk=world.own.fellow.pk).update(state=ParticipantState.PAUSED)

    body = page(world, "office", "closing", world.own.cohort.pk)
    lacking = page(world, "office", "closing", world.own.cohort.pk, query="?nur=fehlt")

    assert "in Pause" in body
    assert world.own.fellow.name not in lacking


def test_the_way_of_a_certificate_from_the_closing_page_to_the_download(world: World) -> None:
    who = make_ready(world.own.participant)
    pk = world.own.cohort.pk
    lead, releaser = world.client("lead"), world.client("releaser")

    proposed_at = lead.post(reverse("credentials:propose_all", args=[pk]), {})
    paper = Paper.objects.get()
    own_try = lead.post(reverse("credentials:release", args=[paper.pk]), {})
    released = releaser.post(reverse("credentials:release", args=[paper.pk]), {})
    download = world.client("participant").get(reverse("credentials:download", args=[paper.pk]))

    assert proposed_at.headers["Location"] == reverse("credentials:closing", args=[pk])
    assert own_try.status_code == 200
    assert "Freigeben muss eine zweite Person" in own_try.content.decode()
    assert released.headers["Location"] == reverse("credentials:releases")
    assert download.content == services.content_of(Paper.objects.get(participant=who))
    assert download.headers["Content-Disposition"] == 'attachment; filename="zertifikat.pdf"'


def test_whoever_proposed_sees_no_button_to_release(world: World) -> None:
    paper = proposed(world.own.participant, by=world.own.lead)

    own = page(world, "lead", "release", paper.pk)
    office = page(world, "office", "release", paper.pk)
    second = page(world, "releaser", "release", paper.pk)

    assert [">Freigeben<" in body for body in (own, office, second)] == [False, False, True]
    assert "Vorschlag zurückziehen" in own


def test_the_office_cannot_release_even_by_a_forged_post(world: World) -> None:
    paper = proposed(world.own.participant)

    world.client("office").post(reverse("credentials:release", args=[paper.pk]), {})

    assert Paper.objects.get().state == PaperState.PROPOSED


def test_a_proposal_can_be_sent_back(world: World) -> None:
    paper = proposed(world.own.participant)

    world.client("releaser").post(
        reverse("credentials:release", args=[paper.pk]), {"take_back": "1"}
    )

    assert Paper.objects.count() == 0


def test_a_stock_paper_asks_for_its_number_and_keeps_what_was_typed(world: World) -> None:
    paper = proposed(world.own.participant, on_stock=True)
    path = reverse("credentials:release", args=[paper.pk])
    client = world.client("releaser")

    empty = client.post(path, {"stock_number": ""}).content.decode()
    client.post(path, {"stock_number": STOCK_NUMBER})

    assert "Nummer vom Bogen des Dachverbands" in empty
    assert Paper.objects.get().number == STOCK_NUMBER


def test_a_mailbox_alone_opens_no_paper(world: World) -> None:
    paper = services.issue_confirmation(world.own.participant, by=world.own.office, now=now())
    client = world.client("participant", strong=False)

    answers = [
        client.get(reverse("credentials:download", args=[paper.pk])),
        client.post(reverse("credentials:own_confirmation"), {}),
    ]

    assert all("kennwort" in answer.headers["Location"] for answer in answers)
    assert Paper.objects.count() == 1


def test_whoever_has_left_still_gets_a_confirmation(world: World) -> None:
    Participant.objects.filter(pk=world.own.participant.pk).update(
        state=ParticipantState.LEFT, left_on=today()
    )

    world.client("participant").post(reverse("credentials:own_confirmation"), {})

    assert Paper.objects.get().participant == world.own.participant


def test_the_title_is_the_persons_choice(world: World) -> None:
    client = world.client("participant")

    client.post(reverse("credentials:title"), {"title_form": "female"})

    world.own.participant.refresh_from_db()
    assert world.own.participant.get_title_form_display() == "Genesungsbegleiterin"
    assert "Genesungsbegleiterin" in client.get(reverse("credentials:papers")).content.decode()


def test_a_replaced_certificate_shows_no_name_and_is_not_handed_out(world: World) -> None:
    who = world.own.participant
    old = issued(who)
    Participant.objects.filter(pk=who.pk).update(name="Neuer Name")
    world.client("office").post(
        reverse("credentials:end", args=[old.pk]), {"reason": "neuer Name", "replace": "1"}
    )
    successor = Paper.objects.get(state=PaperState.PROPOSED)
    services.release(successor, by=world.own.releaser, now=now())

    register = page(world, "office", "releases", query=f"?nummer={old.number}")
    asked = [
        world.client(actor).get(reverse("credentials:download", args=[old.pk])).status_code
        for actor in ("participant", "office")
    ]

    assert "nicht mehr sichtbar" in register
    assert "Neuer Name" not in register
    assert asked == [404, 404]


def test_a_flagged_certificate_waits_on_today_until_somebody_has_looked(world: World) -> None:
    paper = issued(world.own.participant)
    placement = world.own.participant.placements.get(no=1)
    internships.withdraw(placement, reason="falsche Person", now=now())

    before = todos(world, "office")
    world.client("office").post(reverse("credentials:end", args=[paper.pk]), {"settle": "1"})

    assert before == ["Ausgestelltes Zertifikat prüfen"]
    assert todos(world, "office") == []


def todos(world: World, actor: str) -> list[str]:
    user = world.user(actor)
    assert user is not None
    rows = list(Membership.objects.filter(user=user))
    return [todo.title for todo in queries.todos(user, rows, now())]


def test_today_tells_each_of_the_two_and_the_person_what_waits(world: World) -> None:
    paper = proposed(world.own.participant, by=world.own.lead)
    before = {actor: todos(world, actor) for actor in ("lead", "releaser", "office")}
    services.release(paper, by=world.own.releaser, now=now())

    assert before == {"lead": [], "releaser": ["Zertifikate freigeben"], "office": []}
    assert todos(world, "participant") == ["Ihr Zertifikat ist da"]
    assert todos(world, "releaser") == []
    Paper.objects.update(issued_at=now() - timedelta(days=31))
    assert todos(world, "participant") == []


def test_the_releaser_gets_no_links_into_pages_that_are_not_theirs(world: World) -> None:
    body = page(world, "releaser", "participant", world.own.participant.pk)

    assert reverse("internships:participant", args=[world.own.participant.pk]) not in body
    assert reverse("cohorts:participant", args=[world.own.participant.pk]) not in body


def test_somebody_of_another_house_finds_nothing_by_number(world: World) -> None:
    paper = issued(world.own.participant)

    body = page(world, "foreign_office", "releases", query=f"?nummer={paper.number}")

    assert world.own.participant.name not in body
    assert "steht nichts im Register" in body


def test_a_person_without_a_course_gets_calm_pages() -> None:
    client = client_of(make.user())

    bodies = [
        client.get(reverse(f"credentials:{name}")).content.decode()
        for name in ("own", "own_record", "papers")
    ]

    assert all("Kurz gesagt" in body for body in bodies)
