"""Calls for founding: sign-up without a name, fair waves, no place given twice; and the end."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from django.test import Client

from tests.clients import HouseClient
from tests.network import make
from tests.network.make import NOW
from tests.network.world import make_world
from tests.pdf_check import check_pdf
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.services import keep_the_dates
from wirwissen.network.groups import services
from wirwissen.network.groups.flyer import Flyer, flyer_pdf
from wirwissen.network.groups.models import (
    Call,
    DutyKind,
    Group,
    JoinRequest,
    Member,
)
from wirwissen.network.meetings.models import Meeting
from wirwissen.network.meetings.services import cancel_meeting

pytestmark = pytest.mark.django_db


def call(capacity: int = 4, of: Group | None = None) -> Call:
    facts = {
        "text": "Wir gründen.\n\nKomm dazu.", "capacity": capacity,
        "open_until": today() + timedelta(days=20), "meeting_at": now() + timedelta(days=30),
    }  # fmt: skip
    return services.keep_call(of or make.group(), facts, now=now())


def signed_up(of: Call, count: int, *, at: datetime = NOW) -> list[str]:
    return [
        services.ask_to_join(
            of.group, call=of, pseudonym=f"N{number}", email=f"n{number}@example.org",
            profession="Pflege", own_experience=True, now=at,
        )[0].pk
        for number in range(count)
    ]  # fmt: skip


def admitted() -> set[str]:
    return set(JoinRequest.objects.filter(state="admitted").values_list("pk", flat=True))


def test_somebody_signs_up_on_the_page_without_naming_themself() -> None:
    found = call()
    visitor = HouseClient()
    page = visitor.get(f"/aufruf/{found.group.slug}/").content.decode()
    assert "Wir gründen." in page

    visitor.post(
        f"/aufruf/{found.group.slug}/anmelden/",
        {"pseudonym": "Juno", "way": "none", "profession": "Pflege"},
    )

    row = JoinRequest.objects.get()
    assert (row.call, row.pseudonym, row.email) == (found, "Juno", "")


def test_waves_take_the_earlier_days_first_and_never_more_than_there_are_places() -> None:
    found = call(capacity=4)
    late = signed_up(found, 3, at=NOW + timedelta(days=1))
    early = signed_up(found, 2)

    counts = [services.admit_wave(found, size=size, now=NOW) for size in (2, 9, 9)]

    assert counts == [2, 2, 0]
    assert set(early) <= admitted()
    assert len(admitted() & set(late)) == 2


def test_a_place_that_somebody_gives_back_is_free_again_but_a_taken_one_is_not() -> None:
    found = call(capacity=2)
    signed_up(found, 3)
    services.admit_wave(found, size=2, now=NOW)
    one, two = JoinRequest.objects.filter(state="admitted")

    services.become_member(one, make.user(), pseudonym="Juno", now=NOW)
    assert services.admit_wave(found, size=9, now=NOW) == 0
    services.withdraw_request(two)

    assert services.admit_wave(found, size=9, now=NOW) == 1


def test_who_waits_for_a_long_call_is_not_dropped_before_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = call()
    last = NOW + timedelta(days=80)
    Call.objects.update(open_until=last.date())
    found.refresh_from_db()
    signed_up(found, 1)
    where = "wirwissen.foundation.privacy.services.retention.clock_now"

    left = []
    for days in (79, 111):
        monkeypatch.setattr(where, lambda days=days: NOW + timedelta(days=days))
        keep_the_dates.func()
        left.append(JoinRequest.objects.count())

    assert left == [1, 0]


def test_hiding_the_group_ends_its_call() -> None:
    found = call()

    services.retreat(found.group, "group", now=now())

    assert Client().get(f"/aufruf/{found.group.slug}/").status_code == 404


def test_46_at_the_founding_meeting_come_in_by_one_wave_and_no_list_of_names() -> None:
    world = make_world()
    found = call(capacity=48, of=world.own.group)
    signed_up(found, 46)
    orga = world.client("orga")
    assert "Es warten: etwa 45." in orga.get("/orga/aufruf/").content.decode()

    orga.post("/orga/aufruf/welle/", {"wave-size": "46"})

    assert len(admitted()) == 46
    bodies = [orga.get(path).content.decode() for path in ("/orga/aufruf/", "/orga/anfragen/")]
    assert ["N17" in body for body in bodies] == [False, False]


def test_the_founding_meeting_is_a_date_of_the_group_and_moves_with_the_call() -> None:
    found = call()
    facts = {"text": found.text, "capacity": 4, "open_until": found.open_until}
    before = list(Meeting.objects.values_list("starts_at", "state"))

    later = now() + timedelta(days=37)
    for _twice in range(2):
        services.keep_call(found.group, {**facts, "meeting_at": later}, now=now())

    assert before == [(found.meeting_at, "fixed")]
    assert list(Meeting.objects.values_list("starts_at", "state")) == [(later, "moved")]


def test_a_founding_meeting_that_was_cancelled_is_entered_anew() -> None:
    found = call()
    facts = {"text": found.text, "capacity": 4, "open_until": found.open_until}
    cancel_meeting(Meeting.objects.get(), now=now())

    later = now() + timedelta(days=37)
    services.keep_call(found.group, {**facts, "meeting_at": later}, now=now())

    assert list(Meeting.objects.values_list("state", flat=True)) == ["cancelled", "fixed"]


def test_strangers_find_the_call_on_the_page_of_the_group_while_it_is_open() -> None:
    found = call()
    link = f'href="/aufruf/{found.group.slug}/"'
    pages = []
    for open_until in (found.open_until, today() - timedelta(days=1)):
        Call.objects.update(open_until=open_until)
        pages.append(link in Client().get(f"/gruppe/{found.group.slug}/").content.decode())

    assert pages == [True, False]


def test_the_orga_never_sees_one_single_person_sign_up_or_go() -> None:
    """The attack of planner.md on a call: read the figure after each step, compare."""
    world = make_world()
    found = call(capacity=200, of=world.own.group)
    orga, steps = world.client("orga"), 0
    shown: list[tuple[int, str]] = []

    def look() -> None:
        page = orga.get("/orga/aufruf/").content.decode()
        [words] = re.findall(r"Es warten: ([^.]+)\.", page)
        if not shown or shown[-1][1] != words:
            shown.append((steps, words))

    look()
    for _number in range(17):
        signed_up(found, 1)
        steps += 1
        look()
    for row in JoinRequest.objects.filter(call=found)[:12]:
        services.withdraw_request(row)
        steps += 1
        look()

    assert [words for _at, words in shown] == [
        "unter 5", "etwa 5", "etwa 10", "etwa 15", "etwa 10", "etwa 5",
    ]  # fmt: skip
    assert min(later - at for (at, _), (later, _) in pairwise(shown)) >= 5


def test_after_its_last_day_a_call_is_a_page_that_does_not_exist() -> None:
    found = call()
    Call.objects.update(open_until=today() - timedelta(days=1))

    ends = ("", "anmelden/", "blatt.pdf", "text.txt")
    answers = [Client().get(f"/aufruf/{found.group.slug}/{end}").status_code for end in ends]

    assert answers == [404] * 4


def test_the_flyer_is_one_page_with_its_address_and_without_an_author() -> None:
    found = call()

    body = Client().get(f"/aufruf/{found.group.slug}/blatt.pdf").content

    with pikepdf.open(BytesIO(body)) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo.get("/Title")) == "Blatt"
        assert "/Author" not in pdf.docinfo
        assert "/StructTreeRoot" in pdf.Root


@pytest.mark.java
def test_the_flyer_is_a_well_made_and_accessible_pdf() -> None:
    found = call()

    verdicts = check_pdf(Client().get(f"/aufruf/{found.group.slug}/blatt.pdf").content)

    assert [(verdict.standard, verdict.broken) for verdict in verdicts] == [
        ("PDF/A-3a", ()), ("PDF/UA-1", ()),
    ]  # fmt: skip


def test_a_call_that_fits_on_no_page_is_refused() -> None:
    facts = Flyer(
        document="Blatt", title="Lang", paragraphs=("Wort " * 60,) * 20, facts=("Fakt",), address="https://x.example/",
        address_label="Hier", code_label="Code", footer="",
    )  # fmt: skip

    with pytest.raises(Refused):
        flyer_pdf(facts, issued_at=datetime(2027, 3, 1, tzinfo=UTC))


def test_the_newsletter_text_is_plain() -> None:
    found = call()

    text = Client().get(f"/aufruf/{found.group.slug}/text.txt").content.decode()

    assert text.startswith("Lindenkreis\n\nWir gründen.\n\nKomm dazu.")
    assert f"/aufruf/{found.group.slug}/" in text


def test_network_closes() -> None:
    group = make.group()
    members = [make.member(group, DutyKind.ORGA), make.member(group)]
    make.card(members[1])
    make.request(group, email="neu@example.org")
    make.public_meeting(group, -30, "Was blieb")
    make.member(make.group("Anderer"))
    on = date(2027, 3, 20)
    OutboxMail.objects.all().delete()

    with pytest.raises(Refused):
        services.plan_closing(group, on=date(2027, 3, 10), now=NOW)
    services.plan_closing(group, on=on, now=NOW)
    told = set(OutboxMail.objects.values_list("recipient", flat=True))
    early = services.close_due_groups(now=NOW + timedelta(days=18))
    closed = [services.close_due_groups(now=NOW + timedelta(days=19)) for _twice in range(2)]

    group.refresh_from_db()
    assert told == {member.user.email for member in members}
    assert (early, closed, group.is_closed) == (0, [1, 0], True)
    assert (Member.objects.count(), JoinRequest.objects.count()) == (1, 0)
    body = Client().get(f"/gruppe/{group.slug}/").content.decode()
    assert "Was blieb" in body
    assert "hat ihre Arbeit beendet" in body
