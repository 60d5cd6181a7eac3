"""Rules of joining, mails and pages: edges, and properties that hold for everything."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.network.groups import rules
from wirwissen.network.groups.forms.joining import work_words
from wirwissen.network.groups.rules import PageText, RequestState

BERLIN = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2027, 1, 1, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("address", "looks"),
    [
        ("kim@klinikum-nord.example", True),
        ("kim@awo-sued.example", True),
        ("kim@uni.example", True),
        ("kim@unikat.example", False),
        ("kim@gmx.example", False),
        ("klinik@gmx.example", False),
        ("", False),
    ],
)
def test_a_work_address_is_guessed_by_its_domain_alone(address: str, looks: bool) -> None:
    assert rules.looks_like_work(address, work_words()) is looks


@given(st.integers(0, 365 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes)))
def test_no_mail_goes_between_21_and_8_and_none_waits_longer_than_the_night(at: datetime) -> None:
    sent = rules.deliver_at(at)

    assert time(8) <= sent.time() < time(21)
    assert timedelta() <= sent.astimezone(UTC) - at.astimezone(UTC) <= timedelta(hours=12)


@given(st.lists(st.text(max_size=4), unique=True), st.integers(0, 20), st.integers(0, 20))
def test_a_wave_is_the_beginning_of_the_row_and_fits(
    waiting: list[str], size: int, free: int
) -> None:
    chosen = rules.next_wave(waiting, size=size, free=free)

    assert chosen == waiting[: len(chosen)]
    assert len(chosen) == min(len(waiting), size, free)


@given(st.integers(0, 500))
def test_a_shown_count_is_off_by_two_at_most_and_never_exact_below_five(count: int) -> None:
    words = rules.about(count)

    if count < 5:
        assert words == "unter 5"
    else:
        assert abs(int(words.removeprefix("etwa ")) - count) <= 2


def test_an_appeal_is_decided_by_the_same_person_only_where_there_is_no_other() -> None:
    def may(state: RequestState, decider: str, others: int) -> bool:
        return rules.may_decide(state, decider=decider, first_decider="a", others=others)

    states = RequestState
    assert [may(states.APPEALED, "a", 1), may(states.APPEALED, "b", 1)] == [False, True]
    assert [may(states.APPEALED, "a", 0), may(states.ADMITTED, "b", 3)] == [True, False]


def test_silence_ends_after_its_last_day() -> None:
    last = date(2027, 8, 31)

    silent = [rules.is_silent(last, today=last + timedelta(days=days)) for days in (0, 1)]

    assert (silent, rules.is_silent(None, today=last)) == ([True, False], False)


def test_a_page_is_read_with_its_front_matter() -> None:
    text = '\ufeff---\r\ntitle: "Unsere Werte"\r\nlayout: Presse\r\n---\r\n\r\nStill.\r\n'

    assert rules.read_page(text, name="werte") == PageText(
        title="Unsere Werte", layout="press", body="Still."
    )


def test_without_a_title_the_first_heading_counts_then_the_name() -> None:
    titles = [rules.read_page(text, name="werte").title for text in ("# Kopf\n\nText.", "Text.")]

    assert titles == ["Kopf", "werte"]


@pytest.mark.parametrize("text", ["---\ntitle: x\n\nText.", "---\ntitle: x\n---\n", "# Nur Kopf"])
def test_a_page_without_end_of_its_head_or_without_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        rules.read_page(text, name="x")


@given(st.text(max_size=80))
def test_a_slug_fits_into_an_address(name: str) -> None:
    slug = rules.slug_of(name)

    assert len(slug) <= 50
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug.strip("-") == slug


def test_windows_are_full_hours_in_order_each_once() -> None:
    assert rules.windows_of("20 Uhr, 12 und 20") == [12, 20]
    for text in ("", "25", "1 2 3 4 5 6 7"):
        with pytest.raises(ValueError, match="hours"):
            rules.windows_of(text)
