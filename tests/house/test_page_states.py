"""Every state of every page, looked at in Chromium: in both schemes, wide and narrow, weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import Browser

from tests.house.capture import capture
from tests.house.collect import all_access, all_states
from tests.house.faults import WITHOUT_KURZ, faults
from tests.house.looking import Looker
from tests.registry import LONG_WORD, PageState, World
from tests.worlds import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

SHOWN = {200, 404, 409}  # 404 and 409 are pages, too: a link that is over, a calm refusal
# Addresses that show no page of their own, and why (POST-only ones are found by their methods).
_NO_PAGE_OF_HOUSE: dict[str, dict[str, str]] = {
    "course": {
        "portfolio:read": "a file",
        "admissions:paper": "a file",
        "credentials:own_confirmation": "a file",
        "credentials:own_record": "a file",
        "credentials:confirmation": "a file",
        "credentials:record": "a file",
        "credentials:download": "a file",
        "credentials:duplicate_file": "a file",
        "account_confirm_login_code": "needs a code under way: looked at by the accounts' tests",
    },
    "network": {
        "groups:calendar": "a file",
        "groups:feed": "a file",
        "groups:flyer": "a file",
        "groups:newsletter": "a file",
        "meetings:calendar": "a file",
        "care:export": "a file",
        "rounds:workbook": "a file",
    },
}
NO_PAGE: dict[str, str] = {
    "pages:exit": "leads away at once",
    "privacy:copy": "a file",
    "account_set_password": "leads on to our own page for a first password",
    "accounts:passkey_add": "needs the password first: looked at by the accounts' own tests",
    "mfa_authenticate": "needs a sign-in under way: looked at by the accounts' own tests",
    "accounts:confirm_address": "needs a code under way: looked at by the accounts' own tests",
    "accounts:first_password": "only for who signed in by code: looked at by the accounts' tests",
    **_NO_PAGE_OF_HOUSE[settings.HOUSE],
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
    '<p><font color="#aaaaaa">Blass am Tag</font></p>': "axe, light: color-contrast",
    '<p><font color="#444444">Blass bei Nacht</font></p>': "axe, dark: color-contrast",
    f"<p>{'w' * 90}</p><pre>{LONG_WORD * 3}</pre>": "too wide on a phone",
    f"<p>{'Wort ' * 26}.</p>": "26 words",
    '<a class="btn" href="/a/">A</a><a class="btn" href="/b/">B</a>': "several main ways on",
}


@pytest.mark.course_house
@pytest.mark.parametrize(("seed", "fault"), SEEDS.items())
def test_a_seeded_fault_is_seen(world: World, looker: Looker, seed: str, fault: str) -> None:
    state = PageState("pages:imprint", "seeded", "anonymous")
    well = capture(world, state)
    seeded = replace(well, html=well.html.replace("</main>", f"{seed}</main>"))

    found = faults(state, seeded, looker.look(seeded))

    assert [line for line in found if line.startswith(fault)] != []


@pytest.mark.course_house
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


@pytest.mark.course_house
def test_a_name_in_the_title_and_a_page_too_heavy_are_seen(world: World, looker: Looker) -> None:
    state = PageState("today", "seeded", "lead")
    well = capture(world, state)
    noise = "".join(f"<p>{number**9:x}</p>" for number in range(12_000))
    html = well.html.replace("</main>", f"{noise}</main>")
    seeded = replace(well, html=html, queries=("SELECT 1",) * 13)
    looked = replace(looker.look(well), title=f"{LONG_WORD} · Mein Bereich", requests=7)

    kinds = [line.partition(" ")[2].partition(",")[0] for line in faults(state, seeded, looked)]

    assert kinds == ["queries", "bytes", "requests", f"is not neutral: {looked.title}"]
