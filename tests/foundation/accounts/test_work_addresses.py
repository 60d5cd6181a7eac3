"""What looks like an address at work, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.foundation.accounts.work_addresses import (
    EMPLOYERS,
    PRIVATE,
    looks_like_work_address,
)

WORK = [
    "k.muster@lvr.de",
    "k.muster@klinik-bonn.lvr.de",
    "Kim.Muster@Klinikum-Musterstadt.DE ",
    "kim@st-anna-krankenhaus.de",
    "kim@praxis-muster.de",
    "kim@awo-musterkreis.de",
    "kim@caritas-muster.de",
    "kim@stadt.muster.de",
    "kim@uni-muster.de",
    "kim@muster-ggmbh.de",
    "kim@psychiatrische-dienste.ch",
]
PRIVATE_ONES = [
    "kim@posteo.de",
    "caritas@gmx.de",
    "klinik@mailbox.org",
    "kim@muster.name",
    "kim@stadtgarten-verein.de",
    "kim@kreisel.org",
    "kim@mathematik.example",
    "kim",
    "",
    "klinik.de",
    "kim@klinik",
]


@pytest.mark.parametrize("address", WORK)
def test_an_address_at_work_is_seen(address: str) -> None:
    assert looks_like_work_address(address)


@pytest.mark.parametrize("address", PRIVATE_ONES)
def test_a_private_address_is_left_in_peace(address: str) -> None:
    assert not looks_like_work_address(address)


def test_no_domain_is_both() -> None:
    assert set() == PRIVATE & EMPLOYERS


@given(st.text(max_size=80))
def test_nothing_somebody_types_breaks_it(text: str) -> None:
    assert looks_like_work_address(text) in {True, False}


@given(st.text(alphabet="abckliniuz.-@", max_size=30), st.sampled_from(sorted(PRIVATE)))
def test_only_what_follows_the_last_at_counts(before: str, domain: str) -> None:
    assert not looks_like_work_address(f"{before}@{domain}")
