"""Published facts: what is kept, what is refused with a clear line, loading them twice."""

from __future__ import annotations

from typing import Any

import pytest

from wirwissen.course.programme.models import PublishedDate, PublishedSite
from wirwissen.course.programme.published import Directory, directory
from wirwissen.course.programme.rules.facts import DateFact, SiteFact, Sorted, sort_dates
from wirwissen.course.programme.services import import_facts

SITES = {"haus": "Haus am Anger"}


def record(**fields: Any) -> dict[str, Any]:
    made = {
        "id": "a", "site": "haus", "type": "info_event", "start": "2026-03-11T13:00",
        "place": "Saal 2", "source_url": "https://example.org/a",
    }  # fmt: skip
    return {**made, **fields}


def test_the_printed_weekday_of_the_augsburg_record_contradicts_its_date() -> None:
    refused = directory().dates.refused

    assert refused == (
        "allgäu akademie (Bezirkskrankenhaus Kaufbeuren), Bezirk Schwaben, Hafnerberg 10, "
        "86152 Augsburg: Gedruckt steht „Freitag“, aber der 4. Februar 2020 ist ein Dienstag.",
    )
    assert "schw-info-2" not in {date.key for date in directory().dates.dates}
    assert "schw-info-1" in {date.key for date in directory().dates.dates}


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"weekday_printed": "Freitag"},
            "Haus am Anger, Saal 2: Gedruckt steht „Freitag“, aber der 11. März 2026 "
            "ist ein Mittwoch.",
        ),
        (
            {"end": "2026-03-11T12:00"},
            "Haus am Anger, Saal 2: Das Ende 2026-03-11T12:00 liegt vor dem Beginn "
            "2026-03-11T13:00.",
        ),
        (
            {"start": "März 2026"},
            "Haus am Anger, Saal 2: Beginn „März 2026“ ist kein Datum wie 2026, 2026-01 "
            "oder 2026-01-16.",
        ),
        (
            {"start": "2026-02-30"},
            "Haus am Anger, Saal 2: Beginn „2026-02-30“ ist kein Datum wie 2026, 2026-01 "
            "oder 2026-01-16.",
        ),
    ],
)
def test_a_record_that_contradicts_itself_is_refused_and_the_others_stay(
    fields: dict[str, Any], line: str
) -> None:
    result = sort_dates([record(id="b", **fields), record()], SITES)

    assert (result.refused, result.left_out) == ((line,), ())
    assert [date.key for date in result.dates] == ["a"]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"inferred": "Jahr"},
            "Info-Termin, Haus am Anger: Nicht auf der Seite gedruckt, nur erschlossen (Jahr).",
        ),
        ({"start": None}, "Info-Termin, Haus am Anger: Die Quelle nennt keinen Beginn."),
        ({"site": None}, "Info-Termin, Saal 2: Die Quelle nennt keinen Anbieter."),
        ({"source_url": ""}, "Info-Termin, Haus am Anger: Die Quelle fehlt."),
    ],
)
def test_what_the_page_does_not_say_stays_out(fields: dict[str, Any], line: str) -> None:
    result = sort_dates([record(**fields)], SITES)

    assert result == Sorted(dates=(), refused=(), left_out=(line,))


@pytest.mark.parametrize("start", ["2026", "2026-03", "2026-03-11", "2026-03-11T13:00"])
def test_dates_are_kept_as_incomplete_as_they_were_printed(start: str) -> None:
    result = sort_dates([record(start=start, weekday_printed="Mittwoch")], SITES)

    assert [date.starts for date in result.dates] == [start]


def test_every_shipped_fact_has_its_source_and_no_fact_is_inferred() -> None:
    facts = directory()
    sources = [
        one.source_url for group in (facts.sites, facts.dates.dates, facts.costs) for one in group
    ]

    assert (len(facts.sites), len(facts.dates.dates), len(facts.costs)) == (21, 20, 6)
    assert [url for url in sources if not url.startswith("http")] == []


@pytest.mark.django_db
def test_loading_the_directory_twice_leaves_the_same_rows() -> None:
    import_facts()
    before = {row.key: row.pk for row in PublishedDate.objects.all()}

    import_facts()

    assert {row.key: row.pk for row in PublishedDate.objects.all()} == before
    assert (PublishedSite.objects.count(), len(before)) == (21, 20)


@pytest.mark.django_db
def test_loading_corrects_what_changed_and_drops_what_is_gone() -> None:
    site = SiteFact(
        key="haus", name="Haus", country="DE", region="", city="", source_url="https://e.org"
    )
    kept = sort_dates([record(), record(id="b")], SITES)
    import_facts(Directory(sites=(site,), dates=kept, costs=()))
    later = sort_dates([record(start="2026-04")], SITES)

    import_facts(Directory(sites=(site,), dates=later, costs=()))

    assert [(row.key, row.starts) for row in PublishedDate.objects.all()] == [("a", "2026-04")]


def test_a_kept_record_carries_all_that_was_printed() -> None:
    result = sort_dates([record(mode="online", pattern="abends", end="2026-03-11T15:00")], SITES)

    assert result.dates == (
        DateFact(
            key="a", site="haus", kind="info_event", starts="2026-03-11T13:00",
            ends="2026-03-11T15:00", place="Saal 2", online=True, pattern="abends",
            source_url="https://example.org/a",
        ),
    )  # fmt: skip
