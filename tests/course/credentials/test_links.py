"""Holders' links: what they show, until when, and that everything else looks the same."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests import make
from tests.clients import HouseClient
from tests.course.credentials.make_ready import issued
from tests.world import World, make_world
from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import rules, services
from wirwissen.course.credentials.models import HolderLink, Paper
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.logs import QuietFile
from wirwissen.foundation.privacy.services import erase_person
from wirwissen.foundation.privacy.services.retention import delete_expired

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def who() -> Participant:
    return make.participant(name="Mara Lindner")


def made(paper: Paper, *, days: int = 30) -> str:
    return services.make_link(paper, until=today() + days * DAY, now=now())


def seen(token: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of the public page."""
    response = HouseClient().get(reverse("credentials:shown", args=[token]))
    return response.status_code, dict(response.headers), response.content.decode()


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (-1, rules.LinkEnd.PAST),
        (0, None),
        (rules.MOST_LINK_DAYS, None),
        (rules.MOST_LINK_DAYS + 1, rules.LinkEnd.TOO_FAR),
    ],
)
def test_a_link_ends_today_at_the_earliest_and_after_90_days_at_the_latest(
    days: int, wanted: rules.LinkEnd | None
) -> None:
    assert rules.wrong_link_end(until=today() + days * DAY, today=today()) is wanted


def test_a_link_shows_what_is_printed_and_until_when(who: Participant) -> None:
    token = made(issued(who))
    Participant.objects.filter(pk=who.pk).update(name="Neuer Name", title_form="male")

    status, headers, body = seen(token)

    assert status == 200
    assert "Mara Lindner" in body and "Neuer Name" not in body
    assert "Genesungsbegleiter*in" in body
    assert f"WW-{today().year}-0001" in body
    assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")


def test_only_a_hash_of_the_token_is_kept(who: Participant) -> None:
    token = made(issued(who))

    assert len(token) == 32  # 192 bit
    assert HolderLink.objects.get().token_hash == rules.link_hash(token)


def test_whatever_shows_nothing_looks_the_same(who: Participant) -> None:
    paper = issued(who)
    over, taken_back, withdrawn = made(paper), made(paper), made(paper)
    HolderLink.objects.filter(token_hash=rules.link_hash(over)).update(until=today() - DAY)
    services.take_back_link(HolderLink.objects.get(token_hash=rules.link_hash(taken_back)))
    answers = [seen("x" * 32), seen(over), seen(taken_back)]
    services.withdraw(paper, reason="falsch", now=now())
    answers.append(seen(withdrawn))

    assert [answer[0] for answer in answers] == [404] * 4
    assert answers.count(answers[0]) == 4
    assert reverse("credentials:verify") in answers[0][2]


def test_a_replaced_paper_is_shown_no_more_and_its_name_is_gone(who: Participant) -> None:
    old = issued(who)
    token = made(old)
    new = services.replace_paper(old, by=make.user(), reason="neuer Name", now=now())

    services.release(new, by=make.user(), now=now())

    old.refresh_from_db()
    assert (old.issued_name, old.issued_title, HolderLink.objects.count()) == ("", "", 0)
    assert seen(token)[0] == 404


def test_an_ended_paper_gets_no_link(who: Participant) -> None:
    paper = issued(who)
    services.withdraw(paper, reason="falsch", now=now())

    with pytest.raises(Refused, match="gilt nicht mehr"):
        made(paper)


def test_erasing_the_person_ends_the_link_and_the_name(
    who: Participant, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    token = made(issued(who))

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(who.person, now=now())

    row = Paper.objects.get()
    assert (row.issued_name, row.issued_title, HolderLink.objects.count()) == ("", "", 0)
    assert seen(token)[0] == 404


def test_a_link_is_deleted_the_day_after_its_last(who: Participant) -> None:
    paper = issued(who)
    made(paper, days=1)
    made(paper, days=2)

    gone = delete_expired(HolderLink, HolderLink.privacy, now=now() + 2 * DAY)

    assert (gone, HolderLink.objects.get().until) == (1, today() + 2 * DAY)


def test_the_holder_sees_the_link_once_and_can_end_it() -> None:
    world: World = make_world()
    path = reverse("credentials:link", args=[issued(world.own.participant).pk])
    client = world.client("participant")

    answer = client.post(path, {"until": f"{today() + 7 * DAY:%d.%m.%Y}"})
    first, second = (client.get(path).content.decode() for _time in range(2))
    found = re.search(r"/zeigen/([\w-]{32})/", first)
    assert found is not None
    before = seen(found[1])[0]
    row = HolderLink.objects.get()
    client.post(reverse("credentials:take_back_link", args=[row.pk]), {})

    assert answer.headers["Location"] == path
    assert row.until == today() + 7 * DAY
    assert found[1] not in second
    assert (before, seen(found[1])[0]) == (200, 404)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.1.2020", "Dieser Tag ist schon vorbei."),
        ("1.1.2099", "Das ist zu lange hin."),
        ("", "Fehler:"),
    ],
)
def test_a_day_that_cannot_be_is_told_at_the_field(typed: str, said: str) -> None:
    world = make_world()
    path = reverse("credentials:link", args=[issued(world.own.participant).pk])

    body = world.client("participant").post(path, {"until": typed}).content.decode()

    assert said in body
    assert HolderLink.objects.count() == 0


def test_a_mailbox_alone_makes_no_link() -> None:
    world = make_world()
    path = reverse("credentials:link", args=[issued(world.own.participant).pk])

    answer = world.client("participant", strong=False).post(path, {"until": "1.1.2099"})

    assert "kennwort" in answer.headers["Location"]


@pytest.fixture
def log_folder(tmp_path: Path) -> Iterator[Path]:
    """The house's log as it is written, in a folder of this test."""
    handler = QuietFile(str(tmp_path))
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield tmp_path
    logger.removeHandler(handler)
    handler.close()


def test_a_token_stands_in_no_log(log_folder: Path) -> None:
    token = "Kx7" * 11

    HouseClient().get(reverse("credentials:shown", args=[token]))

    written = "".join(path.read_text(encoding="utf-8") for path in log_folder.iterdir())
    assert ("django.request" in written, token in written) == (True, False)
