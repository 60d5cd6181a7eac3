"""The demo of the network house: one invented group; its past dates follow real ones."""

import json
from datetime import timedelta
from importlib.resources import files

from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.demo.people import write_people
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.network.demo.care import seed_care
from wirwissen.network.demo.evenings import seed_evenings
from wirwissen.network.demo.members import NEWCOMER_ADDRESS, demo_people, seed_people
from wirwissen.network.groups import services
from wirwissen.network.groups.models import Group
from wirwissen.network.groups.rules import read_meeting, slug_of

AGREEMENT = """Wir versprechen uns:

- Was hier gesprochen wird, bleibt hier.
- Niemand nimmt auf, niemand macht ein Bild vom Bildschirm.
- Die Kamera ist freiwillig. Schweigen ist eine ganze Antwort.
- Wir geben keine Ratschläge, um die niemand gebeten hat.
- Wer jemanden erkennt, spricht es nur an, wenn die andere Person es möchte."""
BEGINNING = """Im Herbst haben wir uns zum ersten Mal getroffen.

## Was wir suchten

Einen Ort, an dem Fachwissen und eigenes Erleben nebeneinander stehen dürfen."""
PRESS = """Ein kurzer Text für Zeitschriften. Er darf übernommen werden.

## Worum es geht

Viele, die helfen, kennen Krisen von innen. Darüber zu sprechen, ist an der Arbeit oft schwer."""
NEIGHBOURS = (
    ("Birkenkreis", "Unsere Schwestergruppe, trifft sich auch online.", True),
    ("Gespräche zur Offenlegung", "Ein Programm in kleinen Gruppen, erfunden.", False),
)


def seed() -> None:
    """One group with its published past, a plan for a year, a round, a case, a report."""
    place = Organisation.objects.create(
        name="Lindenkreis",
        slug="lindenkreis",
        imprint="Lindenkreis (erfunden), Vorführung der Software Wirwissen.",
    )
    group = Group.objects.create(
        organisation=place,
        name="Lindenkreis",
        slug="lindenkreis",
        public_until=today() + timedelta(days=365),
        offers_feeds=True,
        scope=(
            "Wer im psychosozialen Bereich arbeitet oder lernt und eigene seelische Krisen kennt. "
            "Im Zweifel sprechen wir kurz miteinander."
        ),
        agreement=AGREEMENT,
        floor=6,
        for_whom=(
            "Wir arbeiten in Therapie, Pflege und sozialer Arbeit und kennen eigene seelische "
            "Krisen. Einmal im Monat treffen wir uns online. Was hier gesprochen wird, bleibt hier."
        ),
        how_we_meet=(
            "Wer im psychosozialen Bereich arbeitet und selbst betroffen war oder ist, schweigt "
            "oft darüber. Das kostet Kraft. Wir hören zuerst einen Beitrag zu einem Thema. Danach "
            "sprechen wir in kleinen Gruppen. Du erzählst nur, was du möchtest."
        ),
        values=[
            "Gelebte Erfahrung ist Wissen.",
            "Niemand muss sich zeigen. Schweigen ist eine ganze Antwort.",
            "Wir geben keine Ratschläge, um die niemand gebeten hat.",
        ],
    )
    past = [read_meeting(row, f"meetings[{i}]") for i, row in enumerate(_rows())]
    services.keep_meetings(group, past, now=now())
    _seed_public_side(group)
    people = seed_people(group, place, joined_at=now() - timedelta(days=900))
    seed_evenings(group, people.members, now=now())
    seed_care(people.members, now=now())
    # The demo's people need no mails about all this; the newcomer's own shows what one looks like.
    OutboxMail.objects.exclude(recipient=NEWCOMER_ADDRESS).delete()
    write_people(demo_people(people))


def _seed_public_side(group: Group) -> None:
    until = today() + timedelta(days=365)
    services.keep_page(group, title="Wie es anfing", layout="page", body=BEGINNING,
                       shown_until=until)  # fmt: skip
    services.keep_page(group, title="Warum Schweigen Kraft kostet", layout="press", body=PRESS,
                       shown_until=until)  # fmt: skip
    for name, about, is_sister in NEIGHBOURS:
        facts = {"name": name, "about": about, "is_sister": is_sister, "shown_until": until}
        url = f"https://{slug_of(name)}.example/"
        services.keep_partner(group, facts={**facts, "url": url})


def _rows() -> list[dict[str, str | None]]:
    facts = files("wirwissen.network.groups").joinpath("facts/past_meetings.json")
    rows: list[dict[str, str | None]] = json.loads(facts.read_text(encoding="utf-8"))["meetings"]
    return rows
