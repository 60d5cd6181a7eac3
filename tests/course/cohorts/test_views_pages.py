"""Every page of the cohorts: constant in rows, 12 queries at most; forms save what they say."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.clients import client_of
from tests.course.cohorts import make_cohorts
from tests.course.cohorts.pages import ACCESS
from tests.world import World, make_world
from wirwissen.course.cohorts.models import (
    Cohort,
    Credit,
    MakeUp,
    Objection,
    Participant,
    Session,
    Trainer,
)
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.mail.models import MailState, OutboxMail

pytestmark = pytest.mark.django_db
MOST = 12
READ = [cell for cell in ACCESS if "GET" in cell.methods]


def grow(world: World, *, people: int, modules: int) -> None:
    """Fill the world's cohort: people with entries, corrections, credits, make-ups, trainers."""
    cohort = world.own.cohort
    sessions = make_cohorts.weekends(cohort, held=modules - 1, to_come=1)
    crowd = make_cohorts.people(cohort, people)
    make_cohorts.all_there(sessions[: (modules - 1) * 4 - 1], [*crowd, world.own.participant])
    trainers = Trainer.objects.filter(organisation=world.own.organisation)
    for session in sessions[:people]:
        for trainer in trainers:
            session.session_trainers.create(trainer=trainer)
        Objection.objects.create(
            session=session, participant=world.own.participant, claimed_units=1, raised_at=now()
        )
    for person in [world.own.participant, *crowd[:people]]:
        make_cohorts.makeup(person, "m1", "1")
        source = make.participant(make.cohort(cohort.version))
        Credit.objects.create(participant=person, part="m3", source=source, part_there="m3")


def counts(*, people: int, modules: int) -> dict[str, int]:
    world = make_world()
    grow(world, people=people, modules=modules)
    found = {}
    for cell in READ:
        actor = "participant" if "participant" in cell.to else "office"
        client = world.client(actor)
        path = reverse(cell.url, kwargs=dict(cell.args(world)))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        found[cell.url] = len(captured)
    return found


def test_every_page_costs_the_same_for_1_and_3_rows_and_for_a_whole_course() -> None:
    small, larger = counts(people=1, modules=2), counts(people=3, modules=3)
    whole = counts(people=24, modules=12)

    assert small == larger == whole
    assert {url: count for url, count in whole.items() if count > MOST} == {}


@pytest.fixture
def world() -> World:
    return make_world()


def send(world: World, actor: str, page: str, /, *args: str, **fields: str) -> Any:
    path = reverse(f"cohorts:{page}", args=args)
    return world.client(actor).post(path, fields)


def day(days: int = 0) -> str:
    on = today() + timedelta(days=days)
    return f"{on.day}.{on.month}.{on.year}"


def test_the_office_makes_a_cohort_that_pins_its_version(world: World) -> None:
    side = world.own
    response = send(
        world, "office", "cohort_new", title="Kurs 2029", version=side.version.pk,
        offer=side.offer.pk, objection_days="14", due_cents="2.450",
    )  # fmt: skip

    made = Cohort.objects.get(title="Kurs 2029")
    assert response.headers["Location"] == reverse("cohorts:cohort", args=[made.pk])
    assert (made.due_cents, made.version.pinned_at is not None) == (245000, True)


def test_an_offer_of_another_version_is_not_taken(world: World) -> None:
    other = make.version(world.own.programme)
    response = send(
        world, "office", "cohort_new", title="Kurs 2029", version=other.pk,
        offer=world.own.offer.pk, objection_days="14",
    )  # fmt: skip

    assert "Das Angebot gehört zu einer anderen Fassung." in response.content.decode()


def test_the_office_changes_a_cohort_and_adds_a_guest_by_hand(world: World) -> None:
    cohort = world.own.cohort
    send(world, "office", "cohort_edit", cohort.pk, title="Kurs A", objection_days="7")
    send(world, "office", "person_new", cohort.pk, name="Gast", kind="makes_up",
         joined_on=day(), left_on=day(2))  # fmt: skip

    cohort.refresh_from_db()
    guest = Participant.objects.get(name="Gast")
    assert (cohort.title, cohort.objection_days) == ("Kurs A", 7)
    assert (guest.kind, guest.left_on, guest.person.email) == (
        "makes_up", today() + timedelta(days=2), None,
    )  # fmt: skip


def test_a_module_weekend_is_planned_with_one_form(world: World) -> None:
    times = {"1": ("14", "19"), "2": ("9", "13"), "3": ("14", "18"), "4": ("9", "14")}
    fields = {"part": "m3", "first_day": "Fr, 20.8.2027"}
    for number, units in zip("1234", ("6", "5", "5", "6"), strict=True):
        fields[f"units_{number}"] = units
        fields[f"starts_{number}"], fields[f"ends_{number}"] = times[number]

    send(world, "lead", "weekend_new", world.own.cohort.pk, **fields)

    sessions = world.own.cohort.sessions.filter(part="m3").order_by("starts_at")
    assert [(one.label, int(one.units)) for one in sessions] == [
        ("Fr Nm", 6), ("Sa Vm", 5), ("Sa Nm", 5), ("So", 6),
    ]  # fmt: skip


def test_a_weekday_that_contradicts_its_date_is_refused(world: World) -> None:
    response = send(
        world, "lead", "session_new", world.own.cohort.pk, part="m3", on="Sa, 20.8.2027",
        starts="9", ends="13", units="5",
    )  # fmt: skip

    assert "ist ein Freitag, kein Samstag" in response.content.decode()


