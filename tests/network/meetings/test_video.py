"""The video server: every parameter and checksum is checked by a small server of our own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.request import ProxyHandler, build_opener

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.clients import client_of
from tests.network import make as people
from tests.network.meetings import fake_bbb, make
from tests.network.meetings.fake_bbb import SECRET, FakeServer
from wirwissen.foundation.core.clock import now
from wirwissen.network.groups.models import Member
from wirwissen.network.meetings import services
from wirwissen.network.meetings.models import Meeting, PartKind, Pass, Room
from wirwissen.network.meetings.services.bbb import SAFE_PRESETS, Server, VideoTrouble

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake() -> Iterator[FakeServer]:
    cache.clear()
    with fake_bbb.running() as server:
        yield server


def evening(fake: FakeServer) -> tuple[Meeting, Room, Member]:
    """A meeting that has just begun, in a room of the fake server."""
    group = people.group()
    room = services.keep_room(
        group, operator="Eigener Server", address=fake.address, is_bbb=True, secret=SECRET
    )
    return make.meeting(group, at=now()), room, people.member(group, pseudonym="Amsel")


def pass_of(meeting: Meeting, member: Member, name: str = "Juno") -> Pass:
    token = services.issue_pass(meeting, member, name=name, now=now())
    found = services.use_pass(meeting, member, token, now=now())
    assert found is not None
    return found


def follow(address: str) -> None:
    build_opener(ProxyHandler({})).open(address).read()


def test_a_room_is_made_with_the_safe_presets_and_joined_under_the_name_of_the_evening(
    fake: FakeServer,
) -> None:
    meeting, room, member = evening(fake)
    one = pass_of(meeting, member, name="Juno & Söhne")

    follow(services.way_in(room, one, place="main"))

    assert fake.faults == []
    [(create, created), (join, joined)] = fake.calls
    assert (create, join) == ("create", "join")
    assert {name: created[name] for name in SAFE_PRESETS} == dict(SAFE_PRESETS)
    assert (joined["fullName"], joined["role"], joined["userID"]) == (
        "Juno & Söhne", "VIEWER", one.seat,
    )  # fmt: skip


def test_the_server_learns_neither_group_nor_member_nor_date(fake: FakeServer) -> None:
    meeting, room, member = evening(fake)

    follow(services.way_in(room, pass_of(meeting, member), place="main"))

    told = " ".join(value for _call, given in fake.calls for value in given.values())
    secrets = (meeting.pk, meeting.group_id, member.pk, member.user_id, "Amsel", "Lindenkreis")
    assert [word for word in secrets if word in told] == []


def test_the_room_is_opened_once_and_each_place_is_a_room_of_its_own(fake: FakeServer) -> None:
    meeting, room, member = evening(fake)
    other = people.member(meeting.group)
    services.take_part(meeting, other, PartKind.HOST)
    one, two = pass_of(meeting, member), pass_of(meeting, other, "Kira")
    two.small_group = one.small_group = 2

    for who, place in ((one, "main"), (two, "main"), (one, "small"), (two, "small"), (one, "care")):
        follow(services.way_in(room, who, place=place))

    assert fake.faults == []
    assert [call for call, _given in fake.calls].count("create") == 3
    assert len(fake.rooms) == 3
    roles = [given["role"] for call, given in fake.calls if call == "join"]
    assert roles == ["VIEWER", "MODERATOR", "VIEWER", "MODERATOR", "VIEWER"]


def test_a_wrong_secret_and_a_missing_server_are_trouble_without_an_address(
    fake: FakeServer,
) -> None:
    wrong = Server(fake.address, "falsch")
    gone = replace(wrong, address="http://127.0.0.1:9/api/")

    for server in (wrong, gone, replace(wrong, address="file:///etc/passwd")):
        with pytest.raises(VideoTrouble) as trouble:
            server.create("raum", name="Raum", minutes=180, back_to="https://haus.example/")
        assert "127.0.0.1" not in str(trouble.value) and "falsch" not in str(trouble.value)

    assert fake.faults == ["checksum"]


def test_a_room_can_be_ended(fake: FakeServer) -> None:
    server = Server(fake.address, SECRET)
    server.create("raum", name="Raum", minutes=180, back_to="https://haus.example/")

    server.end("raum")

    assert (fake.faults, fake.rooms) == ([], set())


@pytest.mark.parametrize("name", sorted(SAFE_PRESETS))
def test_a_preset_left_out_is_caught_by_the_fake_server(
    fake: FakeServer, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = {key: value for key, value in SAFE_PRESETS.items() if key != name}
    monkeypatch.setattr("wirwissen.network.meetings.services.bbb.SAFE_PRESETS", less)

    with pytest.raises(VideoTrouble):
        Server(fake.address, SECRET).create("r", name="Raum", minutes=180, back_to="https://h/")

    assert f"missing {name}" in fake.faults


def test_the_personal_link_leads_to_the_server_once(fake: FakeServer) -> None:
    meeting, _room, member = evening(fake)
    client = client_of(member.user)
    door = reverse("meetings:door", args=[meeting.pk])

    response = client.post(door, {"name": "Juno", "agrees": "on"})
    link = f"{response.headers['Location']}main/"
    first, second = client.get(link), client.get(link)

    assert first.headers["Location"].startswith(fake.address)
    assert (second.status_code, "benutzt" in second.content.decode()) == (404, True)


def test_a_plain_link_is_shown_only_around_the_meeting_with_its_operator_named() -> None:
    group = people.group()
    services.keep_room(group, operator="Zoom, USA", address="https://zoom.example/j/1")
    member = people.member(group)
    client = client_of(member.user)
    early = make.meeting(group, at=datetime.fromisoformat("2031-01-01T18:00+00:00"))
    tonight = make.meeting(group, at=now())

    shut = client.post(reverse("meetings:door", args=[early.pk]), {"name": "J", "agrees": "on"})
    opened = client.post(reverse("meetings:door", args=[tonight.pk]), {"name": "J", "agrees": "on"})
    page = client.get(opened.headers["Location"]).content.decode()

    assert (shut.status_code, opened.status_code) == (200, 302)
    assert ("Zoom, USA" in page, "zoom.example" in page) == (True, False)
    entered = client.get(f"{opened.headers['Location']}main/")
    assert entered.headers["Location"] == "https://zoom.example/j/1"
