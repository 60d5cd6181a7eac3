"""The edge cases of product/network-house.md, each with the tests that carry its text as name.

Here are also the cases that belong to no one app.
"""

from __future__ import annotations

import ast
import html
import os
import re
import subprocess
import sys
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail as outbox

from tests.clients import HouseClient, client_of
from tests.network import make as people
from tests.network.meetings import make
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.services import send_due_mails
from wirwissen.network.groups.models import Audience, DutyKind, Group, Member
from wirwissen.network.meetings import services
from wirwissen.network.meetings.services import planning

ROOT = Path(__file__).resolve().parents[2]
HERE, CARE, EVENING = "test_edge_cases", "care/test_edge_cases", "meetings/test_evening"
# Typed by hand from the table in product/network-house.md, in its order.
CASES: dict[str, tuple[str, ...]] = {
    "a colleague from the same ward applies": (CARE,),
    "therapist and former client are both members": (CARE, EVENING),
    "wants total erasure the evening after a meeting": (CARE, EVENING, "groups/test_screens"),
    "erasure, then restore from a backup": (CARE,),
    "an orga member leaves in anger with exports and passwords": (CARE,),
    "the only host is ill": (EVENING,),
    "only 3 sign-ups": (EVENING,),
    "46 at the founding meeting": (EVENING, "groups/test_calls", "meetings/test_rooms_rules"),
    "same mail address known in the course house": (HERE,),
    "calendar shared with a team, a notetaker bot reads it": ("meetings/test_evening_rules",),
    "outsider, spouse or police asks whether X is a member": (CARE,),
    "association member demands the member list": (CARE,),
    "public by choice, later regrets": ("meetings/test_public_dates",),
    'topic "two dates still open", topic replaced': (EVENING,),
    "date falls on a holiday in some Länder only": ("meetings/test_availability_rules",),
    "regional subgroup of 4": (HERE,),
    "Austrian and Swiss members": (HERE, "meetings/test_availability_rules"),
    "network closes": ("groups/test_calls", "meetings/test_privacy"),
}
# The compass lives in the vault, which comes with a later issue.
LATER = {"loses the passphrase of the compass"}


@cache
def names_in(module: str) -> frozenset[str]:
    """The tests of one module below this folder."""
    text = (ROOT / "tests" / "network" / f"{module}.py").read_text(encoding="utf-8")
    nodes = ast.parse(text).body
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef))


def as_name(case: str) -> str:
    """The text of a case as the name of a test begins: small letters, figures, underscores."""
    plain = case.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return "test_" + re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def test_each_edge_case_is_a_test_with_its_text_as_name() -> None:
    missing = [
        (case, module)
        for case, modules in CASES.items()
        for module in modules
        if not any(name.startswith(as_name(case)) for name in names_in(module))
    ]

    assert missing == []
    assert len(CASES) + len(LATER) == 19


FORM = {"pseudonym": "Juno", "way": "mail", "profession": "Pflege", "own_experience": "on"}
KNOWN_THERE, KNOWN_NOWHERE = "kim.kurs@example.org", "kim.leer@example.org"


@pytest.mark.django_db
def test_same_mail_address_known_in_the_course_house() -> None:
    """No error, no hint, another sender: this house has no way to ask the other one."""
    group = people.group()

    def answered(email: str) -> tuple[int, str, str]:
        visitor = HouseClient()
        sent = visitor.post(f"/mitmachen/{group.slug}/", {**FORM, "email": email})
        page = visitor.get(sent.headers["Location"]).content.decode()
        return sent.status_code, sent.headers["Location"], page

    answers = [answered(email) for email in (KNOWN_THERE, KNOWN_NOWHERE)]
    send_due_mails(now=now() + timedelta(days=1))

    assert answers[0] == answers[1]
    assert [mail.to for mail in outbox.outbox] == [[KNOWN_THERE], [KNOWN_NOWHERE]]
    assert len({(mail.subject, mail.from_email) for mail in outbox.outbox}) == 1
    assert list(settings.DATABASES) == ["default"]
    assert [app for app in settings.INSTALLED_APPS if "wirwissen.course" in app] == []
    course, network = _senders()
    assert course.isdisjoint(network)


def _senders() -> tuple[set[str], set[str]]:
    """What each house of one machine sends with and keeps its people in."""
    said = []
    for house in ("course", "network"):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("WIRWISSEN_", "DJANGO_"))}
        given = {"WIRWISSEN_HOST": f"{house}.example", "PYTHONPATH": str(ROOT / "src")}
        script = (
            f"import wirwissen.houses.{house} as s; print(s.DEFAULT_FROM_EMAIL, s.MAIL_DOMAIN, "
            "s.DATABASES['default']['NAME'], s.SESSION_COOKIE_NAME, s.KEYS)"
        )
        done = subprocess.run([sys.executable, "-c", script], env=kept | given,
                              capture_output=True, text=True, check=True)  # fmt: skip
        said.append(set(done.stdout.split()))
    assert [len(words) for words in said] == [5, 5]
    return said[0], said[1]


def _orga_reads(group: Group, client: HouseClient) -> list[str]:
    """What the orga of a group sees that counts anything, without the random parts of forms."""
    meeting = group.meetings.get()
    pages = ["/orga/", "/orga/plan/", "/themen/", f"/termine/{meeting.pk}/", "/orga/papiere/"]
    texts = [client.get(page).content.decode().partition("<main")[2] for page in pages]
    return [re.sub(r'value="[^"]*"', "", text) for text in texts]


@pytest.mark.django_db
def test_regional_subgroup_of_4() -> None:
    """Cells below 5 are merged: four of one region, of one mind, are nowhere a number apart."""
    group = make.answered_group(20, now=now(), floor=3)
    client = client_of(people.member(group, DutyKind.ORGA).user)
    meeting, topic = make.meeting(group), make.topic(group)
    planning.run_plan(make.run(group, now=now()), now=now())
    few = list(Member.objects.filter(group=group, duties=None)[:4])
    before = _orga_reads(group, client)

    for member in few:
        people.card(member, Audience.GROUP)
        member.cards.update(region="Hochschwarzwald")
        services.vote(topic, member, wants=True)
        services.answer(meeting, member, is_coming=True, now=now())

    after = _orga_reads(group, client)
    assert after == before
    assert "unter 5" in after[2] and "unter 5" in after[3]
    assert "Hochschwarzwald" not in "".join(after)


@pytest.mark.django_db
def test_austrian_and_swiss_members() -> None:
    """Own numbers; their holidays are in meetings/test_availability_rules."""
    page = html.unescape(HouseClient().get("/hilfe/").content.decode())

    found = re.findall(r'href="tel:(\d+)">.*?class="small soft">(\w+)', page, re.DOTALL)
    assert ("142", "Österreich") in found
    assert ("143", "Schweiz") in found