def test_a_session_is_added_changed_moved_cancelled_and_removed(world: World) -> None:
    cohort = world.own.cohort
    send(world, "lead", "session_new", cohort.pk, part="m3", on="20.8.2027", starts="9",
         ends="13", units="5")  # fmt: skip
    session = Session.objects.get(cohort=cohort, part="m3")
    send(world, "lead", "session_edit", session.pk, part="m3", units="5,5", label="Fr")
    send(world, "lead", "session_move", session.pk, on="27.8.2027", starts="14", ends="18")
    send(world, "lead", "session_cancel", session.pk, reason="Sturm")

    session.refresh_from_db()
    assert (session.units, session.label, session.cancel_reason) == (
        Decimal("5.5"), "Fr", "Sturm",
    )  # fmt: skip
    assert session.moved_from == make.at("2027-08-20 09:00")

    send(world, "lead", "session_cancel", session.pk, act="restore")
    session.refresh_from_db()
    assert session.cancelled_at is None
    send(world, "lead", "session_edit", session.pk, act="remove")
    assert not Session.objects.filter(pk=session.pk).exists()


def test_a_trainer_is_entered_and_shown_as_certified(world: World) -> None:
    send(world, "office", "trainer_new", name="Amara Okafor", certified_from="1.1.2020")

    html = world.client("office").get(reverse("cohorts:trainers")).content.decode()
    assert ("Amara Okafor" in html, html.count("tag--good")) == (True, 1)


def test_a_person_pauses_comes_back_and_leaves(world: World) -> None:
    person = world.own.participant
    states = []
    for fields in ({"act": "pause"}, {"act": "resume"}, {"act": "leave", "left_on": day()}):
        send(world, "lead", "standing", person.pk, **fields)
        person.refresh_from_db()
        states.append(person.state)

    assert states == ["paused", "active", "left"]


def test_leads_begin_and_end_the_quiet_state_of_somebody_in_the_course(world: World) -> None:
    person = world.own.participant
    seen = []
    for act in ("quiet", "not_quiet"):
        send(world, "lead", "standing", person.pk, act=act)
        person.person.refresh_from_db()
        seen.append((person.person.is_quiet, person.state))

    assert seen == [(True, "active"), (False, "active")]


def test_a_deadline_carries_the_name_of_who_moved_it(world: World) -> None:
    person = world.own.participant
    send(world, "lead", "extension", person.pk, until=day(90), reason="Elternzeit")

    person.refresh_from_db()
    name = world.own.lead.memberships.get().name
    assert (person.extension_reason, person.extension_by) == ("Elternzeit", name)


def test_a_person_changes_cohorts_with_credited_topics(world: World) -> None:
    person, target = world.own.participant, make.cohort(world.own.version, title="Kurs B")
    first = world.client("lead").get(
        reverse("cohorts:switch", args=[person.pk]), {"to": target.pk, "on": day()}
    )
    assert 'value="m1" selected' in first.content.decode()

    send(world, "lead", "switch", person.pk, to=target.pk, on=day(), m1="m1")

    new = Participant.objects.get(cohort=target)
    assert (new.person, [row.part for row in new.credits.all()]) == (person.person, ["m1"])


def test_a_make_up_is_entered_confirmed_and_withdrawn(world: World) -> None:
    send(world, "lead", "makeup_new", world.own.participant.pk, part="m1", site="Bremen",
         from_on=day(-3), to_on=day(-1), units="0,5", present="on")  # fmt: skip
    makeup = MakeUp.objects.get()
    send(world, "lead", "makeup", makeup.pk, act="confirm", on=day(), by_name="Haus am Anger")
    send(world, "lead", "makeup", makeup.pk, act="withdraw", reason="falsches Papier")

    makeup.refresh_from_db()
    assert (makeup.confirmed_on, makeup.withdrawn_reason) == (today(), "falsches Papier")


def test_an_objection_goes_from_the_participant_to_the_leads_and_back(world: World) -> None:
    side = world.own
    send(world, "participant", "objection", side.participant.pk, side.session.pk,
         claimed_units="7", text="Ich war da.")  # fmt: skip
    row = Objection.objects.get()
    today_page = world.client("lead").get(reverse("cohorts:cohort", args=[side.cohort.pk]))
    assert reverse("cohorts:answer", args=[row.pk]) in today_page.content.decode()

    send(world, "lead", "answer", row.pk, decision="change", units="7", answer="Danke.")

    html = world.client("participant").get(reverse("cohorts:own")).content.decode()
    assert ("Danke." in html, "erst 6,5, jetzt 7" in html) == (True, True)


def test_an_own_course_shows_nothing_of_a_fellow(world: World) -> None:
    side = world.own
    side.fellow.name = "Canaria Geheim"
    side.fellow.save()

    html = world.client("participant").get(reverse("cohorts:own")).content.decode()

    assert "Canaria" not in html


def test_an_address_that_bounces_shows_beside_the_person(world: World) -> None:
    person = world.own.participant
    OutboxMail.objects.create(
        recipient=person.person.email or "", subject="x", template="x", body_sealed=b"",
        state=MailState.UNDELIVERABLE, next_try_at=now(), created_at=now(), message_id="<a@b>",
    )  # fmt: skip

    client = client_of(world.own.office)
    html = client.get(reverse("cohorts:participant", args=[person.pk])).content.decode()

    assert "E-Mails kommen nicht an" in html
