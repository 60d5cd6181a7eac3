"""The demo of the network house: one invented group; its past dates follow real ones."""

import json
from datetime import timedelta
from importlib.resources import files

from django.utils import timezone

from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.demo.people import write_people
from wirwissen.network.groups.models import Group, PublicMeeting
from wirwissen.network.groups.rules import read_meeting
from wirwissen.network.groups.services import keep_meetings


def seed() -> None:
    """One group, its published past, and one date to come."""
    Organisation.objects.create(
        name="Lindenkreis",
        slug="lindenkreis",
        imprint="Lindenkreis (erfunden), Vorführung der Software Wirwissen.",
    )
    group = Group.objects.create(
        name="Lindenkreis",
        slug="lindenkreis",
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
    keep_meetings(group, [read_meeting(row, f"meetings[{i}]") for i, row in enumerate(_rows())])
    PublicMeeting.objects.create(group=group, **_next_meeting())
    write_people([])  # members come with a later issue; visitors need no account


def _rows() -> list[dict[str, str | None]]:
    facts = files("wirwissen.network.groups").joinpath("facts/past_meetings.json")
    rows: list[dict[str, str | None]] = json.loads(facts.read_text(encoding="utf-8"))["meetings"]
    return rows


def _next_meeting() -> dict[str, object]:
    start = timezone.localtime(now() + timedelta(days=12)).replace(
        hour=18, minute=0, second=0, microsecond=0
    )
    topic = "Was mir bei der Arbeit hilft, ich zu bleiben"
    return {"starts_at": start, "ends_at": start + timedelta(hours=2), "topic": topic}
