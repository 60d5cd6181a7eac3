"""Every state of every page, looked at in Chromium: in both schemes, wide and narrow, weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from playwright.sync_api import Browser

from tests.house.capture import Captured, capture
from tests.house.collect import all_access, all_states
from tests.house.looking import Looked, Looker
from tests.house.words import (
    KURZ_SENTENCES,
    KURZ_WORDS,
    sentences,
    too_long_sentences,
    words_of,
    wrong_words,
)
from tests.registry import PageState
from tests.world import LONG_WORD, World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

MOST_QUERIES, MOST_BYTES, MOST_REQUESTS = 12, 40_000, 6
SHOWN = {200, 404, 409}  # 404 and 409 are pages, too: a link that is over, a calm refusal

# Pages without "Kurz gesagt", and why.
WITHOUT_KURZ: dict[str, str] = {
    "pages:neutral": "tells nothing by design: it stands where somebody fled to",
    "cohorts:sheet_list": "paper: the list that is signed",
    "cohorts:module_list": "paper: the list that is signed",
    "events:door_list": "paper: the list at the door",
}
# Addresses that show no page of their own, and why (POST-only ones are found by their methods).
NO_PAGE: dict[str, str] = {
    "pages:exit": "leads away at once",
    "privacy:copy": "a file",
    "portfolio:read": "a file",
    "admissions:paper": "a file",
    "credentials:own_confirmation": "a file",
    "credentials:own_record": "a file",
    "credentials:confirmation": "a file",
    "credentials:record": "a file",
    "credentials:download": "a file",
    "credentials:duplicate_file": "a file",
    "account_set_password": "leads on to our own page for a first password",
    "account_confirm_login_code": "needs a code under way: looked at by the accounts' own tests",
    "accounts:first_password": "only for who signed in by code: looked at by the accounts' tests",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """One world with long words for all states; each state's changes are rolled back."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        atomic = transaction.atomic()
        atomic.__enter__()
        yield make_world(long_words=True)
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture(scope="module")
def looker(chromium: Browser) -> Iterator[Looker]:
    """One page of the one browser, for all states in turn."""
    found = Looker(chromium)
    yield found
    found.close()


def state_id(state: PageState) -> str:
    return f"{state.url}-{state.name}"


def faults(state: PageState, captured: Captured, looked: Looked) -> list[str]:
    """All that is wrong with this state of this page; `[]` when all is well."""
    return [
        *_faults_of_cost(captured, looked),
        *_faults_of_frame(state, looked),
        *_faults_of_words(captured, looked),
        *(f"axe, light: {line}" for line in looked.axe_light),
        *(f"axe, dark: {line}" for line in looked.axe_dark),
        *(f"too wide at 320 px: {line}" for line in looked.overflow),
        *(f"foreign request: {url}" for url in looked.foreign),
        *(f"broken policy: {line}" for line in looked.complaints),
    ]


def _faults_of_cost(captured: Captured, looked: Looked) -> Iterator[str]:
    if len(captured.queries) > MOST_QUERIES:
        yield f"{len(captured.queries)} queries, at most {MOST_QUERIES}"
    if captured.weight() > MOST_BYTES:
        yield f"{captured.weight()} bytes, at most {MOST_BYTES}"
    if looked.requests > MOST_REQUESTS:
        yield f"{looked.requests} requests, at most {MOST_REQUESTS}"


def _faults_of_frame(state: PageState, looked: Looked) -> Iterator[str]:
    if looked.h1 != 1:
        yield f"{looked.h1} h1"
    if looked.scripts:
        yield f"{looked.scripts} scripts, styles or frames"
    # A row's form may have its own button each (a list of requests, say); a page leads one way.
    links = [label for label in looked.filled if label.startswith("link: ")]
    if len(links) > 1 or (links and len(looked.filled) > 1):
        yield f"several main ways on: {looked.filled}"
    if state.actor != "anonymous" and state.url not in WITHOUT_KURZ:
        title = looked.title.removeprefix("Fehler: ")
        if not title.endswith("· Mein Bereich") or LONG_WORD[:12] in title:
            yield f"title is not neutral: {title}"
    if state.url not in WITHOUT_KURZ:
        yield from _faults_of_kurz(looked.kurz)


