"""Calendar and feed, read by parsers that are not ours: right in July and in December, neutral."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from vobject import base

from wirwissen.network.groups.calendars import atom_of, calendar_of

# The library has no types.
read_one: Any = base.readOne  # type: ignore[attr-defined,unused-ignore]
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
JULY = ("abc2", datetime(2027, 7, 14, 16, tzinfo=UTC), datetime(2027, 7, 14, 18, tzinfo=UTC))
DECEMBER = ("abc3", datetime(2027, 12, 8, 17, tzinfo=UTC), None)


def test_an_independent_reader_finds_the_right_hour_in_july_and_december() -> None:
    text = calendar_of([JULY, DECEMBER], now=NOW).decode()

    calendar = read_one(text)

    found = [
        (event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC))
        for event in calendar.vevent_list
    ]
    assert found == [(JULY[1], JULY[2]), (DECEMBER[1], datetime(2027, 12, 8, 19, tzinfo=UTC))]


def test_a_calendar_says_termin_and_the_time_and_nothing_else() -> None:
    calendar = read_one(calendar_of([JULY], now=NOW).decode())

    [event] = calendar.vevent_list
    said = {line.name: str(line.value) for line in event.lines() if line.name[:2] != "DT"}
    assert said == {"UID": "abc2", "SUMMARY": "Termin", "CLASS": "PRIVATE"}


def test_the_feed_is_well_formed_and_neutral() -> None:
    page, own = "https://netz.example/gruppe/x/?a=1&b=2", "https://netz.example/f"
    text = atom_of([JULY], page=page, own=own, now=NOW)

    space = {"a": "http://www.w3.org/2005/Atom"}
    root = ElementTree.fromstring(text)
    titles = [node.text for node in root.iterfind(".//a:title", space)]
    links = [node.get("href") for node in root.iterfind(".//a:link", space)]
    assert titles == ["Termine", "Mi, 14.\u00a0Juli 2027, 18:00 Uhr"]
    assert links == [own, page]
