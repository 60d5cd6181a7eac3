"""A learning record goes out as a file and comes in from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make
from tests.course.credentials.make_ready import make_ready
from tests.world import World, make_world
from wirwissen.course.cohorts.models import MakeUp
from wirwissen.course.credentials import queries
from wirwissen.course.internships.models import Placement
from wirwissen.course.record import shapes
from wirwissen.course.record.reading import read_record
from wirwissen.course.record.rules import check
from wirwissen.course.record.shapes import LearningRecord
from wirwissen.course.record.writing import write_record
from wirwissen.foundation.core.clock import today

pytestmark = pytest.mark.django_db
DAY = today() - timedelta(days=30)


@pytest.fixture
def world() -> World:
    return make_world()


def record_from_elsewhere(world: World) -> LearningRecord:
    """A person of the other house: one make-up, one placement; their own programme."""
    makeup = shapes.MakeUp(
        part="m7", units=Decimal("6.5"), days=Decimal(1), site="Haus am Anger", starts_on=DAY,
        ends_on=DAY, confirmed_on=DAY, present=True,
    )  # fmt: skip
    unknown = replace(makeup, part="m1", site="x" * 300)
    place = shapes.Placement(
        host="Klinik am Park", starts_on=DAY, ends_on=DAY, hours=Decimal("39.75"), confirmed_on=DAY
    )
    record = queries.learning_record(world.foreign.participant, today())
    return replace(
        record,
        makeups=(makeup, unknown),
        internships=(shapes.InternshipEntry(no=2, placements=(place, place)),),
    )


def send(world: World, content: str, **fields: str) -> Any:
    upload = SimpleUploadedFile("lernakte.json", content.encode())
    path = reverse("credentials:record_import", args=[world.own.participant.pk])
    return world.client("lead").post(path, {"file": upload, **fields})


def entries() -> tuple[int, int]:
    return MakeUp.objects.count(), Placement.objects.count()


def test_what_goes_out_comes_in_as_the_same_record(world: World) -> None:
    who = make_ready(world.own.participant, absent=5)

    response = world.client("participant").get(reverse("credentials:own_record"))

    record = read_record(response.content)
    assert record == queries.learning_record(who, today())
    assert check(record).certificate.value == "possible"
    assert response.headers["Content-Disposition"] == 'attachment; filename="lernakte.json"'


def test_lead_and_office_get_the_same_file_as_the_person(world: World) -> None:
    path = reverse("credentials:record", args=[world.own.participant.pk])

    files = {actor: world.client(actor).get(path).content for actor in ("lead", "office")}

    own = world.client("participant").get(reverse("credentials:own_record")).content
    assert files == {"lead": own, "office": own}


def test_looking_at_a_file_stores_nothing_and_keeps_it_in_the_page(world: World) -> None:
    text = write_record(record_from_elsewhere(world))

    body = send(world, text).content.decode()

    assert entries() == (0, 0)
    assert "Haus am Anger" in body
    assert "Praktikum 2: 39,75 Stunden, Klinik am Park" in body
    assert 'type="hidden" name="record"' in body


def test_what_was_looked_at_is_taken_over_without_choosing_the_file_again(world: World) -> None:
    text = write_record(record_from_elsewhere(world))
    path = reverse("credentials:record_import", args=[world.own.participant.pk])

    response = world.client("lead").post(path, {"record": text, "take_over": "1"})

    assert response.headers["Location"] == f"{path}?neu=2-1"
    makeup = MakeUp.objects.get(part="m7")
    assert (makeup.participant, makeup.units, makeup.confirmed_on, makeup.site) == (
        world.own.participant, Decimal("6.5"), None, "Haus am Anger",
    )  # fmt: skip
    placement = Placement.objects.get()
    assert (placement.no, placement.quarter_hours, placement.confirmed_on) == (2, 159, None)


def test_taking_over_at_once_and_twice_doubles_nothing(world: World) -> None:
    text = write_record(record_from_elsewhere(world))

    send(world, text, take_over="1")
    second = send(world, text, take_over="1")

    assert entries() == (2, 1)
    assert second.headers["Location"].endswith("?neu=0-0")


def test_parts_and_internships_this_programme_does_not_know_stay_out(world: World) -> None:
    record = record_from_elsewhere(world)
    version = world.own.version
    parts = [part for part in version.curriculum["parts"] if part["id"] != "m7"]
    rules = version.curriculum["rules"]
    version.curriculum = {
        **version.curriculum, "parts": parts, "rules": {**rules, "internships": []},
    }  # fmt: skip
    version.save()

    send(world, write_record(record), take_over="1")

    assert entries() == (1, 0)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "lässt sich nicht lesen"),
        ('{"format": "anders"}', "Die Stelle: format"),
        ("", "leer"),
    ],
)
def test_a_bad_file_is_named_with_its_place(world: World, text: str, sentence: str) -> None:
    response = send(world, text, take_over="1")

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert entries() == (0, 0)


def test_a_mistake_inside_a_record_is_named_with_its_row(world: World) -> None:
    record = record_from_elsewhere(world)
    broken = replace(record, makeups=(record.makeups[1], replace(record.makeups[0], part="m99")))

    body = send(world, write_record(broken)).content.decode()

    assert "Die Stelle: makeups[1].part" in body


def test_amounts_that_nobody_has_are_refused_in_words(world: World) -> None:
    record = record_from_elsewhere(world)
    large = replace(record, makeups=(replace(record.makeups[0], units=Decimal(1000)),))

    response = send(world, write_record(large), take_over="1")

    assert "mehr als 999 Stunden" in response.content.decode()
    assert entries() == (0, 0)


def test_a_file_that_is_too_large_is_not_read(world: World) -> None:
    body = send(world, " " * 500_001).content.decode()

    assert "zu groß für eine Lernakte" in body


def test_a_form_without_file_says_so(world: World) -> None:
    path = reverse("credentials:record_import", args=[make.participant(world.own.cohort).pk])

    body = world.client("office").post(path, {}).content.decode()

    assert "Wählen Sie eine Datei aus." in body