def _faults_of_kurz(kurz: list[str]) -> Iterator[str]:
    said = [text for text in kurz if text]
    if len(said) != 1:
        yield f"Kurz gesagt, once: {kurz}"
        return
    if words_of(said[0]) > KURZ_WORDS or len(sentences(said[0])) > KURZ_SENTENCES:
        yield f"Kurz gesagt is {words_of(said[0])} words, {len(sentences(said[0]))} sentences"


def _faults_of_words(captured: Captured, looked: Looked) -> Iterator[str]:
    unknown = sorted({part.partition("⟧")[0] for part in captured.html.split("⟦")[1:]})
    if unknown:
        yield f"unknown variables: {unknown}"
    if wrong := wrong_words(f"{looked.title}\n{looked.text}"):
        yield f"wrong words: {wrong}"
    for paragraph in looked.paragraphs:
        for sentence in too_long_sentences(paragraph):
            yield f"{words_of(sentence)} words: {sentence}"


@pytest.mark.parametrize("state", all_states(), ids=state_id)
def test_a_page_is_well_in_this_state(world: World, looker: Looker, state: PageState) -> None:
    captured = capture(world, state)
    assert captured.status in SHOWN, captured.headers

    assert faults(state, captured, looker.look(captured)) == []


def test_names_of_states_are_unique() -> None:
    named = Counter(state_id(state) for state in all_states())

    assert [name for name, count in named.items() if count > 1] == []


def test_every_address_that_shows_a_page_has_a_state() -> None:
    pages = {cell.url for cell in all_access() if "GET" in cell.methods}

    assert pages - {state.url for state in all_states()} - set(NO_PAGE) == set()


def test_every_exception_is_still_needed() -> None:
    exceptions = set(WITHOUT_KURZ) | set(NO_PAGE)

    assert exceptions - {cell.url for cell in all_access()} == set()


SEEDS = {
    "<p>Das ist leider so.</p>": "wrong words: ['leider']",
    "<p>Komm, wenn du magst.</p>": "wrong words: ['du']",
    "<p>⟦gast⟧</p>": "unknown variables: ['gast']",
    "<h1>Noch eine</h1>": "2 h1",
    '<p style="color: #999">Grau</p>': "1 scripts, styles or frames",
    '<img alt="" src="https://fremd.example/a.png">': "broken policy",
    "<a href='/'></a>": "axe, light: link-name",
    f"<p>{'w' * 90}</p><pre>{LONG_WORD * 3}</pre>": "too wide at 320 px",
    f"<p>{'Wort ' * 26}.</p>": "26 words",
    '<a class="btn" href="/a/">A</a><a class="btn" href="/b/">B</a>': "several main ways on",
}


@pytest.mark.parametrize(("seed", "fault"), SEEDS.items())
def test_a_seeded_fault_is_seen(world: World, looker: Looker, seed: str, fault: str) -> None:
    state = PageState("pages:imprint", "seeded", "anonymous")
    well = capture(world, state)
    seeded = replace(well, html=well.html.replace("</main>", f"{seed}</main>"))

    found = faults(state, seeded, looker.look(seeded))

    assert [line for line in found if line.startswith(fault)] != []


def test_a_foreign_request_that_a_weaker_policy_allows_is_seen(
    world: World, looker: Looker
) -> None:
    state = PageState("pages:imprint", "seeded", "anonymous")
    well = capture(world, state)
    picture = '<img alt="" src="https://fremd.example/a.png">'
    html = well.html.replace("</main>", f"{picture}</main>")
    seeded = replace(well, html=html, headers={"Content-Type": "text/html; charset=utf-8"})

    found = faults(state, seeded, looker.look(seeded))

    assert "foreign request: https://fremd.example/a.png" in found


def test_a_name_in_the_title_and_a_page_too_heavy_are_seen(world: World, looker: Looker) -> None:
    state = PageState("today", "seeded", "lead")
    well = capture(world, state)
    noise = "".join(f"<p>{number**9:x}</p>" for number in range(12_000))
    html = well.html.replace("</main>", f"{noise}</main>")
    seeded = replace(well, html=html, queries=("SELECT 1",) * 13)
    looked = replace(looker.look(well), title=f"{LONG_WORD} · Mein Bereich", requests=7)

    kinds = [line.partition(" ")[2].partition(",")[0] for line in faults(state, seeded, looked)]

    assert kinds == ["queries", "bytes", "requests", f"is not neutral: {looked.title}"]
