"""The chained history: whatever is tampered with is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wirwissen.course.cohorts.rules.ledger import (
    GENESIS,
    Cell,
    Entry,
    first_fault,
    link,
    unmatched,
)

NOW = datetime(2027, 8, 21, 13, 30, 15, 250, tzinfo=UTC)
units = st.integers(0, 28).map(lambda quarters: Decimal(quarters) / 4)
acts = st.tuples(st.sampled_from(["s1", "s2"]), st.sampled_from(["p1", "p2"]), units | st.none())


def chained(rows: list[tuple[str, str, Decimal | None]]) -> list[Entry]:
    """A history as the services write it: only changes, each with what stood before."""
    entries: list[Entry] = []
    standing: dict[Cell, Decimal | None] = {}
    chain = GENESIS
    for session, person, after in rows:
        before = standing.get((session, person))
        if before == after:
            continue
        standing[session, person] = after
        entry = Entry(
            number=len(entries) + 1, session=session, participant=person, before=before,
            after=after, reason="", by_name="Amara Okafor",
            entered_at=NOW + timedelta(minutes=len(entries)),
        )  # fmt: skip
        chain = link(chain, entry)
        entries.append(replace(entry, chain=chain))
    return entries


def standing_of(entries: list[Entry]) -> dict[Cell, Decimal]:
    cells: dict[Cell, Decimal | None] = {}
    for entry in entries:
        cells[entry.session, entry.participant] = entry.after
    return {cell: value for cell, value in cells.items() if value is not None}


histories = st.lists(acts, min_size=4, max_size=20).map(chained).filter(lambda h: len(h) > 1)


@given(histories)
def test_an_untouched_history_holds_and_fits_what_stands(history: list[Entry]) -> None:
    assert first_fault(history) is None
    assert unmatched(history, standing_of(history)) == frozenset()


@given(histories, st.data())
def test_a_changed_entry_is_found_where_it_stands(
    history: list[Entry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(history) - 1))
    fields: list[tuple[str, Any]] = [
        ("after", Decimal("99")), ("before", Decimal("99")), ("reason", "anders"),
        ("by_name", "Jemand"), ("session", "s9"), ("participant", "p9"), ("number", 99),
        ("entered_at", NOW - timedelta(days=1)), ("chain", "0" * 64),
    ]  # fmt: skip
    field, value = data.draw(st.sampled_from(fields))

    changed = [*history]
    changed[place] = replace(history[place], **{field: value})

    assert first_fault(changed) == place + 1


@given(histories, st.data())
def test_a_changed_entry_with_a_new_hash_of_its_own_is_found_at_the_next(
    history: list[Entry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(history) - 2))
    previous = history[place - 1].chain if place else GENESIS
    forged = replace(history[place], by_name="Jemand")

    changed = [*history]
    changed[place] = replace(forged, chain=link(previous, forged))

    assert first_fault(changed) == place + 2


@given(histories, st.data())
def test_a_dropped_entry_is_found_even_the_last_one(
    history: list[Entry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(history) - 1))
    lost = history[place]

    left = [entry for entry in history if entry is not lost]

    if place < len(history) - 1:
        assert first_fault(left) == place + 1
    else:
        assert unmatched(left, standing_of(history)) == {(lost.session, lost.participant)}


@given(histories, st.data())
def test_an_inserted_entry_is_found(history: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(history) - 1))
    slipped = replace(history[place], after=Decimal(7), entered_at=NOW, reason="eingeschoben")
    previous = history[place - 1].chain if place else GENESIS
    slipped = replace(slipped, chain=link(previous, slipped))

    fault = first_fault([*history[:place], slipped, *history[place:]])

    assert fault == place + 2


@given(histories, st.data())
def test_two_swapped_entries_are_found(history: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(history) - 2))

    swapped = [*history]
    swapped[place : place + 2] = reversed(swapped[place : place + 2])

    assert first_fault(swapped) == place + 1


def test_the_hash_is_the_same_on_every_database_and_in_every_time_zone() -> None:
    entry = Entry(
        number=1, session="s1", participant="p1", before=None, after=Decimal("6.50"),
        reason="Grüße", by_name="Jörg", entered_at=NOW,
    )  # fmt: skip
    same = replace(
        entry, after=Decimal("6.5"), entered_at=NOW.astimezone(timezone(timedelta(hours=2)))
    )

    assert link(GENESIS, entry) == link(GENESIS, same)
    assert len(link(GENESIS, entry)) == 64


def test_0_units_and_no_entry_are_two_things_to_the_chain() -> None:
    entry = chained([("s1", "p1", Decimal(0))])[0]

    assert link(GENESIS, entry) != link(GENESIS, replace(entry, after=None))
