"""What a member does in a month, by keyboard alone, without JavaScript, on the smallest phone.

Nothing is clicked, except addresses opened.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.flows.keys import keys
from tests.flows.rows import rows
from tests.flows.walk import Journey
from tests.harness.browser import Visitors
from tests.harness.house import House
from tests.harness.smtp_sink import SmtpSink

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FIRST = ("--organisation", "Träger", "--name", "Robin", "--email", "robin@example.org")
SMALLEST = 320


@pytest.fixture
def journey(network_house: House, sink: SmtpSink, visitors: Visitors) -> Iterator[Journey]:
    """A house that runs, with browsers that run no script."""
    network_house.run("init", *FIRST)
    with network_house:
        yield Journey(network_house.start(), sink, visitors, javascript=False)


def test_a_member_tells_times_answers_and_proposes_a_topic_by_keyboard(journey: Journey) -> None:
    address, password = rows(journey.house, "a_member")
    juno = keys(journey, "/zeiten/", width=SMALLEST)

    juno.write("E-Mail", text=address)
    juno.write("Kennwort", text=password)
    juno.press("button", "Anmelden")
    juno.choose("Mittwoch, 18 Uhr", "passt")
    juno.choose("Donnerstag, 20 Uhr", "zur Not")
    juno.press("button", "Speichern")
    juno.see("gespeichert")

    juno.page.goto("/termine/")
    juno.press("link", " bis ")
    juno.press("button", "Ich komme")
    juno.see("Du hast gesagt: Ich komme.")

    juno.page.goto("/themen/")
    juno.press("link", "Thema vorschlagen")
    juno.write("Thema", text="Was mich trägt")
    juno.press("button", "Vorschlagen")
    juno.see("Danke für dein Thema")
